"""One request and one answer, whole: bodies are small, so both are read before anything is done."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

_EMPTY: Mapping[str, str] = MappingProxyType({})


class NoBody:
    """Stands for a body that is not there or is not JSON; `None` is JSON's null."""

    def __bool__(self) -> bool:
        return False


NO_BODY = NoBody()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request. `base` and `path` are "/api/v10" and "/guilds/1/roles", decoded.

    `template` is the route ("/guilds/{guild_id}/roles"), None where no route fits. Header names are
    in lower case. `client` is an address.
    """

    method: str
    path: str
    template: str | None = None
    path_params: Mapping[str, str] = _EMPTY
    headers: Mapping[str, str] = _EMPTY
    content: bytes = b""
    client: str = "127.0.0.1"
    base: str = "/api/v10"
    body: object = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", _parsed(self.content))

    @property
    def authorization(self) -> str:
        """The header as it came, or nothing."""
        return self.headers.get("authorization", "")


@dataclass(slots=True)
class Answer:
    """Header names in lower case; the length is told when it is sent."""

    status: int
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_json(cls, status: int, body: object, headers: Mapping[str, str] = _EMPTY) -> Self:
        """The type is exactly application/json: client libraries read nothing else as JSON."""
        sent = {"content-type": "application/json", **headers}
        return cls(status, json.dumps(body).encode(), sent)

    @classmethod
    def of_html(cls, status: int, page: str) -> Self:
        """A page as the proxies in front of Discord send it."""
        return cls(status, page.encode(), {"content-type": "text/html; charset=UTF-8"})

    @property
    def body(self) -> object:
        """The content as JSON, NO_BODY where it is none."""
        return _parsed(self.content)


@dataclass(slots=True)
class OnPurpose(Answer):
    """An answer that is not as Discord's specification says, because somebody ordered it so."""


class ConnectionDropped(Exception):
    """Raised by a layer to break the connection without an answer."""


class AnswerWithheld(Exception):
    """Raised by a layer to say nothing until the client goes away."""


type Proceed = Callable[[Exchange], Awaitable[Answer]]
type Layer = Callable[[Exchange, Proceed], Awaitable[Answer]]
"""Answers itself, or calls `proceed` and may look at, replace or delay what comes back."""


def _parsed(content: bytes) -> object:
    try:
        return json.loads(content) if content else NO_BODY
    except (ValueError, RecursionError):
        return NO_BODY
