"""Reads multipart/form-data: the JSON in `payload_json`, and files beside it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from app.sandbox.rest.incoming import NO_BODY
from app.sandbox.world.files import Upload
from app.sandbox.world.refusals import Refusal, invalid_form, leaf

MOST_BYTES = 25 * 1024 * 1024
_NUMBERED = re.compile(r"(?:files\[([0-9]{1,4})\]|file([0-9]{0,4}))")


@dataclass(frozen=True, slots=True)
class Form:
    """`body` is `payload_json`, or the text fields where there is none. `files` by number."""

    body: object
    files: dict[int, Upload]


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    filename: str | None
    content_type: str | None
    content: bytes


def is_multipart(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "multipart/form-data"


def read_form(content_type: str, content: bytes) -> Form:
    """413 with 40005 for a request that is too large, 50035 for what is no form."""
    if len(content) > MOST_BYTES:
        raise Refusal(413, 40005, "Request entity too large")
    payload: object = NO_BODY
    texts: dict[str, str] = {}
    files: dict[int, Upload] = {}
    for part in _parts(_boundary(content_type), content):
        numbered = _NUMBERED.fullmatch(part.name)
        if part.name == "payload_json":
            payload = _json(part.content)
        elif part.filename is not None and numbered is not None:
            number = int(numbered[1] or numbered[2] or 0)
            files[number] = Upload(part.filename, part.content, part.content_type)
        else:
            texts[part.name] = part.content.decode("utf-8", "replace")
    return Form(texts if payload is NO_BODY else payload, files)


def _boundary(content_type: str) -> bytes:
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        text = "A form needs a boundary."
        raise invalid_form(leaf("CONTENT_TYPE_INVALID", text))
    return boundary.encode("latin-1", "replace")


def _parts(boundary: bytes, content: bytes) -> Iterator[_Part]:
    """What stands between two boundaries, without the line breaks that belong to them."""
    pieces = (b"\r\n" + content).split(b"\r\n--" + boundary)
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return
        head, separator, body = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if not separator:
            continue
        headers = BytesHeaderParser().parsebytes(head)
        name = headers.get_param("name", header="content-disposition")
        yield _Part(
            name if isinstance(name, str) else "",
            headers.get_filename(),
            headers.get_content_type() if "content-type" in headers else None,
            body,
        )


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise Refusal(400, 50109, "The request body contains invalid JSON.") from None
