"""Every interaction, from Discord's event to whoever answers it."""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from inspect import signature
from typing import Any

from app.bot.interactions.acquaintances import Acquaintances
from app.bot.interactions.calls import Calls
from app.bot.interactions.commands_of import CommandTable
from app.bot.interactions.failures import Failures, told
from app.bot.interactions.interaction import Interaction, InteractionType
from app.bot.interactions.reply import Reply
from app.bot.interactions.used import Pressed, PressHandler, Used
from app.bot.rendering.custom_ids import parts_of
from app.bot.wording.wording import Wording
from app.shared.application.logging.context import log_bound
from app.shared.application.ports.clock import Clock

log = logging.getLogger(__name__)


class Router:
    """A listener at the gateway. Answers each interaction in a task of its own, so that none waits
    for another, and holds nothing that a restart would lose."""

    def __init__(
        self,
        calls: Calls,
        commands: CommandTable,
        clock: Clock,
        wording: Wording,
        acquaintances: Acquaintances,
    ) -> None:
        self._calls = calls
        self._commands = commands
        self._clock = clock
        self._wording = wording
        self._acquaintances = acquaintances
        self._failures = Failures(wording)
        self._handlers: dict[str, PressHandler] = {}
        self._answering: set[asyncio.Task[None]] = set()

    def on(self, action: str, handler: PressHandler) -> None:
        """Whom a button, select or form with `custom_id(action, …)` goes to. One each."""
        if action in self._handlers:
            raise ValueError(f"two handlers for {action}")
        self._handlers[action] = handler

    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        if name == "INTERACTION_CREATE":
            task = asyncio.get_running_loop().create_task(self._answer(data))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    def lost(self) -> None:
        """Answers go over REST: what is being answered is answered."""

    async def forever(self) -> None:
        """Until it is cancelled: interactions come by themselves."""
        await asyncio.get_running_loop().create_future()

    async def settle(self) -> None:
        """Until all that came in has been answered."""
        while self._answering:
            await asyncio.wait(self._answering)

    async def close(self) -> None:
        """Leave what is still being answered. What it was about goes on all the same: nothing is
        done by an answer."""
        for task in self._answering:
            task.cancel()
        await self.settle()

    async def _answer(self, data: Mapping[str, Any]) -> None:
        try:
            interaction = Interaction.of(data)
        except (KeyError, TypeError, ValueError):
            log.exception("an interaction was not understood")
            return
        if interaction is None:
            return
        reference = secrets.token_hex(5)
        reply = Reply(self._calls, interaction, self._clock)
        with log_bound(interaction_id=reference, guild_id=str(interaction.guild_id)):
            try:
                await self._handle(interaction, reply)
            except Exception as error:  # noqa: BLE001 - whatever it is, who asked is told
                await self._failures.tell(error, reply, reference)

    async def _handle(self, interaction: Interaction, reply: Reply) -> None:
        used = _used(interaction, reply)
        if used is None:
            await reply.send(told(self._wording.only_in_servers))
            return
        match interaction.type:
            case InteractionType.COMMAND:
                await self._commands.promise(used)
                await self._acquaintances.meet(interaction)
                await self._commands.run(used, interaction.data)
            case InteractionType.AUTOCOMPLETE:
                await self._commands.complete(used, interaction.data)
            case InteractionType.COMPONENT | InteractionType.MODAL_SUBMIT:
                await self._acquaintances.meet(interaction)
                await self._press(_pressed(used, interaction), interaction.data)

    async def _press(self, pressed: Pressed, data: Mapping[str, Any]) -> None:
        ours = parts_of(str(data.get("custom_id", "")))
        handler = self._handlers.get(ours[0]) if ours else None
        if ours is None or handler is None or not _takes(handler, pressed, *ours[1]):
            await pressed.reply.send(told(self._wording.button_unknown))
            return
        await handler(pressed, *ours[1])


def _takes(handler: PressHandler, pressed: Pressed, *args: str) -> bool:
    """A button of an older version may say less or more than is asked for today."""
    try:
        signature(handler).bind(pressed, *args)
    except TypeError:
        return False
    return True


def _used(interaction: Interaction, reply: Reply) -> Used | None:
    """None outside of a server."""
    if interaction.guild_id is None:
        return None
    return Used(
        guild_id=interaction.guild_id,
        user_id=interaction.user_id,
        channel_id=interaction.channel_id,
        reply=reply,
    )


def _pressed(used: Used, interaction: Interaction) -> Pressed:
    return Pressed(
        guild_id=used.guild_id,
        user_id=used.user_id,
        channel_id=used.channel_id,
        reply=used.reply,
        message_id=interaction.message_id,
        values=tuple(str(value) for value in interaction.data.get("values", ())),
        fields=dict(_typed(interaction.data.get("components", ()))),
    )


def _typed(components: Any) -> list[tuple[str, str]]:
    """What was typed into a form, in labels or in the rows of old."""
    found: list[tuple[str, str]] = []
    for one in components:
        inner = one.get("components") or ([one["component"]] if "component" in one else [])
        found += _typed(inner)
        if "custom_id" in one and "value" in one:
            found.append((str(one["custom_id"]), str(one["value"])))
    return found
