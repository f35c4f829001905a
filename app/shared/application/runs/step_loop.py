"""The steps of one run side by side, as far as their needs and people's wishes allow."""

import asyncio
from collections import Counter, deque
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import (
    CallForbidden,
    DiscordUnavailable,
    GuildNotFound,
    LimitReached,
    TokenRefused,
)
from app.shared.application.runs.kept_journal import KeptJournal
from app.shared.application.runs.looking import Looker
from app.shared.application.runs.patient_reads import patiently
from app.shared.application.runs.sending import ATTEMPTS, StepSender, StopEverything
from app.shared.application.runs.wording import sentence
from app.shared.domain.errors import DomainError
from app.shared.domain.language.saying import say
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.already import is_already, stand_so
from app.shared.domain.runs.journal import OUTCOME_UNKNOWN, UNKNOWN
from app.shared.domain.runs.resolving import UnknownReference
from app.shared.domain.runs.run import StepState, Wish
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.structure import Structure

_OF_ONE_ACTION = 16
"""Calls of one kind under way, most of which wait for the same limit of Discord's."""
_SIDE_BY_SIDE = 40
"""Calls under way: more than of one kind, so that none holds up what another limit lets go."""
_NOTICE_EVERY = timedelta(seconds=1)
_OF_ROLES = frozenset({Action.ORDER_ROLES, Action.EDIT_ROLE})


class Ending(StrEnum):
    """Why no more steps are being sent."""

    FINISHED = "finished"
    STOPPED = "stopped"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    HANDED_OVER = "handed_over"


def shared_out(ready: Iterable[Step], under_way: Counter[Action]) -> list[Step]:
    """Which of these to begin beside so many that are under way; of one kind in the plan's order.

    The kind with the fewest under way comes first: Discord counts most kinds apart, and a hundred
    edits of roles that wait for their limit must not keep channels waiting that have another.
    """
    queues: dict[Action, deque[Step]] = {}
    for step in ready:
        queues.setdefault(step.action, deque()).append(step)
    counts = Counter(under_way)
    chosen: list[Step] = []
    while counts.total() < _SIDE_BY_SIDE:
        able = [kind for kind in queues if queues[kind] and counts[kind] < _OF_ONE_ACTION]
        if not able:
            break
        kind = min(able, key=lambda one: counts[one])
        chosen.append(queues[kind].popleft())
        counts[kind] += 1
    return chosen


