"""What the layout of a page shows, whatever the page is about."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Self

from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.web_sessions import SignedInUser, WebSession
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId
from app.web.pictures import initials, picture_url
from app.web.security.caller import caller_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildCard:
    """A guild as the header names it."""

    id: GuildId
    name: str
    icon_url: str | None = None

    @property
    def initials(self) -> str:
        return initials(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`active` names the tab or page that is open; `rights` are those held in the guild, sorted."""

    active: str = ""
    session: WebSession | None = None
    guild: GuildCard | None = None
    rights: tuple[str, ...] = ()
    design_objects: tuple[str, ...] = ()
    """What the right to design is limited to, sorted; nothing where it is not."""
    bot: BotState | None = None
    """None where it cannot be known now."""
    is_operator: bool = False

    @classmethod
    def of_visitor(cls, scope: MutableMapping[str, Any], *, active: str = "") -> Self:
        caller = caller_of(scope)
        return cls(active=active, session=caller.session, is_operator=caller.is_operator)

    @property
    def user(self) -> SignedInUser | None:
        return None if self.session is None else self.session.user

    @property
    def picture_url(self) -> str | None:
        """None stands for the initials."""
        return None if self.user is None else picture_url(self.user.id, self.user.avatar)

    @property
    def initials(self) -> str:
        return "" if self.user is None else initials(self.user.display_name)

    @property
    def csrf(self) -> str:
        return "" if self.session is None else self.session.csrf

    @property
    def bot_words(self) -> str:
        if self.bot is None:
            return say("bot unknown")
        if not self.bot.online:
            return say("bot offline")
        if self.bot.latency_ms is None:
            return say("bot online")
        return say("bot {latency} ms", latency=self.bot.latency_ms)
