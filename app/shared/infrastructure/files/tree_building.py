"""Puts a tree together from a parser's events, and refuses to be made to work hard."""

from app.shared.domain.blueprint.problems import Path
from app.shared.domain.language.saying import say
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Entry, Listing, Node, Scalar, Table

NODES_MAX = 100_000
"""Aliases counted every time they are used; the largest guild there can be needs a fifth."""
DEPTH_MAX = 24

_NO_KEY = Scalar(start=0, end=0, line=0, column=0, text="")
"""Stands for a key that cannot be one; what follows it is dropped."""


class TreeTooLarge(Exception):
    """The tree grew past its limits. The problem is in the report."""


class TreeBuilder:
    def __init__(self, report: Report) -> None:
        self.root: Node | None = None
        self._report = report
        self._open: list[Listing | Table] = []
        self._keys: list[Scalar | None] = []
        """For each open collection: the key whose value comes next."""
        self._anchors: dict[str, Node] = {}
        self._pending: dict[int, str] = {}
        """Anchors of collections that are still open, by depth."""
        self._count = 0
        self._documents = 0

    def begin_document(self, line: int, column: int) -> None:
        self._documents += 1
        if self._documents == 2:
            self._report.add(
                say("A second document begins here."),
                say("A blueprint is one document: remove the line `---`."),
                (),
                line,
                column,
            )
            raise TreeTooLarge

    def open(self, node: Listing | Table, anchor: str | None) -> None:
        depth = len(self._open)
        if depth == DEPTH_MAX:
            self._report.at(
                node, say("This is nested too deeply."), say("A blueprint needs ten levels.")
            )
            raise TreeTooLarge
        node.path = self._path()
        if anchor:
            self._pending[depth] = anchor
            node.anchored = True
        self._open.append(node)
        self._keys.append(None)

    def close(self, end: int) -> None:
        node = self._open.pop()
        self._keys.pop()
        node.end = end
        anchor = self._pending.pop(len(self._open), None)
        if isinstance(node, Table):
            _merge(node, self._report)
        self._place(node, anchor, cost=1)

    def add(self, node: Scalar, anchor: str | None) -> None:
        node.path = self._path()
        node.anchored = bool(anchor)
        self._place(node, anchor, cost=1)

    def alias(self, reference: Scalar) -> None:
        node = self._anchors.get(reference.text)
        if node is None:
            open_too = reference.text in self._pending.values()
            name = reference.text[:40]
            self._report.at(
                reference,
                say("The alias *{name} refers to itself.", name=name)
                if open_too
                else say("The alias *{name} refers to nothing.", name=name),
                say("Put a text that begins with * into quotes, or set the anchor (&name) above."),
            )
            raise TreeTooLarge
        self._place(node, None, cost=node.size)

    def _place(self, node: Node, anchor: str | None, *, cost: int) -> None:
        if anchor:
            self._anchors[anchor] = node
        self._count += cost
        if self._count > NODES_MAX:
            self._report.at(
                node,
                say("The document has more than {most} values, aliases counted.", most=NODES_MAX),
                say("Use aliases for small parts only."),
            )
            raise TreeTooLarge
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.size += node.size
        if isinstance(parent, Listing):
            parent.items.append(node)
        else:
            self._put(parent, node)

    def _put(self, table: Table, node: Node) -> None:
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._as_key(node)
            return
        self._keys[-1] = None
        if key is _NO_KEY:
            return
        if node.start == node.end:
            # Nothing stands here: the place of nothing is its field.
            node.line, node.column = key.line, key.column
        if key.text in table.entries:
            first = table.entries[key.text].key.line
            self._report.at(
                key,
                say(
                    '"{key}" is there twice; the first is in line {line}.',
                    key=key.text[:80],
                    line=first,
                ),
                say("Keep one of them."),
            )
            return
        table.entries[key.text] = Entry(key=key, node=node)

    def _as_key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar) and isinstance(node.value, str):
            return node
        text = node.text if isinstance(node, Scalar) else ""
        self._report.at(
            node,
            say(
                '"{text}" stands where the name of a field belongs, and it is no text.',
                text=text[:80],
            )
            if text
            else say("Here stands a list, a map or nothing where the name of a field belongs."),
            say('Quote it: "{text}".', text=text[:80]) if text else say("Write `name: value`."),
        )
        return _NO_KEY

    def _path(self) -> Path:
        if not self._open:
            return ()
        parent = self._open[-1]
        if isinstance(parent, Listing):
            return (*parent.path, len(parent.items))
        key = self._keys[-1]
        return parent.path if key is None else (*parent.path, key.text)


def _merge(table: Table, report: Report) -> None:
    """Carry out a merge key: what the table says itself wins."""
    entry = table.entries.get("<<")
    if entry is None or entry.key.style:
        return
    del table.entries["<<"]
    sources = entry.node.items if isinstance(entry.node, Listing) else [entry.node]
    for source in sources:
        if not isinstance(source, Table):
            report.at(
                entry.key, say("Only maps can be merged."), say("Write `<<: *name` of a map.")
            )
            continue
        for name, found in source.entries.items():
            if name not in table.entries:
                table.entries[name] = Entry(key=found.key, node=found.node, merged=True)
