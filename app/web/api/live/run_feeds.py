"""The feeds of a process: each watched run is read and listened to once, however many watch it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.progress import ProgressChannel
from app.shared.application.runs.show_run import ShowRun, ShowRunCommand
from app.shared.domain.runs.run import RunId
from app.shared.domain.structure.identifiers import GuildId
from app.web.api.live.run_feed import RunFeed, Watcher

type _Name = tuple[GuildId, RunId]
"""With the guild: whoever asks for a run of another one meets no feed of it."""


class RunFeeds:
    """`name_of` says what an actor is called."""

    def __init__(
        self,
        show: ShowRun,
        name_of: Callable[[str], Awaitable[str]],
        progress: ProgressChannel,
        clock: Clock,
    ) -> None:
        self._show = show
        self._name_of = name_of
        self._progress = progress
        self._clock = clock
        self._feeds: dict[_Name, RunFeed] = {}
        self._opening: dict[_Name, asyncio.Task[RunFeed]] = {}

    @property
    def watched(self) -> frozenset[RunId]:
        return frozenset(run_id for _, run_id in self._feeds)

    @property
    def watchers(self) -> int:
        """Open streams."""
        return sum(feed.watchers for feed in self._feeds.values())

    def close(self) -> None:
        """Ends all open streams, as if there were nothing more to tell."""
        for feed in self._feeds.values():
            feed.close()

    @asynccontextmanager
    async def watch(
        self, guild_id: GuildId, run_id: RunId, seen: str | None
    ) -> AsyncIterator[Watcher]:
        """`seen` is the id of the last event a reader got. Raises RunNotFound."""
        name = (guild_id, run_id)
        feed = await self._feed(name)
        try:
            with feed.watcher(seen) as watcher:
                yield watcher
        finally:
            if not feed.is_watched and self._feeds.get(name) is feed:
                del self._feeds[name]
                await feed.stop()

    async def _feed(self, name: _Name) -> RunFeed:
        """Those who come while it is opened wait for the same reading."""
        if (feed := self._feeds.get(name)) is not None:
            return feed
        # Whoever gives up waiting leaves the reading to the others.
        opened = await asyncio.shield(self._opening.get(name) or self._begin_opening(name))
        feed = self._feeds.setdefault(name, opened)
        feed.begin()
        return feed

    def _begin_opening(self, name: _Name) -> asyncio.Task[RunFeed]:
        opening = asyncio.create_task(self._open(name))
        self._opening[name] = opening
        opening.add_done_callback(lambda _: self._opening.pop(name))
        return opening

    async def _open(self, name: _Name) -> RunFeed:
        guild_id, run_id = name
        shown = await self._show(ShowRunCommand(run_id=run_id, guild_id=guild_id))
        requester = await self._name_of(shown.run.requested_by)
        return RunFeed(shown, requester, self._show, self._progress, self._clock)
