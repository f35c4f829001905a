"""The feeds of a process: each watched run is listened to once, however many watch it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.progress import ProgressChannel
from app.shared.application.runs.show_run import ShownRun, ShowRun
from app.shared.domain.runs.run import RunId
from app.web.api.live.run_feed import RunFeed, Watcher


class RunFeeds:
    def __init__(self, show: ShowRun, progress: ProgressChannel, clock: Clock) -> None:
        self._show = show
        self._progress = progress
        self._clock = clock
        self._feeds: dict[RunId, RunFeed] = {}

    @property
    def watched(self) -> frozenset[RunId]:
        return frozenset(self._feeds)

    @asynccontextmanager
    async def watch(
        self, shown: ShownRun, requester_name: str, seen: str | None
    ) -> AsyncIterator[Watcher]:
        """`shown` is the run as it was just read; `seen` the id of the last event a reader got."""
        run_id = shown.run.id
        if (feed := self._feeds.get(run_id)) is None:
            feed = RunFeed(shown, requester_name, self._show, self._progress, self._clock)
            self._feeds[run_id] = feed
            feed.begin()
        elif shown.run.state.is_final:
            feed.catch_up(shown)
        try:
            with feed.watcher(seen) as watcher:
                yield watcher
        finally:
            if not feed.is_watched and self._feeds.get(run_id) is feed:
                del self._feeds[run_id]
                await feed.stop()
