"""Lays the JSON Schema beside a document, where the document's first line tells editors to look."""

from pathlib import Path

from app.cli.handlers.files import write_text
from app.cli.terminal import say
from app.shared.infrastructure.files.blueprint_writer import SCHEMA_FILE
from app.shared.infrastructure.files.schema import schema_text


def lay_schema_beside(document: Path) -> None:
    """One that is there already is left as it is, and it is said where it is another."""
    path = document.parent / SCHEMA_FILE
    text = schema_text()
    if not path.exists():
        write_text(path, text, overwrite=False)
        say(f"Written: {path}, with which editors check the blueprint")
    elif not _says(path, text):
        say(
            f"Note: {path} is not the one of this version and was left as it is. "
            "Remove it and run this again to get the new one."
        )


def _says(path: Path, text: str) -> bool:
    try:
        return path.read_bytes().replace(b"\r\n", b"\n") == text.encode()
    except OSError:
        return False
