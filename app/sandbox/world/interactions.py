"""What a human did with a bot, and what came of it."""

from collections import OrderedDict
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

ANSWER_WITHIN_S = 3.0
TOKEN_LASTS_S = 900.0
_MOST_KEPT = 10_000


class InteractionType(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


class CallbackType(IntEnum):
    PONG = 1
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE_MESSAGE = 7
    AUTOCOMPLETE = 8
    MODAL = 9


@dataclass(slots=True)
class Modal:
    """A dialog that a bot has opened for one human. `components` as Discord's answers show them."""

    custom_id: str
    title: str
    components: list[dict[str, Any]]


@dataclass(slots=True)
class Interaction:
    """`data` is Discord's own. `source_message_id` is the message with the component.

    `callback` is the kind of the first answer, None until there is one. `original_message_id` is
    what "@original" means, `modal` and `choices` what those kinds of answer brought. `follow_ups`
    are the other messages, oldest first. `cause` is the interaction that opened the modal.
    """

    id: int
    token: str
    type: InteractionType
    application_id: int
    guild_id: int
    channel_id: int
    user_id: int
    data: dict[str, Any]
    created_at: float
    source_message_id: int | None = None
    command_name: str | None = None
    cause: "Interaction | None" = None
    callback: CallbackType | None = None
    answered_at: float | None = None
    original_message_id: int | None = None
    follow_ups: list[int] = field(default_factory=list)
    modal: Modal | None = None
    modal_open: bool = False
    choices: list[dict[str, Any]] | None = None

    def has_failed(self, now: float) -> bool:
        """No answer came in time: the human is told that the application did not respond."""
        return self.callback is None and now - self.created_at > ANSWER_WITHIN_S

    def has_expired(self, now: float) -> bool:
        """The token is good for nothing any more."""
        return now - self.created_at > TOKEN_LASTS_S


@dataclass(slots=True)
class InteractionDesk:
    """The latest interactions, by id; old ones go when there are very many."""

    by_id: OrderedDict[int, Interaction] = field(default_factory=OrderedDict)

    def add(self, interaction: Interaction) -> None:
        self.by_id[interaction.id] = interaction
        while len(self.by_id) > _MOST_KEPT:
            self.by_id.popitem(last=False)

    def with_token(self, application_id: int, token: str) -> Interaction | None:
        for interaction in reversed(self.by_id.values()):
            if interaction.token == token and interaction.application_id == application_id:
                return interaction
        return None
