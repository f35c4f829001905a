"""Who gets a session, and with which close code the others are sent away."""

from typing import Any

import pytest

from app.sandbox.gateway.opcodes import CloseCode, Op
from app.sandbox.seed.building import add_guild, add_member
from app.sandbox.world.users import NO_INTENTS, Intent
from tests.unit.sandbox.gateway.wire import Town, town


def test_ready_has_what_clients_need_and_the_guild_follows() -> None:
    place = town()

    client = place.join()

    ready = client.named("READY")[0]
    assert client.names == ["READY", "GUILD_CREATE"]
    assert ready["v"] == 10
    assert ready["user"]["id"] == str(place.application.id)
    assert ready["user"]["bot"] is True
    assert ready["guilds"] == [{"id": str(place.guild.id), "unavailable": True}]
    assert ready["resume_gateway_url"] == "ws://sandbox/gateway"
    assert ready["application"]["id"] == str(place.application.id)
    assert ready["application"]["flags"] == (1 << 13) | (1 << 15) | (1 << 19)
    assert "shard" not in ready


def test_dispatches_are_numbered_from_one() -> None:
    client = town().join()

    assert [frame["s"] for frame in client.frames] == [None, 1, 2]


def test_the_guild_comes_whole() -> None:
    place = town()

    created = place.join().named("GUILD_CREATE")[0]

    assert created["name"] == "Town"
    assert created["unavailable"] is False
    assert [channel["name"] for channel in created["channels"]] == ["general"]
    assert created["member_count"] == 2
    assert created["threads"] == created["presences"] == created["voice_states"] == []


def test_without_the_presences_intent_the_bot_is_the_only_member_told() -> None:
    place = town()

    created = place.join(Intent.GUILDS | Intent.GUILD_MEMBERS).named("GUILD_CREATE")[0]

    assert [each["user"]["id"] for each in created["members"]] == [str(place.application.id)]


def test_with_the_presences_intent_all_members_are_told() -> None:
    created = town().join(Intent.GUILDS | Intent.GUILD_PRESENCES).named("GUILD_CREATE")[0]

    assert len(created["members"]) == 2


def test_without_the_guilds_intent_no_guild_is_told() -> None:
    client = town().join(Intent.GUILD_MODERATION)

    assert client.names == ["READY"]


def test_a_guild_is_large_above_the_threshold_that_the_client_named() -> None:
    place = town()
    for number in range(60):
        add_member(place.world, place.guild, 10_000 + number)

    low = place.join(large_threshold=50).named("GUILD_CREATE")[0]
    high = place.join(large_threshold=250).named("GUILD_CREATE")[0]

    assert low["large"] is True
    assert high["large"] is False


@pytest.mark.parametrize("token", ["nonsense", "", None, 5])
def test_a_bad_token_closes_with_4004(token: Any) -> None:
    client = town().connect()

    client.identify(token)

    assert client.closed_with == CloseCode.AUTHENTICATION_FAILED


def test_the_token_may_carry_its_prefix() -> None:
    place = town()
    client = place.connect()

    client.identify(f"Bot {place.token}")

    assert client.names[0] == "READY"


@pytest.mark.parametrize("intents", [None, "1", -1, 1 << 17, 1 << 30, True, 1.0])
def test_intents_that_do_not_exist_close_with_4013(intents: Any) -> None:
    place = town()
    client = place.connect()

    client.identify(place.token, intents=intents)

    assert client.closed_with == CloseCode.INVALID_INTENTS


@pytest.mark.parametrize(
    "intent", [Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES, Intent.MESSAGE_CONTENT]
)
def test_a_privileged_intent_that_is_not_switched_on_closes_with_4014(intent: Intent) -> None:
    client = town(intents=NO_INTENTS).join(Intent.GUILDS | intent)

    assert client.closed_with == CloseCode.DISALLOWED_INTENTS


@pytest.mark.parametrize(
    "shard", [[1, 1], [-1, 2], [0, 0], [2, 2], [0], [0, 1, 2], ["0", 1], {}, [True, 2]]
)
def test_an_impossible_shard_closes_with_4010(shard: Any) -> None:
    client = town().join(shard=shard)

    assert client.closed_with == CloseCode.INVALID_SHARD


