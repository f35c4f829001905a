"""What is left of Discord's events for nextcord."""

import tracemalloc
from typing import Any

import nextcord
import pytest

from app.bot.gateway.fan_out import FanOut
from app.bot.gateway.gateway_client import GatewayClient
from app.bot.gateway.identifying import Identifying
from app.bot.gateway.local_turns import LocalTurns
from app.bot.gateway.trimming import for_nextcord
from tests.support.fakes.clock import FakeClock

BOT = "900"


def role(id: int) -> dict[str, Any]:
    return {
        "id": str(id),
        "name": f"Role {id}",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": 1,
        "permissions": "1024",
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def user(id: str) -> dict[str, Any]:
    return {
        "id": id,
        "username": f"u{id}",
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
    }


def member(id: str) -> dict[str, Any]:
    return {
        "user": user(id),
        "roles": ["1001"],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def channel(id: int) -> dict[str, Any]:
    return {
        "id": str(id),
        "type": 0,
        "name": f"channel-{id}",
        "position": 1,
        "topic": "What is talked about here.",
        "nsfw": False,
        "parent_id": None,
        "permission_overwrites": [
            {"id": str(1000 + n), "type": 0, "allow": "1024", "deny": "0"} for n in range(3)
        ],
    }


def guild(id: int, *, channels: int = 60, roles: int = 50) -> dict[str, Any]:
    """As large as servers often are."""
    return {
        "id": str(id),
        "name": "A server",
        "owner_id": "5",
        "unavailable": False,
        "roles": [role(id), *(role(1001 + n) for n in range(roles))],
        "channels": [channel(2000 + n) for n in range(channels)],
        "members": [member(BOT), member("6")],
        "emojis": [{"id": "7", "name": "e", "roles": [], "animated": False, "available": True}],
        "member_count": 2,
        "threads": [],
        "voice_states": [],
        "large": False,
    }


READY = {
    "user": {**user(BOT), "bot": True},
    "guilds": [{"id": "1", "unavailable": True}],
    "session_id": "s",
    "application": {"id": BOT, "flags": 0},
}


class Untrimmed(nextcord.Client):
    """nextcord's own, but for the calls to Discord with which it begins."""

    async def on_connect(self) -> None:
        pass


@pytest.fixture
async def client() -> GatewayClient:
    clock = FakeClock()
    client = GatewayClient(FanOut(), Identifying(LocalTurns(clock), clock, "test"))
    client._connection.parsers["READY"](READY)
    return client


def test_of_a_guild_its_name_its_owner_everyone_and_the_bot_are_left() -> None:
    left = for_nextcord("GUILD_CREATE", guild(1), int(BOT))

    assert left == {
        "id": "1",
        "name": "A server",
        "owner_id": "5",
        "unavailable": False,
        "roles": [role(1)],
        "members": [member(BOT)],
    }


@pytest.mark.parametrize(
    "name",
    ["GUILD_UPDATE", "GUILD_ROLE_CREATE", "CHANNEL_CREATE", "THREAD_CREATE", "GUILD_EMOJIS_UPDATE"],
)
def test_what_would_fill_its_cache_is_left_out(name: str) -> None:
    assert for_nextcord(name, {"id": "1", "guild_id": "1"}, int(BOT)) is None


async def test_the_client_knows_its_guilds_and_nothing_in_them(client: GatewayClient) -> None:
    parsers = client._connection.parsers
    parsers["GUILD_CREATE"](guild(1))
    parsers["CHANNEL_CREATE"]({**channel(9), "guild_id": "1"})
    parsers["GUILD_UPDATE"](guild(1))

    (known,) = client.guilds

    assert (known.id, known.name, known.owner_id) == (1, "A server", 5)
    assert [one.id for one in known.roles] == [1]
    assert [one.id for one in known.members] == [int(BOT)]
    assert not known.channels
    assert not client.emojis


async def test_a_guild_that_is_left_is_forgotten(client: GatewayClient) -> None:
    parsers = client._connection.parsers
    parsers["GUILD_CREATE"](guild(1))

    parsers["GUILD_DELETE"]({"id": "1"})

    assert not client.guilds


async def test_a_guild_costs_a_tenth_of_what_it_costs_nextcord_by_itself(
    client: GatewayClient,
) -> None:
    whole = Untrimmed(
        intents=nextcord.Intents(guilds=True, moderation=True),
        max_messages=None,
        member_cache_flags=nextcord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
    )
    whole._connection.parsers["READY"](dict(READY))

    ours = bytes_for_guilds(client)
    theirs = bytes_for_guilds(whole)

    assert ours < theirs / 10


def test_an_interaction_is_for_the_listeners_alone() -> None:
    assert for_nextcord("INTERACTION_CREATE", {"id": "50", "type": 3}, 900) is None


def bytes_for_guilds(client: nextcord.Client, guilds: int = 20) -> int:
    payloads = [guild(number) for number in range(1, guilds + 1)]
    parse = client._connection.parsers["GUILD_CREATE"]
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for payload in payloads:
            parse(payload)
        return tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
