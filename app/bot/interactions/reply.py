"""One answer to one interaction, whichever way Discord wants it by now."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from app.bot.interactions.calls import CallbackType, Calls
from app.bot.interactions.interaction import Interaction
from app.bot.rendering.message import EPHEMERAL, Message
from app.bot.rendering.modal import Modal
from app.shared.application.ports.clock import Clock

_TAKES_ANSWERS_FOR = timedelta(minutes=15)
_CAUTION = timedelta(seconds=20)


class _State(StrEnum):
    OPEN = "open"
    """Discord waits: three seconds from when it was sent."""
    THINKING = "thinking"
    """Something new is promised, and shown as being thought about."""
    PRESSED = "pressed"
    """The message with the button stays as it is until it is edited."""
    SHOWN = "shown"


class Reply:
    """`defer` or `defer_update` first where anything slow is ahead; the rest may be called in any
    state and does what it says by the call that fits. Every method raises NotAnswered where
    Discord waits no longer, or is away, and AnswerRefused.
    """

    def __init__(self, calls: Calls, interaction: Interaction, clock: Clock) -> None:
        self._calls = calls
        self._interaction = interaction
        self._clock = clock
        self._until = clock.now() + _TAKES_ANSWERS_FOR - _CAUTION
        self._state = _State.OPEN
        self._message_id: int | None = None
        self._edited = 0

    @property
    def ends_at(self) -> datetime:
        """When to have edited for the last time."""
        return self._until

    @property
    def message_id(self) -> int:
        """Of the message that was edited last; 0 before."""
        return self._edited

    @property
    def answered(self) -> bool:
        """Whether Discord has had the first answer."""
        return self._state is not _State.OPEN

    async def defer(self, ephemeral: bool = True) -> None:
        """Promise a new message. Nothing to do where something was answered already."""
        if self._state is _State.OPEN:
            data = {"flags": EPHEMERAL} if ephemeral else None
            await self._respond(CallbackType.DEFERRED_MESSAGE, data, _State.THINKING)

    async def defer_update(self) -> None:
        """Keep the message with the button, for now."""
        if self._state is _State.OPEN:
            await self._respond(CallbackType.DEFERRED_UPDATE, None, _State.PRESSED)

    async def send(self, message: Message, ephemeral: bool = True) -> None:
        """A new message: the promised one, or one more. The promised one is as ephemeral as it was
        promised."""
        match self._state:
            case _State.OPEN:
                await self._calls.respond(
                    self._interaction,
                    CallbackType.MESSAGE,
                    message.body(ephemeral=ephemeral),
                    message.files,
                )
                self._state = _State.SHOWN
            case _State.THINKING:
                await self.edit(message)
            case _:
                await self.follow_up(message, ephemeral)

    async def update(self, message: Message) -> None:
        """In the place of the message with the button."""
        if self._state is not _State.OPEN:
            await self.edit(message)
            return
        await self._calls.respond(
            self._interaction, CallbackType.UPDATE_MESSAGE, message.body(), message.files
        )
        self._state = _State.SHOWN

    async def edit(self, message: Message) -> None:
        """What was sent, shared or updated last, made new. Only once something was answered."""
        self._edited = await self._calls.edit(
            self._interaction, self._message_id, message.body(), message.files
        )
        if self._state is _State.THINKING:
            self._state = _State.SHOWN

    async def follow_up(self, message: Message, ephemeral: bool = True) -> None:
        """One more message, which `edit` does not touch."""
        await self._calls.follow_up(
            self._interaction, message.body(ephemeral=ephemeral), message.files
        )

    async def share(self, message: Message, note: Message) -> None:
        """To everybody in the channel; who asked is shown the note. `edit` then edits what was
        shared."""
        await self.send(note)
        self._message_id = await self._calls.follow_up(
            self._interaction, message.body(), message.files
        )

    async def choices(self, choices: list[dict[str, Any]]) -> None:
        """For an autocomplete, the one answer that it takes."""
        data = {"choices": choices}
        await self._respond(CallbackType.CHOICES, data, _State.SHOWN)

    async def modal(self, modal: Modal) -> None:
        """Only as the first answer, and not to another form."""
        await self._respond(CallbackType.MODAL, modal.body(), _State.SHOWN)

    def lasts(self) -> bool:
        """Whether edits are still taken, by our clock."""
        return self._clock.now() < self._until

    async def _respond(
        self, kind: CallbackType, data: dict[str, Any] | None, state: _State
    ) -> None:
        await self._calls.respond(self._interaction, kind, data)
        self._state = state