@pytest.mark.parametrize("threshold", [49, 251, "50"])
def test_a_large_threshold_out_of_range_closes_with_4001(threshold: Any) -> None:
    client = town().join(large_threshold=threshold)

    assert client.closed_with == CloseCode.UNKNOWN_OPCODE


def test_more_guilds_than_a_shard_may_hold_close_with_4011() -> None:
    place = _with_two_guilds(guilds_per_shard=1)

    client = place.join()

    assert client.closed_with == CloseCode.SHARDING_REQUIRED


def test_exactly_as_many_as_it_may_hold_are_welcome() -> None:
    place = _with_two_guilds(guilds_per_shard=2)

    client = place.join()

    assert client.names[0] == "READY"


def test_the_demand_for_sharding_can_be_switched_off() -> None:
    place = _with_two_guilds(guilds_per_shard=None)

    client = place.join()

    assert client.names == ["READY", "GUILD_CREATE", "GUILD_CREATE"]


def test_each_shard_gets_the_guilds_that_the_formula_gives_it() -> None:
    place = _with_two_guilds()
    wanted: dict[int, list[str]] = {shard: [] for shard in (0, 1, 2)}
    for guild_id in place.world.guilds:
        wanted[(guild_id >> 22) % 3].append(str(guild_id))

    told = {
        shard: [each["id"] for each in place.join(shard=[shard, 3]).named("GUILD_CREATE")]
        for shard in (0, 1, 2)
    }

    assert told == wanted


def test_ready_repeats_the_shard_that_was_sent() -> None:
    client = town().join(shard=[1, 2])

    assert client.named("READY")[0]["shard"] == [1, 2]


def test_a_second_identify_within_five_seconds_gets_op_9_and_the_socket_stays() -> None:
    place = town()
    place.join()
    hasty = place.connect()

    hasty.identify(place.token)

    assert (hasty.last["op"], hasty.last["d"]) == (Op.INVALID_SESSION, False)
    assert hasty.closed_with is None


def test_after_five_seconds_the_same_socket_may_identify() -> None:
    place = town()
    place.join()
    hasty = place.connect()
    hasty.identify(place.token)
    place.clock.advance(5.0)

    hasty.identify(place.token)

    assert hasty.names[0] == "READY"


def test_max_concurrency_lets_shards_of_other_buckets_identify_at_once() -> None:
    place = town(max_concurrency=2)
    clients = [place.connect() for _ in range(3)]

    for shard, client in enumerate(clients):
        client.identify(place.token, shard=[shard, 3])

    assert clients[0].names[:1] == clients[1].names[:1] == ["READY"]
    assert clients[2].last["op"] == Op.INVALID_SESSION


def test_when_the_days_starts_are_used_up_every_session_ends_with_4004() -> None:
    place = town(identifies_per_day=1)
    first = place.join()

    second = place.join()

    assert second.closed_with == CloseCode.AUTHENTICATION_FAILED
    assert first.closed_with == CloseCode.AUTHENTICATION_FAILED
    assert list(place.gateway.sessions) == []


def test_the_next_day_there_are_starts_again() -> None:
    place = town(identifies_per_day=1)
    place.join()
    place.clock.advance(86_400.0)

    later = place.join()

    assert later.names[0] == "READY"


def test_the_session_start_limit_counts_down_and_says_when_it_resets() -> None:
    place = town()
    fresh = place.gateway.session_start_limit(place.application.id).payload()
    place.join()
    place.clock.advance(60.0)

    used = place.gateway.session_start_limit(place.application.id).payload()

    assert fresh == {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    assert used["remaining"] == 999
    assert used["reset_after"] == 86_340_000


def _with_two_guilds(**options: Any) -> Town:
    place = town(**options)
    place.clock.advance(1.0)
    other = add_guild(place.world, "Village", place.owner.id)
    add_member(place.world, other, place.application.id)
    return place
