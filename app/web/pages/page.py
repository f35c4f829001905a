"""What the layout of a page shows, whatever the page is about."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Self

from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.web_sessions import SignedInUser, WebSession
from app.shared.domain.structure.identifiers import GuildId
from app.web.pictures import icon_url, picture_url
from app.web.security.caller import caller_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildCard:
    """A guild as the header names it."""

    id: GuildId
    name: str
    icon: str | None = None

    @property
    def icon_url(self) -> str | None:
        return icon_url(self.id, self.icon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`active` names the tab or page that is open. `rights` are those held in the guild."""

    active: str = ""
    session: WebSession | None = None
    guild: GuildCard | None = None
    rights: frozenset[str] = frozenset()
    bot: BotState | None = None
    """None where it cannot be known now."""
    is_operator: bool = False

    @classmethod
    def of_visitor(cls, scope: MutableMapping[str, Any]) -> Self:
        caller = caller_of(scope)
        return cls(session=caller.session, is_operator=caller.is_operator)

    @property
    def user(self) -> SignedInUser | None:
        return None if self.session is None else self.session.user

    @property
    def picture_url(self) -> str:
        return "" if self.user is None else picture_url(self.user.id, self.user.avatar)

    @property
    def csrf(self) -> str:
        return "" if self.session is None else self.session.csrf
