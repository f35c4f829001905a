"""Pages whose unchanging parts are rendered once, with the reader's words put in for each request.

A page says little of whoever reads it: names, ids, a token. Everything else follows from a few
traits, and is the same for all who share them. So a template is rendered with marks where the words
belong, and cut apart there.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, Template
from markupsafe import escape

from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.web_sessions import SignedInUser, WebSession
from app.web.pages.page import GuildCard, Page

type _Traits = tuple[Any, ...]

_KEPT = 256
"""So many templates times traits, of about ten thousand bytes each."""
_MARK = re.compile("\ue000([a-z ]+)\ue001")
"""Of characters that mean nothing to anybody, and to HTML least."""


def _mark(name: str) -> Any:
    return f"\ue000{name}\ue001"


@dataclass(frozen=True, slots=True, kw_only=True)
class _MarkedGuild(GuildCard):
    @property
    def initials(self) -> str:
        return str(_mark("guild initials"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _MarkedPage(Page):
    has_picture: bool

    @property
    def picture_url(self) -> str | None:
        return _mark("picture") if self.has_picture else None

    @property
    def initials(self) -> str:
        return str(_mark("initials"))

    @property
    def bot_words(self) -> str:
        return str(_mark("bot"))


_WORDS: Mapping[str, Callable[[Page], Any]] = {
    "csrf": lambda page: page.csrf,
    "user": lambda page: page.user and page.user.id,
    "name": lambda page: page.user and page.user.name,
    "display name": lambda page: page.user and page.user.display_name,
    "initials": lambda page: page.initials,
    "picture": lambda page: page.picture_url,
    "guild": lambda page: page.guild and page.guild.id,
    "guild name": lambda page: page.guild and page.guild.name,
    "guild initials": lambda page: page.guild and page.guild.initials,
    "guild icon": lambda page: page.guild and page.guild.icon_url,
    "bot": lambda page: page.bot_words,
}
"""By the name of their mark. Whatever else a page holds is a trait."""


def _traits(page: Page) -> _Traits:
    return (
        page.active,
        page.rights,
        page.design_objects,
        page.is_operator,
        page.bot and page.bot.online,
        page.session is None,
        page.picture_url is None,
        page.guild is None,
        page.guild is None or page.guild.icon_url is None,
    )


class Press:
    """For the templates of one environment."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Template, _Traits], _Pressed] = {}

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def page(self, template: Template, page: Page) -> bytes:
        """What the template makes of the page, of which it may show and ask nothing else than the
        marked one has."""
        kind = (template, _traits(page))
        pressed = self._kept.get(kind)
        if pressed is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            pressed = self._kept[kind] = _Pressed.of(template.render({"page": _marked(page)}))
        return pressed.with_words(page)


@dataclass(frozen=True, slots=True)
class _Pressed:
    first: bytes
    rest: Sequence[tuple[str, bytes]]
    """The name of a word, and what follows it."""
    named: Sequence[str]
    """Each of the words once."""

    @classmethod
    def of(cls, text: str) -> "_Pressed":
        first, *rest = _MARK.split(text)
        names = rest[::2]
        pieces = [piece.encode() for piece in rest[1::2]]
        return cls(
            first.encode(), list(zip(names, pieces, strict=True)), list(dict.fromkeys(names))
        )

    def with_words(self, page: Page) -> bytes:
        words = {name: _escaped(_WORDS[name](page)) for name in self.named}
        parts = [self.first]
        for name, following in self.rest:
            parts += words[name], following
        return b"".join(parts)


def _escaped(word: Any) -> bytes:
    """Letters and digits are looked at alone: ids, initials and most names have nothing else."""
    text = str(word)
    return text.encode() if text.isalnum() else escape(word).encode()


def _marked(page: Page) -> Page:
    return _MarkedPage(
        active=page.active,
        session=None if page.session is None else _marked_session(),
        guild=None if page.guild is None else _marked_guild(page.guild),
        rights=page.rights,
        design_objects=page.design_objects,
        bot=page.bot and BotState(online=page.bot.online),
        is_operator=page.is_operator,
        has_picture=page.picture_url is not None,
    )


def _marked_session() -> WebSession:
    """A template that shows anything else of it is an error."""
    other: Any = StrictUndefined(name="anything else of the session")
    user = SignedInUser(
        id=_mark("user"), name=_mark("name"), display_name=_mark("display name"), avatar=other
    )
    return WebSession(
        handle=other,
        user=user,
        csrf=_mark("csrf"),
        browser=other,
        created_at=other,
        last_seen_at=other,
        expires_at=other,
    )


def _marked_guild(guild: GuildCard) -> GuildCard:
    icon = None if guild.icon_url is None else _mark("guild icon")
    return _MarkedGuild(id=_mark("guild"), name=_mark("guild name"), icon_url=icon)
