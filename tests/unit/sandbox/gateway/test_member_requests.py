"""Op 8: which members come back, in which chunks, and how often one may ask for all."""

from typing import Any

import pytest

from app.sandbox.gateway.opcodes import CloseCode, Op
from app.sandbox.seed.building import add_member, add_user
from app.sandbox.world.users import Intent
from tests.unit.sandbox.gateway.wire import Client, Town, town

ALL = Intent.GUILDS | Intent.GUILD_MEMBERS


def test_the_whole_list_comes_in_chunks_of_a_thousand() -> None:
    place = town()
    _people(place, 2100 - 2)
    client = place.join(ALL)

    _ask(place, client, query="", limit=0)

    chunks = client.named("GUILD_MEMBERS_CHUNK")
    assert [len(chunk["members"]) for chunk in chunks] == [1000, 1000, 100]
    assert [(chunk["chunk_index"], chunk["chunk_count"]) for chunk in chunks] == [
        (0, 3),
        (1, 3),
        (2, 3),
    ]
    assert len({each["user"]["id"] for chunk in chunks for each in chunk["members"]}) == 2100


def test_asking_for_everybody_without_the_members_intent_is_met_with_silence() -> None:
    place = town()
    client = place.join(Intent.GUILDS)
    client.forget_frames()

    _ask(place, client, query="", limit=0)

    assert client.frames == []
    assert client.closed_with is None


def test_a_second_full_request_within_30_seconds_is_rate_limited() -> None:
    place = town()
    client = place.join(ALL)
    _ask(place, client, query="", limit=0)
    place.clock.advance(10.0)

    _ask(place, client, query="", limit=0, nonce="n")

    assert client.last["t"] == "RATE_LIMITED"
    assert client.last["d"] == {
        "opcode": 8,
        "retry_after": 20.0,
        "meta": {"guild_id": str(place.guild.id), "nonce": "n"},
    }


def test_after_30_seconds_it_is_answered_again() -> None:
    place = town()
    client = place.join(ALL)
    _ask(place, client, query="", limit=0)
    place.clock.advance(30.0)

    _ask(place, client, query="", limit=0)

    assert client.names[-1] == "GUILD_MEMBERS_CHUNK"


def test_requests_by_name_are_not_rate_limited_so() -> None:
    place = town()
    client = place.join(ALL)

    for _ in range(3):
        _ask(place, client, query="ol", limit=5)

    assert len(client.named("GUILD_MEMBERS_CHUNK")) == 3


def test_a_query_finds_by_the_beginning_of_any_name_regardless_of_case() -> None:
    place = town()
    ada = add_user(place.world, "ada", global_name="Countess")
    bob = add_user(place.world, "bob")
    for user, nick in ((ada, None), (bob, "Counter")):
        add_member(place.world, place.guild, user.id, nick=nick)
    client = place.join()

    _ask(place, client, query="COUNT", limit=10)

    found = client.named("GUILD_MEMBERS_CHUNK")[0]["members"]
    assert [each["user"]["username"] for each in found] == ["ada", "bob"]


@pytest.mark.parametrize(("limit", "count"), [(5, 5), (100, 100), (1000, 100), (0, 100)])
def test_a_query_returns_its_limit_and_a_hundred_at_most(limit: int, count: int) -> None:
    place = town()
    _people(place, 150)
    client = place.join()

    _ask(place, client, query="person", limit=limit)

    assert len(client.named("GUILD_MEMBERS_CHUNK")[0]["members"]) == count


def test_members_come_by_id_and_the_unknown_are_named() -> None:
    place = town()
    client = place.join()

    _ask(place, client, user_ids=[str(place.owner.id), 77, "77"])

    chunk = client.named("GUILD_MEMBERS_CHUNK")[0]
    assert [each["user"]["id"] for each in chunk["members"]] == [str(place.owner.id)]
    assert chunk["not_found"] == ["77"]


def test_at_most_a_hundred_ids_are_looked_up() -> None:
    place = town()
    people = _people(place, 150)
    client = place.join()

    _ask(place, client, user_ids=people)

    assert len(client.named("GUILD_MEMBERS_CHUNK")[0]["members"]) == 100


def test_a_single_id_needs_no_list() -> None:
    place = town()
    client = place.join()

    _ask(place, client, user_ids=str(place.owner.id))

    assert len(client.named("GUILD_MEMBERS_CHUNK")[0]["members"]) == 1


@pytest.mark.parametrize(
    ("nonce", "echoed"),
    [("x" * 32, True), ("x" * 33, False), ("é" * 17, False), (5, False), ("\ud800", True)],
)
def test_a_nonce_is_echoed_up_to_32_bytes(nonce: Any, echoed: bool) -> None:
    place = town()
    client = place.join()

    _ask(place, client, query="o", limit=1, nonce=nonce)

    chunk = client.named("GUILD_MEMBERS_CHUNK")[0]
    assert ("nonce" in chunk) is echoed


def test_presences_are_told_only_with_their_intent() -> None:
    place = town()
    without = place.join()
    having = place.join(Intent.GUILDS | Intent.GUILD_PRESENCES)

    _ask(place, without, query="o", limit=1, presences=True)
    _ask(place, having, query="o", limit=1, presences=True)

    assert "presences" not in without.named("GUILD_MEMBERS_CHUNK")[0]
    assert having.named("GUILD_MEMBERS_CHUNK")[0]["presences"] == []


def test_a_guild_the_bot_is_not_in_is_met_with_silence() -> None:
    place = town()
    client = place.join()
    client.forget_frames()

    client.say(Op.REQUEST_MEMBERS, {"guild_id": "1", "query": "o", "limit": 1})

    assert client.frames == []


@pytest.mark.parametrize(
    "data",
    [
        None,
        {"guild_id": "1"},
        {"guild_id": "1", "query": "x"},
        {"guild_id": "1", "query": 5, "limit": 1},
        {"guild_id": "1", "query": "x", "limit": -1},
        {"guild_id": ["1", "2"], "query": "x", "limit": 1},
        {"guild_id": "x", "query": "x", "limit": 1},
        {"guild_id": "1", "user_ids": ["x"]},
        {"guild_id": "1", "user_ids": {}},
    ],
)
def test_a_request_of_the_wrong_shape_closes_with_4001(data: Any) -> None:
    client = town().join()

    client.say(Op.REQUEST_MEMBERS, data)

    assert client.closed_with == CloseCode.UNKNOWN_OPCODE


def _people(place: Town, count: int) -> list[str]:
    users = [add_user(place.world, f"person{number}") for number in range(count)]
    for user in users:
        add_member(place.world, place.guild, user.id)
    return [str(user.id) for user in users]


def _ask(place: Town, client: Client, **fields: Any) -> None:
    client.say(Op.REQUEST_MEMBERS, {"guild_id": str(place.guild.id), **fields})
