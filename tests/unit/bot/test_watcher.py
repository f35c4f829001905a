"""What the bot makes of what it hears, and says of itself."""

import math

import pytest

from app.bot.outbox import Outbox
from app.bot.watcher import Watcher
from app.shared.application.ports.access_events import AccessChanged, AccessEvent, GuildsChanged
from app.shared.domain.structure.identifiers import GuildId
from tests.support.fakes.access_events import FakeAccessEvents
from tests.support.fakes.clock import START, FakeClock

READY = {"guilds": [{"id": "1"}]}


class Scene:
    def __init__(self) -> None:
        self.events, self.clock = FakeAccessEvents(), FakeClock()
        self.outbox = Outbox(self.events, self.clock)
        self.watcher = Watcher(self.outbox, self.clock, "1.2")
        self.changes = 0
        self.watcher.changed = self._count

    async def told(self) -> list[AccessEvent]:
        await self.outbox.deliver()
        told, self.events.told = self.events.told, []
        return told

    def _count(self) -> None:
        self.changes += 1


async def test_an_event_that_nobody_understands_may_have_changed_everything(
    caplog: pytest.LogCaptureFixture,
) -> None:
    scene = Scene()

    for broken in ({}, {"guild_id": None}, {"guild_id": "x"}):
        scene.watcher.heard("GUILD_ROLE_UPDATE", broken)

        assert await scene.told() == [AccessChanged(guild_id=None)]
    assert "was not understood" in caplog.text


async def test_rights_are_told_before_guilds() -> None:
    scene = Scene()
    scene.watcher.heard("READY", READY)
    await scene.told()

    scene.watcher.heard("GUILD_DELETE", {"id": "1"})

    gone = GuildId(1)
    assert await scene.told() == [
        AccessChanged(guild_id=gone),
        GuildsChanged(guild_id=gone, joined=False),
    ]


def test_it_is_online_from_ready_until_the_connection_is_lost() -> None:
    scene = Scene()
    assert not scene.watcher.state().online

    scene.watcher.heard("READY", READY)
    assert scene.watcher.state().online
    scene.watcher.lost()
    assert not scene.watcher.state().online
    scene.clock.advance(7)
    scene.watcher.heard("RESUMED", {})

    state = scene.watcher.state()
    assert state.online
    assert state.since == scene.clock.now()
    assert scene.changes == 3


def test_since_when_it_was_online_stays_known() -> None:
    scene = Scene()
    scene.watcher.heard("READY", READY)
    scene.clock.advance(7)

    scene.watcher.lost()

    assert scene.watcher.state().since == START


def test_to_be_lost_twice_is_to_be_lost_once() -> None:
    scene = Scene()
    scene.watcher.lost()

    assert scene.changes == 0


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.0421, 42), (41.297, None), (math.nan, None), (math.inf, None)]
)
def test_a_latency_that_is_not_known_is_not_shown(seconds: float, shown: int | None) -> None:
    scene = Scene()

    scene.watcher.latency = lambda: seconds

    assert scene.watcher.state().latency_ms == shown
