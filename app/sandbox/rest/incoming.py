"""A request as it came in and the reply to it, apart from ASGI."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.sandbox.world.files import Upload


class NoBody:
    """Stands for a body that is not there; `None` is JSON's null."""

    def __bool__(self) -> bool:
        return False


NO_BODY: Final = NoBody()


@dataclass(frozen=True, slots=True)
class Incoming:
    """`path_params` are decoded; `body` is the parsed JSON, NO_BODY where there is none.

    Header names are in lower case. `files` are those of a multipart form, by their number.
    """

    method: str
    path_params: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    content: bytes = b""
    body: object = NO_BODY
    files: Mapping[int, Upload] = field(default_factory=dict)


@dataclass(slots=True)
class Reply:
    """`body` is encoded as JSON; NO_BODY sends none."""

    status: int = 200
    body: object = NO_BODY
    headers: dict[str, str] = field(default_factory=dict)
