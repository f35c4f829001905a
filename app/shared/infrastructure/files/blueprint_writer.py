"""From a blueprint to the text of a fresh `guildwright.yaml`."""

from collections.abc import Iterable, Iterator

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.infrastructure.files.forms.form import Plain
from app.shared.infrastructure.files.plain_document import plain_document
from app.shared.infrastructure.files.yaml_text import field_lines, item_lines

SCHEMA_FILE = "guildwright.schema.json"


def write_blueprint(
    blueprint: Blueprint, *, notes: Iterable[str] = (), schema: str | None = SCHEMA_FILE
) -> str:
    """The canonical document: reading it gives the blueprint again.

    `notes` become comments at the top; `schema` is where editors find the JSON Schema, as a path
    beside the document or an address, or None where there is none.
    """
    lines = [] if schema is None else [schema_line(schema)]
    for note in notes:
        if lines:
            lines.append("#")
        lines += [f"# {line}" for line in _visible(note).split("\n")]
    for name, value in plain_document(blueprint).items():
        if isinstance(value, list | dict):
            lines.append("")
        lines += section_lines(name, value)
    return "\n".join(lines) + "\n"


def schema_line(schema: str = SCHEMA_FILE) -> str:
    """The comment that tells an editor where the JSON Schema is."""
    return f"# yaml-language-server: $schema={schema}"


def section_lines(name: str, value: Plain) -> Iterator[str]:
    """One field of the top level; items of several lines are set apart by a blank line."""
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        yield from field_lines(name, value, "")
        return
    yield f"{name}:"
    for index, item in enumerate(value):
        if index and isinstance(item, dict) and "category" in item:
            yield ""
        yield from item_lines(item, "  ")


def _visible(note: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in note)
