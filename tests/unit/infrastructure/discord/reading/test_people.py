"""Members and guilds as Discord tells of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.shared.domain.permissions.bits import ADMINISTRATOR, ALL, MANAGE_GUILD, VIEW_CHANNEL
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.discord.reading.people import (
    read_bot_guild,
    read_hierarchy,
    read_member,
    read_membership,
)

GUILD, ANN = GuildId(1), UserId(7)
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def a_role(id: int, name: str, permissions: int, position: int, **fields: Any) -> dict[str, Any]:
    colors = {"primary_color": 255, "secondary_color": None, "tertiary_color": None}
    return {
        "id": str(id),
        "name": name,
        "permissions": str(permissions),
        "position": position,
        "colors": colors,
        "color": 255,
        "hoist": False,
        "mentionable": False,
        "managed": False,
        "unicode_emoji": None,
        **fields,
    }


def a_guild(**fields: Any) -> dict[str, Any]:
    roles = [
        a_role(1, "@everyone", VIEW_CHANNEL, 0),
        a_role(2, "Low", 0, 1),
        a_role(3, "Managers", MANAGE_GUILD | 1 << 60, 2),
        a_role(4, "Older", 0, 2, managed=True),
        a_role(5, "Admins", ADMINISTRATOR, 9),
    ]
    return {"id": "1", "owner_id": "42", "roles": roles, **fields}


def a_member(*roles: int, user: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    account = {"id": str(ANN), "username": "ann", "global_name": None, "avatar": None}
    return {
        "user": {**account, **(user or {})},
        "roles": [str(role) for role in roles],
        "nick": None,
        "avatar": None,
        **fields,
    }


def permissions(*roles: int, **fields: Any) -> int:
    member = a_member(*roles, **fields)
    return read_membership(GUILD, a_guild(), member, ANN, NOW).permissions


def test_permissions_add_up_and_unknown_bits_survive() -> None:
    assert permissions() == VIEW_CHANNEL
    assert permissions(3) == VIEW_CHANNEL | MANAGE_GUILD | 1 << 60
    assert permissions(5) & ALL == ALL


def test_a_role_that_is_gone_gives_nothing() -> None:
    found = read_membership(GUILD, a_guild(), a_member(99, 2), ANN, NOW)

    assert (found.permissions, set(found.roles)) == (VIEW_CHANNEL, {99, 2})
    assert found.role_names == {2: "Low"}


def test_the_owner_holds_everything() -> None:
    found = read_membership(GUILD, a_guild(owner_id=str(ANN)), a_member(), ANN, NOW)

    assert found.owner
    assert found.permissions & ALL == ALL


@pytest.mark.parametrize(("minutes", "counts"), [(1, True), (-1, False)])
def test_a_timeout_counts_until_it_is_over(minutes: int, counts: bool) -> None:
    until = (NOW + timedelta(minutes=minutes)).isoformat()

    assert bool(permissions(3, communication_disabled_until=until) & MANAGE_GUILD) is not counts
    assert permissions(5, communication_disabled_until=until) & ADMINISTRATOR
    assert permissions(3, communication_disabled_until=None) & MANAGE_GUILD


@pytest.mark.parametrize(
    ("member", "name"),
    [
        (a_member(), "ann"),
        (a_member(user={"global_name": "Ann"}), "Ann"),
        (a_member(user={"global_name": "Ann"}, nick="Annie"), "Annie"),
    ],
)
def test_people_are_called_as_the_guild_calls_them(member: dict[str, Any], name: str) -> None:
    assert read_member(GUILD, member).display_name == name
    assert read_member(GUILD, member).name == "ann"


def test_pictures_come_with_their_whole_address() -> None:
    account = a_member(user={"avatar": "a1", "bot": True})
    here = {**account, "avatar": "g1"}

    assert read_member(GUILD, a_member()).avatar is None
    assert read_member(GUILD, account).avatar == "https://cdn.discordapp.com/avatars/7/a1.png"
    assert read_member(GUILD, account).bot
    assert read_member(GUILD, here).avatar == (
        "https://cdn.discordapp.com/guilds/1/users/7/avatars/g1.png"
    )
    assert read_bot_guild({"id": "1", "name": "G", "icon": None}).icon is None
    assert read_bot_guild({"id": "1", "name": "G", "icon": "i1"}).icon == (
        "https://cdn.discordapp.com/icons/1/i1.png"
    )


def test_of_roles_on_one_position_the_older_stands_higher() -> None:
    hierarchy = read_hierarchy(GUILD, a_guild())

    assert [role.id for role in hierarchy.roles] == [5, 3, 4, 2, 1]
    assert [role.id for role in hierarchy.roles if role.managed] == [4]
    assert hierarchy.roles[0].color == 255
    assert hierarchy.owner_id == 42
