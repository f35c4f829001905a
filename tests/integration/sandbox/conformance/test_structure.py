"""nextcord and discord.py read and change a guild through their own API, and hear of it."""

from collections.abc import AsyncGenerator
from typing import Any

import httpx2
import pytest

from app.sandbox.seed.building import add_channel, add_role
from app.sandbox.world.channels import ChannelType, Overwrite, OverwriteType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.conformance.libraries import (
    BOTH,
    THEIR_OWN_WARNINGS,
    Library,
    hearing,
    logged_in,
)
from tests.support.sandbox import SmallGuild, running_sandbox

pytestmark = THEIR_OWN_WARNINGS


@pytest.fixture
async def place() -> AsyncGenerator[SmallGuild]:
    # Both libraries repeat the id in the body of an overwrite, which Discord passes over.
    async with running_sandbox(expect_bad_requests=True) as found:
        world, guild = found.world, found.guild
        staff = add_role(world, guild, "Staff", Permission.KICK_MEMBERS, position=1, color=0xE4935A)
        rooms = add_channel(world, guild, "Rooms", ChannelType.CATEGORY)
        secret = add_channel(world, guild, "secret", parent_id=rooms.id, topic="hush")
        secret.overwrites[staff.id] = Overwrite(
            staff.id, OverwriteType.ROLE, allow=int(Permission.VIEW_CHANNEL)
        )
        add_channel(world, guild, "lounge", ChannelType.VOICE, parent_id=rooms.id)
        yield found


@BOTH
async def test_the_guild_is_seen_as_it_is(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        guild = client.get_guild(place.guild.id)
        secret = next(each for each in guild.channels if each.name == "secret")

        assert client.user.id == place.application.id
        assert client.application_id == place.application.id
        assert guild.owner_id == place.owner.id
        assert guild.me.guild_permissions.administrator
        assert guild.member_count == len(guild.members) == 2
        assert [role.name for role in guild.roles] == ["@everyone", "Staff", "Wright"]
        assert guild.roles[1].color.value == 0xE4935A
        assert guild.roles[1].permissions.kick_members
        assert shown(guild) == [(None, ["general"]), ("Rooms", ["secret", "lounge"])]
        assert secret.topic == "hush"
        assert secret.overwrites_for(guild.roles[1]).view_channel is True


@BOTH
async def test_a_role_is_made_changed_sorted_and_deleted(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        guild = client.get_guild(place.guild.id)
        permissions = library.module.Permissions(kick_members=True)
        role, told = await hearing(
            client,
            "guild_role_create",
            guild.create_role(name="Helper", permissions=permissions, reason="run 1"),
        )
        _, (before, after) = await hearing(
            client, "guild_role_update", role.edit(name="Guide", hoist=True)
        )
        staff = next(each for each in guild.roles if each.name == "Staff")
        await hearing(
            client,
            "guild_role_update",
            guild.edit_role_positions({staff: 1, guild.get_role(role.id): 2}),
        )
        sorted_names = [each.name for each in guild.roles]
        _, gone = await hearing(client, "guild_role_delete", guild.get_role(role.id).delete())

        assert told.id == role.id
        assert told.permissions.value == 2
        assert (before.name, after.name, after.hoist) == ("Helper", "Guide", True)
        assert sorted_names.index("Guide") > sorted_names.index("Staff")
        assert gone.id == role.id
        assert role.id not in place.guild.roles


@BOTH
async def test_a_channel_is_private_from_its_first_event_on(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        guild = client.get_guild(place.guild.id)
        hidden = {guild.default_role: library.module.PermissionOverwrite(view_channel=False)}
        channel, made = await hearing(
            client,
            "guild_channel_create",
            guild.create_text_channel("Plan Room", overwrites=hidden, topic="plans"),
        )

        assert made.id == channel.id
        assert (made.name, made.topic) == ("plan-room", "plans")
        assert made.overwrites_for(guild.default_role).view_channel is False


@BOTH
async def test_a_channel_is_changed_moved_opened_and_deleted(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        guild = client.get_guild(place.guild.id)
        rooms = next(each for each in guild.categories if each.name == "Rooms")
        channel = guild.get_channel(place.general.id)
        hidden = library.module.PermissionOverwrite(view_channel=False)
        _, (before, after) = await hearing(
            client, "guild_channel_update", channel.edit(name="war-room", category=rooms)
        )
        _, (_, closed) = await hearing(
            client,
            "guild_channel_update",
            channel.set_permissions(guild.default_role, overwrite=hidden),
        )
        was_closed = closed.overwrites_for(guild.default_role).view_channel
        _, (_, opened) = await hearing(
            client,
            "guild_channel_update",
            channel.set_permissions(guild.default_role, overwrite=None),
        )
        _, gone = await hearing(client, "guild_channel_delete", channel.delete(reason="done"))

        assert (before.name, after.name) == ("general", "war-room")
        assert after.category_id == rooms.id
        assert was_closed is False
        assert guild.default_role not in opened.overwrites
        assert gone.id == channel.id
        assert channel.id not in place.guild.channels


@BOTH
@pytest.mark.parametrize("kind", ["category", "voice_channel"])
async def test_other_kinds_of_channels_are_made(
    library: Library, kind: str, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        guild = client.get_guild(place.guild.id)
        make = getattr(guild, f"create_{kind}")
        channel, made = await hearing(client, "guild_channel_create", make("New One"))

        assert made.id == channel.id
        assert made.name == "New One"


@BOTH
async def test_the_audit_log_entry_arrives_with_who_what_and_why(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        guild = client.get_guild(place.guild.id)
        staff = next(each for each in guild.roles if each.name == "Staff")
        permissions = library.module.Permissions(ban_members=True)
        _, entry = await hearing(
            client, library.audit_event, staff.edit(permissions=permissions, reason="run 7 · ü")
        )
        listed = [each async for each in guild.audit_logs(limit=1)]

        assert entry.action is library.module.AuditLogAction.role_update
        assert entry.user.id == place.application.id
        assert entry.target.id == staff.id
        assert entry.reason == "run 7 · ü"
        assert entry.before.permissions.value == 2
        assert entry.after.permissions.value == 4
        assert listed[0].id == entry.id


@BOTH
async def test_what_a_human_does_by_hand_arrives_too(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        _, (_, after) = await hearing(client, "guild_channel_update", _rename_by_hand(place))

        assert after.name == "by-hand"


@BOTH
async def test_a_refusal_is_the_librarys_own_error(
    library: Library, place: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.point_at(place.sandbox, monkeypatch)

    async with logged_in(library.client(place), place.application.token) as client:
        guild = client.get_guild(place.guild.id)
        with pytest.raises(library.module.HTTPException) as refused:
            await guild.create_role(name="x" * 101)

        assert (refused.value.status, refused.value.code) == (400, 50035)
        assert "100" in str(refused.value)


def shown(guild: Any) -> list[tuple[str | None, list[str]]]:
    """The library's own idea of the display order."""
    return [
        (None if category is None else category.name, [each.name for each in channels])
        for category, channels in guild.by_category()
    ]


async def _rename_by_hand(place: SmallGuild) -> None:
    async with httpx2.AsyncClient(base_url=place.sandbox.url, trust_env=False) as http:
        path = f"/sandbox/channels/{place.general.id}"
        await http.patch(path, json={"name": "by hand"})
