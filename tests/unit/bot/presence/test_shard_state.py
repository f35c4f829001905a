"""How one shard is, and several together."""

import math

import pytest

from app.bot.gateway.shards import WHOLE, Shard
from app.bot.presence.own_state import state_of
from app.bot.presence.roster import Roster
from app.bot.presence.shard_state import ShardState
from tests.support.fakes.clock import START, FakeClock

READY = {"guilds": [{"id": "1"}]}


class Scene:
    def __init__(self, shard: Shard = WHOLE) -> None:
        self.clock, self.roster = FakeClock(), Roster()
        self.latency = math.nan
        self.changes = 0
        self.state = ShardState(
            shard, self.roster, self.clock, changed=self._count, latency=lambda: self.latency
        )

    def _count(self) -> None:
        self.changes += 1


def test_it_is_online_from_ready_until_the_connection_is_lost() -> None:
    scene = Scene()
    shown = [scene.state.online]
    scene.state.heard("READY", READY)
    shown.append(scene.state.online)
    scene.state.lost()
    shown.append(scene.state.online)
    scene.clock.advance(7)

    scene.state.heard("RESUMED", {})

    assert [*shown, scene.state.online] == [False, True, False, True]
    assert scene.state.since == scene.clock.now()
    assert scene.changes == 3


def test_since_when_it_was_online_stays_known() -> None:
    scene = Scene()
    scene.state.heard("READY", READY)
    scene.clock.advance(7)

    scene.state.lost()

    assert scene.state.since == START


def test_to_be_lost_twice_is_to_be_lost_once() -> None:
    scene = Scene()
    scene.state.lost()

    assert scene.changes == 0


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.0421, 42), (41.297, None), (math.nan, None), (math.inf, None)]
)
def test_a_latency_that_is_not_known_is_not_shown(seconds: float, shown: int | None) -> None:
    scene = Scene()

    scene.latency = seconds

    assert scene.state.latency_ms == shown


def test_a_guild_that_comes_or_goes_is_told_at_once() -> None:
    scene = Scene()
    for name, data in (
        ("READY", READY),
        ("GUILD_CREATE", {"id": "2"}),
        ("GUILD_CREATE", {"id": "2"}),
    ):
        scene.roster.heed(name, data)
        scene.state.heard(name, data)

    assert scene.state.guilds == 2
    assert scene.changes == 3


def test_a_process_is_online_once_all_of_its_shards_are() -> None:
    first, second = Scene(Shard(2, 4)), Scene(Shard(3, 4))
    states = [first.state, second.state]
    for scene, latency in ((first, 0.05), (second, 0.03)):
        scene.roster.heed("READY", READY)
        scene.latency = latency
    first.state.heard("READY", READY)

    half = state_of(states, "1.2")
    assert half is not None
    assert not half.online
    second.clock.advance(5)
    second.state.heard("READY", READY)

    state = state_of(states, "1.2")
    assert state is not None
    assert state.online
    assert (state.latency_ms, state.guilds, state.since) == (50, 2, second.clock.now())
    assert (state.shards, state.shard_count) == ((2, 3), 4)


def test_a_process_that_does_not_know_its_shards_yet_says_nothing() -> None:
    assert state_of([], "") is None
