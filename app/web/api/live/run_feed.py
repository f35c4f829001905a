"""One run as it goes on, told to everybody in this process who watches it."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Self

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from pydantic import TypeAdapter

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.progress import Progress, ProgressChannel
from app.shared.application.rendering.run_board import bar, step_view
from app.shared.application.runs.show_run import ShownRun, ShowRun, ShowRunCommand
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.domain.runs.run import Run, StepRecord
from app.web.api.views.names import named_run

log = logging.getLogger(__name__)
_json: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])

LOOK_S = 10.0
"""Seconds between looks at the journal while news come live: whatever was lost is found then."""
SLOW_LOOK_S = 2.0
"""The same without live news, and between tries to get them."""
PING_S = 15.0
_BEHIND = 200
"""Events that a slow reader may be behind; then it gets the whole run instead."""


@dataclass(frozen=True, slots=True)
class RunEvent:
    """`id` is a mark of the run's whole state: the same in every process, other when it differs.
    `frame` is what goes over the wire, made once for all who watch."""

    id: str
    frame: bytes

    @classmethod
    def of(cls, name: str, view: dict[str, Any], id: str) -> Self:
        data = _json.dump_json(view).decode()
        return cls(id, format_sse_event(event=name, data_str=data, id=id))


class Watcher:
    """What one reader has not been told yet."""

    def __init__(self, whole: Callable[[], RunEvent]) -> None:
        self._whole = whole
        self._queue: asyncio.Queue[RunEvent | None] = asyncio.Queue()

    def tell(self, event: RunEvent) -> None:
        if self._queue.qsize() >= _BEHIND:
            while not self._queue.empty():
                self._queue.get_nowait()
            event = self._whole()
        self._queue.put_nowait(event)

    def close(self) -> None:
        self._queue.put_nowait(None)

    async def frames(self) -> AsyncIterator[bytes]:
        """As they go over the wire, until it is closed; now and then one that says nothing, so
        that no proxy in between takes the silence for an end."""
        while True:
            try:
                async with asyncio.timeout(PING_S):
                    event = await self._queue.get()
            except TimeoutError:
                yield KEEPALIVE_COMMENT
                continue
            if event is None:
                return
            yield event.frame


class RunFeed:
    """Listens and looks while it has watchers. `begin` and `stop` bound its tasks."""

    def __init__(
        self,
        shown: ShownRun,
        requester_name: str,
        show: ShowRun,
        progress: ProgressChannel,
        clock: Clock,
    ) -> None:
        self._shown = shown
        self._requester_name = requester_name
        self._show = show
        self._progress = progress
        self._clock = clock
        self._watchers: set[Watcher] = set()
        self._tasks: tuple[asyncio.Task[None], ...] = ()
        self._is_live = False
        self._told_whole: tuple[ShownRun, RunEvent] | None = None

    @property
    def is_watched(self) -> bool:
        return bool(self._watchers)

    @property
    def watchers(self) -> int:
        return len(self._watchers)

    def begin(self) -> None:
        """More than once is as good as once."""
        if not self._tasks:
            looking = (self._listen(), self._look_on())
            self._tasks = tuple(asyncio.create_task(one) for one in looking)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = ()

    def close(self) -> None:
        """Ends the stream of whoever watches now."""
        for watcher in self._watchers:
            watcher.close()

    @contextmanager
    def watcher(self, seen: str | None) -> Iterator[Watcher]:
        """Told the run as it is at once, unless `seen` is the mark of just that."""
        watcher = Watcher(self._whole)
        if self._shown.run.state.is_final:
            watcher.tell(self._whole())
            self._tell_end(watcher)
        elif seen != mark_of(self._shown):
            watcher.tell(self._whole())
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    async def _listen(self) -> None:
        while not self._shown.run.state.is_final:
            try:
                async with self._progress.watch(self._shown.run.id) as news:
                    self._is_live = True
                    # What came between the first look and now was told to nobody here.
                    await self._look()
                    async for one in news:
                        if one.run.state.is_final:
                            # The end is told as the store has it, with every step.
                            await self._look()
                        self._hear(one)
            except Unavailable:
                self._is_live = False
                await self._clock.sleep(SLOW_LOOK_S)

    async def _look_on(self) -> None:
        while not self._shown.run.state.is_final:
            await self._clock.sleep(LOOK_S if self._is_live else SLOW_LOOK_S)
            await self._look()

    async def _look(self) -> None:
        try:
            self._become(await self._show(ShowRunCommand(run_id=self._shown.run.id)))
        except DomainError as error:
            log.warning("a watched run could not be looked at: %s", error.code)

    def _hear(self, news: Progress) -> None:
        """News may come behind a look that has seen more."""
        run = self._shown.run if _is_older(news.run, self._shown.run) else news.run
        steps = tuple(
            (step, news.step)
            if news.step is not None
            and step.number == news.step.number
            and not _is_older_step(news.step, record)
            else (step, record)
            for step, record in self._shown.steps
        )
        self._become(replace(self._shown, run=run, steps=steps))

    def _become(self, shown: ShownRun) -> None:
        before, self._shown = self._shown, shown
        if shown.run != before.run:
            self._tell_all(self._whole())
        else:
            for (step, old), (_, record) in zip(before.steps, shown.steps, strict=True):
                if record != old:
                    news = {
                        "step": step_view(shown.run.id, step, record),
                        "bar": bar(shown, self._clock.now()),
                    }
                    self._tell_all(RunEvent.of("step", news, mark_of(shown)))
        if shown.run.state.is_final and not before.run.state.is_final:
            for watcher in self._watchers:
                self._tell_end(watcher)

    def _tell_all(self, event: RunEvent) -> None:
        for watcher in self._watchers:
            watcher.tell(event)

    def _tell_end(self, watcher: Watcher) -> None:
        watcher.tell(self._event("end"))
        watcher.close()

    def _whole(self) -> RunEvent:
        """Made once for each state, however many come to it."""
        if self._told_whole is None or self._told_whole[0] is not self._shown:
            self._told_whole = (self._shown, self._event("run"))
        return self._told_whole[1]

    def _event(self, name: str) -> RunEvent:
        view = named_run(self._shown, self._requester_name, self._clock.now())
        return RunEvent.of(name, view, mark_of(self._shown))


def mark_of(shown: ShownRun) -> str:
    """Sixteen hex digits over all that watchers are told of."""
    run = shown.run
    parts = [run.state.value, run.wish.value, run.failure]
    parts += [f"{r.state.value}{r.attempt}{r.not_before}{r.message}" for _, r in shown.steps]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _is_older(told: Run, known: Run) -> bool:
    return known.state.is_final or (known.started_at is not None and told.started_at is None)


def _is_older_step(told: StepRecord, known: StepRecord) -> bool:
    return told.attempt < known.attempt or (known.state.is_final and not told.state.is_final)
