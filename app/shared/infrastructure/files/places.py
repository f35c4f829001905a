"""Where in the text a problem of the structure is."""

from app.shared.domain.blueprint.problems import Path
from app.shared.domain.blueprint.rules.references import TYPE_WORDS
from app.shared.infrastructure.files.format.automod import METADATA
from app.shared.infrastructure.files.format.roles import ROLE
from app.shared.infrastructure.files.tree import Entry, Listing, Node, Scalar, Table

_WORDS = {line.attribute: (line.word,) for line in (*ROLE.lines, *METADATA)} | {
    "name": ("name", *TYPE_WORDS.values()),
    "key": ("key", "name", "title", *TYPE_WORDS.values()),
    "event": ("event", "trigger"),
}


class Places:
    def __init__(self, root: Node) -> None:
        self._root = root
        self._nodes: dict[Path, Node] = {}

    def remember(self, path: Path, node: Node) -> None:
        self._nodes.setdefault(path, node)

    def of_section(self, section: str) -> dict[int, str | int]:
        """The keys of the things of a section, by the identity of their nodes."""
        return {
            id(node): path[1]
            for path, node in self._nodes.items()
            if len(path) == 2 and path[0] == section
        }

    def find(self, path: Path) -> Node:
        """The node of the path, or of the nearest thing around it that stands in the text."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._nodes:
                return _descend(self._nodes[path[:length]], path[length:])
        return _descend(self._root, path)


def _descend(node: Node, path: Path) -> Node:
    for part in path:
        found = _step(node, part)
        if found is not None:
            node = found
    return node


def _step(node: Node, part: str | int) -> Node | None:
    if isinstance(node, Listing):
        if isinstance(part, int):
            return node.items[part] if part < len(node.items) else None
        return next((item for item in node.items if _means(item, part)), None)
    if isinstance(node, Table) and isinstance(part, str):
        entry = _entry(node, part)
        if entry is None:
            return None
        return entry.key if ":" in part else entry.node
    return None


def _entry(table: Table, part: str) -> Entry | None:
    kind, colon, ref = part.partition(":")
    words: tuple[str, ...] = (ref, f"{kind} {ref}") if colon else _WORDS.get(part, (part,))
    return next((table.entries[word] for word in words if word in table.entries), None)


def _means(item: Node, part: str) -> bool:
    return isinstance(item, Scalar) and part in (item.text, item.text.partition(" ")[2])
