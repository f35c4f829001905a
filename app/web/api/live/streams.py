"""What open streams of one process share."""

from dataclasses import dataclass
from functools import partial

from fastapi import FastAPI

from app.shared.infrastructure.container import Container
from app.web.api.live.access_watch import AccessWatch
from app.web.api.live.run_feeds import RunFeeds
from app.web.api.views.names import name_behind


@dataclass(frozen=True, slots=True)
class Streams:
    container: Container
    runs: RunFeeds
    access: AccessWatch


def streams_of(app: FastAPI) -> Streams:
    """Made when the first stream is opened. They hold tasks only while somebody watches."""
    found = streams_so_far(app)
    if found is None:
        found = _streams(app.state.container)
        app.state.streams = found
    return found


def streams_so_far(app: FastAPI) -> Streams | None:
    """None while no stream was ever opened."""
    found = getattr(app.state, "streams", None)
    return found if isinstance(found, Streams) else None


def _streams(container: Container) -> Streams:
    clock = container.clock()
    return Streams(
        container=container,
        runs=RunFeeds(
            container.show_run(), partial(name_behind, container), container.progress(), clock
        ),
        access=AccessWatch(container.access_events(), clock),
    )
