"""JSON as it is sent, with nothing left to find out about it."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json
from starlette.responses import Response

type Header = tuple[bytes, bytes]

_JSON: Header = (b"content-type", b"application/json")


class JsonAnswer(Response):
    def __init__(self, body: bytes, status: int = 200, headers: Sequence[Header] = ()) -> None:
        self.body = body
        self.status_code = status
        self.background = None
        self.raw_headers = [(b"content-length", b"%d" % len(body)), _JSON, *headers]


def written(content: Any) -> Response:
    """Not held against what is documented while it is answered: tests do that. For long lists of
    what we have made ourselves, of which that would take most of the time."""
    return JsonAnswer(to_json(content))
