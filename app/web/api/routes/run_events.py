"""A run as it goes on, as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.status import HTTP_200_OK

from app.shared.application.ports.unit_of_work import RunNotFound
from app.shared.domain.access.rights import Right
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.infrastructure.container import Container
from app.web.api.authorising import Permitted, Requires, Viewer
from app.web.api.identity import find_identity
from app.web.api.live.access_watch import Alarm
from app.web.api.live.event_stream import EVENTS, EventStream
from app.web.api.live.run_feed import Watcher
from app.web.api.live.streams import Streams, streams_of
from app.web.api.parameters import RunPath
from app.web.api.problems import problems
from app.web.api.route import ApiRouter
from app.web.failures import Failure

router = ApiRouter("/guilds/{guild_id}/runs", tags=["Runs"])
_LOOK_AGAIN = Requires(Right.VIEW)
_UNKNOWN_FOR = timedelta(seconds=60)
"""How long a stream goes on while nobody can tell whether its reader still may read it."""


async def _streams(request: Request) -> Streams:
    return streams_of(request.app)


LastEventId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        max_length=100,
        description="The id of the last event that was read; browsers send it by themselves.",
    ),
]


async def _watcher(
    request: Request,
    viewer: Viewer,
    run_id: RunPath,
    streams: Annotated[Streams, Depends(_streams)],
    last_event_id: LastEventId = None,
) -> AsyncIterator[Watcher]:
    """For as long as the answer is being sent."""
    async with streams.runs.watch(viewer.guild_id, run_id, last_event_id) as watcher:
        with streams.access.alarm(viewer.guild_id, viewer.identity.user_id) as alarm:
            guard = asyncio.create_task(_end_with_rights(request, viewer, alarm, watcher))
            try:
                yield watcher
            finally:
                guard.cancel()
                await asyncio.gather(guard, return_exceptions=True)


@router.get(
    "/{run_id}/events",
    summary="Watch a run until it ends.",
    status_code=HTTP_200_OK,
    response_class=EventStream,
    responses={200: EVENTS, **problems(RunNotFound)},
)
async def watch_run(watcher: Annotated[Watcher, Depends(_watcher)]) -> EventStream:
    """First `run` with the whole run as it is (left out when `Last-Event-ID` is the mark of just
    that), then `step` for each step that changes and `run` when the run itself does, then `end`.
    The stream is over when the run has ended, or when the reader's rights have."""
    return EventStream(watcher.frames())


async def _end_with_rights(
    request: Request, viewer: Permitted, alarm: Alarm, watcher: Watcher
) -> None:
    container = streams_of(request.app).container
    known_at = container.clock().now()
    async for _ in alarm.rings():
        try:
            if not await _still_may(request, viewer, container):
                break
            known_at = container.clock().now()
        except Unavailable:
            if container.clock().now() - known_at > _UNKNOWN_FOR:
                break
    watcher.close()


async def _still_may(request: Request, viewer: Permitted, container: Container) -> bool:
    """Raises Unavailable where nobody can tell."""
    session = viewer.identity.session
    try:
        if session is not None:
            going_on = await container.web_sessions().list_of(session.user.id)
            if session.handle not in {one.handle for one in going_on}:
                return False
        identity = await find_identity(request, container)
        await _LOOK_AGAIN.permit(identity, viewer.guild_id, container)
    except Unavailable:
        raise
    except (DomainError, Failure):
        return False
    return True
