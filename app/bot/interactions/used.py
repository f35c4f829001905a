"""What a handler is told about who used what, and where."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Concatenate

from app.bot.interactions.reply import Reply
from app.shared.domain.access.actors import actor_of
from app.shared.domain.structure.identifiers import GuildId, UserId

ORIGIN = "bot"
"""Where an act came from, as the trail writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """One use of a command. `guild_id` and `user_id` are Discord's word, not the user's."""

    guild_id: GuildId
    user_id: UserId
    channel_id: int
    reply: Reply

    @property
    def actor(self) -> str:
        return actor_of(self.user_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed(Used):
    """One press of a button, choice of a select, or form that was sent."""

    message_id: int | None = None
    values: tuple[str, ...] = ()
    """What was chosen in a select."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What was typed into a form, by the custom ids of its fields."""


type PressHandler = Callable[Concatenate[Pressed, ...], Awaitable[None]]
"""Takes the arguments of the custom id. Asks for rights first, on every press: who could see the
button says nothing. Errors of the domain may be raised: they are told."""
