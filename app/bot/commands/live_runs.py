"""Runs that are watched in messages: each in one message, edited as the run goes on."""

import asyncio
import logging
from contextlib import suppress

from app.bot.commands.reading import Names
from app.bot.interactions.calls import AnswerNotTaken, NotAnswered
from app.bot.interactions.used import Used
from app.bot.rendering.message import Message
from app.bot.rendering.run_message import run_message
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.progress import ProgressChannel
from app.shared.application.runs.show_run import ShownRun, ShowRun, ShowRunCommand
from app.shared.domain.access.rights import Right
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.domain.runs.run import RunId

log = logging.getLogger(__name__)

EDIT_EVERY_S = 2.0
"""Between two edits of one message: Discord takes five in five seconds, for all in a channel."""
LOOK_S = 10.0
"""Between looks at the journal while no news come: whatever was lost is found then."""
_LAST_WORD_S = 3.0


class LiveRuns:
    """One message has one who edits it: whoever presses one of its buttons takes it over from the
    task that began it, with an answer that takes edits for longer."""

    def __init__(
        self,
        voice: Voice,
        show_run: ShowRun,
        names: Names,
        progress: ProgressChannel,
        gate: Gate,
        clock: Clock,
    ) -> None:
        self._voice = voice
        self._show_run = show_run
        self._names = names
        self._progress = progress
        self._gate = gate
        self._clock = clock
        self._editing: dict[int, object] = {}

    async def follow(self, used: Used, run_id: RunId) -> None:
        """Show the run in the answer, and go on until it ends, until the answer takes no more
        edits, or until somebody else edits the same message. Where it ends before the run does,
        the message says so. Raises RunNotFound."""
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        news = asyncio.Event()
        listening = asyncio.create_task(self._listen(run_id, news))
        try:
            await self._edit_along(used, run_id, news)
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening

    async def _edit_along(self, used: Used, run_id: RunId, news: asyncio.Event) -> None:
        shown = await self._show(used, run_id)
        by = (await self._names([shown.run.requested_by]))[shown.run.requested_by]
        me = object()
        first = self._message(shown, by)
        await used.reply.edit(first)
        told: Message | None = first
        message_id = used.reply.message_id
        self._editing[message_id] = me
        try:
            while (told is None or not shown.run.state.is_final) and used.reply.lasts():
                await self._wait(news)
                if self._editing.get(message_id) is not me:
                    return
                seen = await self._look(used, run_id, shown)
                if seen is None:
                    return
                shown = seen
                told = await self._tell(used, told, self._message(shown, by))
        finally:
            if self._editing.get(message_id) is me:
                del self._editing[message_id]
                await self._leave(used, told, self._message(shown, by, live=False))

    async def _tell(self, used: Used, before: Message | None, after: Message) -> Message | None:
        """What the message says then. None where an edit was lost: it is told again."""
        if after == before:
            return before
        try:
            await used.reply.edit(after)
        except AnswerNotTaken as lost:
            log.warning("how a run stands was not shown, and is told again: %s", lost)
            return None
        return after

    async def _leave(self, used: Used, before: Message | None, last: Message) -> None:
        """Why ever nobody edits it from here on: the message promises nothing that does not come.
        Whoever stops the process does not wait for Discord for long."""
        with suppress(NotAnswered, TimeoutError):
            async with asyncio.timeout(_LAST_WORD_S):
                if last != before:
                    await used.reply.edit(last)

    def _message(self, shown: ShownRun, by: str, *, live: bool = True) -> Message:
        return run_message(self._voice, shown, by, self._clock.now(), live=live)

    async def _show(self, used: Used, run_id: RunId) -> ShownRun:
        return await self._show_run(ShowRunCommand(run_id=run_id, guild_id=used.guild_id))

    async def _look(self, used: Used, run_id: RunId, before: ShownRun) -> ShownRun | None:
        """None where who asked may look no longer. What is away for a while is waited for."""
        try:
            await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
            return await self._show(used, run_id)
        except Unavailable:
            return before
        except DomainError as error:
            log.info("a run is watched no longer: %s", error.code)
            return None

    async def _wait(self, news: asyncio.Event) -> None:
        """For news or a while, and never for less than edits have to be apart."""
        news.clear()
        waits = (
            asyncio.ensure_future(news.wait()),
            asyncio.ensure_future(self._clock.sleep(LOOK_S - EDIT_EVERY_S)),
        )
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        await self._clock.sleep(EDIT_EVERY_S)

    async def _listen(self, run_id: RunId, news: asyncio.Event) -> None:
        while True:
            try:
                async with self._progress.watch(run_id) as told:
                    async for _ in told:
                        news.set()
            except Unavailable:
                await self._clock.sleep(LOOK_S)
