"""The calls by which an interaction is answered, and what may become of them."""

from abc import abstractmethod
from enum import IntEnum
from typing import Any, Protocol

from app.bot.interactions.interaction import Interaction
from app.bot.rendering.message import File


class CallbackType(IntEnum):
    """How the first answer is given (interactions/receiving-and-responding)."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE_MESSAGE = 7
    CHOICES = 8
    MODAL = 9


class NotAnswered(Exception):
    """Nobody can be told of these: the way there is what failed."""


class InteractionGone(NotAnswered):
    """Discord no longer waits for an answer: it waits three seconds for the first one, and takes
    others for fifteen minutes."""


class AnswerNotTaken(NotAnswered):
    """Discord, or the way there, failed. Whether the answer was shown is not known."""


class AnswerRefused(Exception):
    """Discord finds a fault in the answer: one of ours."""


class Calls(Protocol):
    """Raises InteractionGone, AnswerNotTaken and AnswerRefused."""

    @abstractmethod
    async def respond(
        self,
        to: Interaction,
        kind: CallbackType,
        data: dict[str, Any] | None = None,
        files: tuple[File, ...] = (),
    ) -> None:
        """The first answer. One that Discord has already is not given twice."""

    @abstractmethod
    async def edit(
        self,
        to: Interaction,
        message_id: int | None,
        body: dict[str, Any],
        files: tuple[File, ...] = (),
    ) -> int:
        """Without an id, the message of the first answer. Files that the message had go. Returns
        its id."""

    @abstractmethod
    async def follow_up(
        self, to: Interaction, body: dict[str, Any], files: tuple[File, ...] = ()
    ) -> int:
        """One more message. Returns its id."""
