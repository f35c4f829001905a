"""From a document and a blueprint to the document that says the blueprint."""

from collections.abc import Callable

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.infrastructure.files.blueprint_reader import ReadDocument, read_document
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.files.updating.document_update import DocumentUpdate, Effort
from app.shared.infrastructure.files.updating.source_lines import SourceLines

_BYTE_ORDER_MARK = "\ufeff"
_EFFORTS = (
    Effort(),
    Effort(anchors=False),
    Effort(anchors=False, fields=False),
    Effort(anchors=False, fields=False, things=False),
)
"""From the one that keeps most of the text to the one that keeps least."""


type ReadText = Callable[[str], ReadDocument]


def update_document(text: str, blueprint: Blueprint, read: ReadText = read_document) -> str:
    """The text, changed where the blueprint differs from what it says.

    Comments, order, style and anchors of what did not change stay as they are, byte for byte;
    things that move take their comments along. Raises BlueprintRefused when the text is no valid
    blueprint to begin with. `read` may remember what it has read: nothing in it is changed.
    """
    body = text.removeprefix(_BYTE_ORDER_MARK)
    mark = text[: len(text) - len(body)]
    old = read(body)
    if old.blueprint == blueprint:
        return text
    if "\r" not in body.replace("\r\n", ""):
        source = SourceLines(body)
        for effort in _EFFORTS:
            lines = DocumentUpdate(source, old, blueprint, effort).lines()
            candidate = "" if lines is None else source.newline.join(lines)
            if lines is not None and _says(candidate, blueprint, read):
                return mark + candidate
    return mark + write_blueprint(blueprint)


def _says(text: str, blueprint: Blueprint, read: ReadText) -> bool:
    try:
        return read(text).blueprint == blueprint
    except BlueprintRefused:
        return False
