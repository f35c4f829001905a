"""When the connections to Discord count as ready."""

import math

import pytest

from app.bot.gateway.gateway_client import Heartbeat
from app.bot.gateway.shards import Shard
from app.bot.health.gateway_check import gateway_check, heartbeat_check
from app.bot.presence.roster import Roster
from app.bot.presence.shard_state import ShardState
from tests.support.fakes.clock import FakeClock


def shard(number: int, *, online: bool) -> ShardState:
    state = ShardState(
        Shard(number, 8),
        Roster(),
        FakeClock(),
        changed=lambda: None,
        latency=lambda: math.nan,
    )
    if online:
        state.heard("READY", {})
    return state


def test_every_shard_must_be_connected() -> None:
    assert gateway_check([shard(0, online=True), shard(1, online=True)]).ok

    check = gateway_check([shard(0, online=True), shard(1, online=False)])

    assert check.reason == "Not connected: shard 1 of 8."


def test_of_many_shards_that_are_away_a_few_are_named() -> None:
    check = gateway_check([shard(number, online=False) for number in range(8)])

    assert check.reason.endswith("shard 2 of 8 and 5 more.")


def test_without_shards_nothing_is_ready() -> None:
    assert not gateway_check([]).ok
    assert not heartbeat_check({}).ok


@pytest.mark.parametrize(
    ("beat", "ok"),
    [
        (Heartbeat(silent_s=41.0, every_s=41.25), True),
        (Heartbeat(silent_s=51.2, every_s=41.25), True),
        (Heartbeat(silent_s=51.3, every_s=41.25), False),
        (None, False),
    ],
)
def test_a_heartbeat_must_be_acknowledged_in_time(beat: Heartbeat | None, ok: bool) -> None:
    good = Heartbeat(silent_s=1.0, every_s=41.25)

    assert heartbeat_check({Shard(0, 2): good, Shard(1, 2): beat}).ok is ok
