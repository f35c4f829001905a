"""nextcord and discord.py live through what happens to a gateway connection."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from app.sandbox.gateway.opcodes import CloseCode
from app.sandbox.seed.building import add_channel, add_guild, add_member, add_role
from app.sandbox.world.channels import Overwrite, OverwriteType
from app.sandbox.world.operations.membership import join, leave
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import NO_INTENTS
from tests.integration.sandbox.conformance.libraries import (
    BOTH,
    PATIENCE_SECONDS,
    THEIR_OWN_WARNINGS,
    Library,
    hearing,
    logged_in,
)
from tests.support.sandbox import SmallGuild, running_sandbox

pytestmark = THEIR_OWN_WARNINGS


@pytest.fixture
async def place() -> AsyncGenerator[SmallGuild]:
    async with running_sandbox() as found:
        yield found


@BOTH
async def test_a_dropped_socket_is_resumed_and_nothing_is_missed(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        resumed = client.wait_for("resumed", timeout=PATIENCE_SECONDS)
        heard = client.wait_for("guild_role_create", timeout=PATIENCE_SECONDS)
        place.sandbox.faults.gateway.drop_after()
        await place.bot.post(f"/guilds/{place.guild.id}/roles", {"name": "Missed"})
        role, _ = await asyncio.gather(heard, resumed)

        assert role.name == "Missed"
        assert client.get_guild(place.guild.id).get_role(role.id) is not None
        assert client.events.count("READY") == 1


@BOTH
async def test_op_7_makes_it_reconnect_and_resume(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        resumed = client.wait_for("resumed", timeout=PATIENCE_SECONDS)
        place.sandbox.faults.gateway.reconnect()
        await resumed

        assert client.events.count("READY") == 1


@BOTH
async def test_a_resumable_invalid_session_is_resumed(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        resumed = client.wait_for("resumed", timeout=PATIENCE_SECONDS)
        place.sandbox.faults.gateway.invalid_session(resumable=True)
        await resumed

        assert client.events.count("READY") == 1


@BOTH
async def test_an_invalid_session_is_identified_anew(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        client.is_up.clear()
        place.sandbox.faults.gateway.invalid_session(resumable=False)
        await _until(client.is_up)

        assert client.events.count("READY") == 2
        assert "RESUMED" not in client.events
        assert client.get_guild(place.guild.id).name == "Small Guild"


@BOTH
async def test_a_session_whose_time_ran_out_is_identified_anew(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        client.is_up.clear()
        place.clock.advance(60.0)
        place.sandbox.gateway.tick()
        await _until(client.is_up)

        assert client.events.count("READY") == 2


@BOTH
async def test_a_demanded_heartbeat_is_sent(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        place.clock.advance(40.0)
        place.sandbox.gateway.demand_heartbeats()
        await hearing(client, "guild_role_create", _make_role(place))
        await place.bot.get("/gateway")
        place.clock.advance(40.0)
        place.sandbox.gateway.tick()
        await hearing(client, "guild_role_create", _make_role(place))

        assert client.events.count("READY") == 1
        assert "RESUMED" not in client.events


@BOTH
async def test_a_privileged_intent_that_is_off_is_the_librarys_own_error(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)
    place.application.intents = NO_INTENTS

    with pytest.raises(library.module.PrivilegedIntentsRequired):
        async with logged_in(library.client(place), place.application.token):
            pass


@BOTH
async def test_a_bad_token_is_the_librarys_own_error(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    with pytest.raises(library.module.LoginFailure):
        async with logged_in(library.client(place), "wrong"):
            pass


@BOTH
async def test_a_guild_goes_down_and_comes_back(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        gone = client.wait_for("guild_unavailable", timeout=PATIENCE_SECONDS)
        place.sandbox.gateway.begin_outage(place.guild.id)
        assert (await gone).id == place.guild.id
        back = client.wait_for("guild_available", timeout=PATIENCE_SECONDS)
        place.sandbox.gateway.end_outage(place.guild.id)

        assert (await back).id == place.guild.id


@BOTH
async def test_a_guild_is_joined_and_left(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)
    new = add_guild(place.world, "New", place.owner.id)

    async with logged_in(library.client(place), place.application.token) as client:
        came = client.wait_for("guild_join", timeout=PATIENCE_SECONDS)
        join(place.world, new, client.user.id)
        assert (await came).name == "New"
        went = client.wait_for("guild_remove", timeout=PATIENCE_SECONDS)
        leave(place.world, new, client.user.id)

        assert (await went).id == new.id
        assert [guild.id for guild in client.guilds] == [place.guild.id]


@BOTH
async def test_a_channel_that_opens_to_the_bot_is_learnt_in_full(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)
    place.bot_role.permissions = int(Permission.MANAGE_ROLES)
    secret = add_channel(place.world, place.guild, "secret")
    secret.overwrites[place.guild.id] = Overwrite(
        place.guild.id, OverwriteType.ROLE, deny=int(Permission.VIEW_CHANNEL)
    )
    key = add_role(place.world, place.guild, "Key", position=0)
    secret.overwrites[key.id] = Overwrite(
        key.id, OverwriteType.ROLE, allow=int(Permission.VIEW_CHANNEL)
    )

    async with logged_in(library.client(place), place.application.token) as client:
        guild = client.get_guild(place.guild.id)
        before = guild.get_channel(secret.id).name
        _, (_, after) = await hearing(
            client,
            "guild_channel_update",
            place.bot.put(f"/guilds/{guild.id}/members/{client.user.id}/roles/{key.id}"),
        )

        assert before == "___hidden___"
        assert after.name == "secret"


@BOTH
async def test_members_come_by_name(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        guild = client.get_guild(place.guild.id)
        found = await guild.query_members("oliv", limit=5)

        assert [member.id for member in found] == [place.owner.id]


@BOTH
async def test_two_shards_share_the_guilds(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)
    for number in range(3):
        place.clock.advance(0.001)
        add_member(
            place.world,
            add_guild(place.world, f"Guild {number}", place.owner.id),
            place.application.id,
        )
    client = library.client(place, "AutoShardedClient", shard_count=2)

    async with logged_in(client, place.application.token):
        theirs = {guild.id: guild.shard_id for guild in client.guilds}
        ours = {
            guild_id: session.shard.id
            for session in place.sandbox.gateway.sessions
            for guild_id in session.sees
        }
        _, told = await hearing(client, "guild_role_create", _make_role(place))

        assert theirs == ours
        assert set(ours) == set(place.world.guilds)
        assert set(ours.values()) == {0, 1}
        assert told.guild.id == place.guild.id
        assert client.events.count("READY") == 2


@BOTH
async def test_a_dropped_shard_resumes_by_itself(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)
    client = library.client(place, "AutoShardedClient", shard_count=2)

    async with logged_in(client, place.application.token):
        home = (place.guild.id >> 22) % 2
        resumed = client.wait_for("shard_resumed", timeout=PATIENCE_SECONDS)
        for connection in place.sandbox.gateway.connections():
            if connection.session is not None and connection.session.shard.id == home:
                connection.close(CloseCode.UNKNOWN_ERROR, "Try again.")

        assert await resumed == home
        assert client.events.count("READY") == 2


async def _make_role(place: SmallGuild) -> Any:
    return await place.bot.post(f"/guilds/{place.guild.id}/roles", {"name": "Helper"})


async def _until(event: asyncio.Event) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        await event.wait()