class StepLoop:
    """Starts what may start, settles what is uncertain, waits for what must wait.

    When it returns, no call is under way. Unless it handed over, no step is left `started`.
    """

    def __init__(
        self,
        kept: KeptJournal,
        sender: StepSender,
        looker: Looker,
        clock: Clock,
        stopping: asyncio.Event,
        stopped_by: DomainError | None = None,
    ) -> None:
        self._kept = kept
        self._sender = sender
        self._looker = looker
        self._clock = clock
        self._stopping = stopping
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._noticed_at: datetime | None = None
        self.stopped_by = stopped_by

    async def __call__(self) -> Ending:
        try:
            return await self._until_the_end()
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _until_the_end(self) -> Ending:
        while True:
            self._collect()
            ending = await self._ending()
            if not self._tasks:
                if self._kept.started and ending is not Ending.HANDED_OVER:
                    await self._settle()
                    continue
                if ending is not None:
                    return ending
            if ending is None and not self._uncertain():
                await self._start_ready()
            if not self._tasks and self._kept.journal.next_moment() is None:
                if not self._kept.journal.ready(self._clock.now()):
                    return await self._ending() or Ending.FINISHED
                continue
            await self._wait()

    def _collect(self) -> None:
        """Take the tasks that have ended; what they raised unexpectedly ends everything."""
        for number, task in list(self._tasks.items()):
            if task.done():
                del self._tasks[number]
                try:
                    task.result()
                except StopEverything as stop:
                    self.stopped_by = stop.cause

    async def _ending(self) -> Ending | None:
        if self._kept.journal.is_finished:
            return Ending.FINISHED
        if self.stopped_by is not None:
            return Ending.STOPPED
        if self._stopping.is_set():
            return Ending.HANDED_OVER
        await self._notice()
        match self._kept.run.wish:
            case Wish.CANCEL:
                return Ending.CANCELLED
            case Wish.PAUSE:
                return Ending.PAUSED
        return None

    async def _notice(self) -> None:
        now = self._clock.now()
        if self._noticed_at is None or now - self._noticed_at >= _NOTICE_EVERY:
            self._noticed_at = now
            await self._kept.look_at_wish()

    def _uncertain(self) -> bool:
        """A call's answer was lost: nothing new is begun until the guild has been looked at."""
        return any(step.number not in self._tasks for step in self._kept.started)

    async def _settle(self) -> None:
        loose = self._kept.started
        try:
            await patiently(self._clock, lambda: self._looker.settle(self._kept, *loose))
        except (DiscordUnavailable, LimitReached, CallForbidden) as problem:
            await self._give_up(problem)
        except (TokenRefused, GuildNotFound) as refusal:
            self.stopped_by = self.stopped_by or refusal
            await self._give_up(refusal)
        await self._fail_exhausted(loose)

    async def _give_up(self, cause: DomainError) -> None:
        for step in self._kept.started:
            why = f"{say(UNKNOWN)} {sentence(cause)}"
            await self._kept.failed(step, why, OUTCOME_UNKNOWN)

    async def _fail_exhausted(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            record = self._kept.journal.records[step.number]
            if record.state is StepState.WAITING and record.attempt >= ATTEMPTS:
                sent = record.attempt + record.repeats
                why = say("Discord did not answer {number} times.", number=sent)
                code = record.error_code or DiscordUnavailable.code
                await self._kept.failed(step, why, code)

    async def _start_ready(self) -> None:
        steps = self._startable()
        live = await self._look_before(steps)
        for step in steps:
            if live is not None and self._is_already_so(step, live):
                await self._kept.unnecessary(step, say("It was already so."))
            else:
                work = self._sender(self._kept, step)
                self._tasks[step.number] = asyncio.create_task(work)

    def _startable(self) -> list[Step]:
        now = self._clock.now()
        journal = self._kept.journal
        limited = {
            step.action
            for step in journal.of_state(StepState.WAITING)
            if step.action.creates
            and (until := journal.records[step.number].not_before) is not None
            and until > now
        }
        ready = (
            step
            for step in journal.ready(now)
            if step.number not in self._tasks and step.action not in limited
        )
        under_way = Counter(journal.by_number[number].action for number in self._tasks)
        return shared_out(ready, under_way)

    async def _look_before(self, steps: list[Step]) -> Structure | None:
        """What the steps are about as it is, if one of them may turn out to be unnecessary."""
        kinds = frozenset(_kind_of(step) for step in steps if step.unless_already is not None)
        if not kinds:
            return None
        try:
            return await self._looker.lists(self._kept, kinds)
        except (DiscordUnavailable, LimitReached, TokenRefused, GuildNotFound):
            # Sending a call that changes nothing does no harm, and will tell what is the matter.
            return None

    def _is_already_so(self, step: Step, live: Structure) -> bool:
        if step.unless_already is None:
            return False
        ids = self._kept.ids
        try:
            wanted = ids.in_body(step.unless_already, lambda: 0)
            if step.action is Action.ORDER_ROLES:
                return stand_so(live, wanted)
            thing_id = ids.object_of(step)
        except UnknownReference:
            return False
        guild_id = self._kept.run.guild_id
        key = EVERYONE if thing_id == guild_id else Key(str(thing_id))
        thing = live.channel_by_key.get(key) or live.role_by_key.get(key)
        if thing is None or not isinstance(wanted, dict):
            return False
        return is_already(thing, wanted, guild_id)

    async def _wait(self) -> None:
        """Until a step has ended, one may start, somebody may have wished something, or we stop."""
        seconds = _NOTICE_EVERY.total_seconds()
        if (moment := self._kept.journal.next_moment()) is not None:
            seconds = min(seconds, max((moment - self._clock.now()).total_seconds(), 0.001))
        sleeper = asyncio.create_task(self._clock.sleep(seconds))
        waits = [sleeper]
        if not self._stopping.is_set():
            waits.append(asyncio.create_task(self._stop()))
        try:
            await asyncio.wait({*waits, *self._tasks.values()}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waits:
                task.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    async def _stop(self) -> None:
        await self._stopping.wait()


def _kind_of(step: Step) -> Kind:
    """Of what shows whether it is so already."""
    return Kind.ROLE if step.action in _OF_ROLES else Kind.CHANNEL
