"""Who sends a request, as far as it was found out before any route runs."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from app.shared.application.ports.web_sessions import WebSession
from app.shared.domain.errors import Unavailable

_STATE = "guildwright.caller"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A session of the web, the text of an API token that nobody has checked yet, or neither.

    `unknown_because` says why nobody could find out: a route that needs somebody raises it.
    """

    session: WebSession | None = None
    bearer: str | None = None
    unknown_because: Unavailable | None = None
    is_operator: bool = False


NOBODY = Caller()


def caller_of(scope: MutableMapping[str, Any]) -> Caller:
    """Nobody, where it was not looked."""
    found = scope.get(_STATE)
    return found if isinstance(found, Caller) else NOBODY


def remember_caller(scope: MutableMapping[str, Any], caller: Caller) -> None:
    scope[_STATE] = caller
