"""/guilds/{id}/emojis."""

import base64
from typing import Any

import httpx2
import pytest

from app.sandbox.seed.building import add_role
from app.sandbox.world.emojis import Emoji
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox

PNG = "data:image/png;base64,iVBORw0KGgo="
GIF = "data:image/gif;base64," + base64.b64encode(b"GIF89a...").decode()
TOO_BIG = "data:image/png;base64," + base64.b64encode(bytes(256 * 1024 + 1)).decode()
CREATE = int(Permission.CREATE_GUILD_EXPRESSIONS)
MANAGE = int(Permission.MANAGE_GUILD_EXPRESSIONS)


def path(small: SmallGuild, emoji_id: int | str = "") -> str:
    return f"/guilds/{small.guild.id}/emojis/{emoji_id}".rstrip("/")


async def create(small: SmallGuild, **changed: Any) -> httpx2.Response:
    return await small.bot.post(path(small), {"name": "anvil", "image": PNG} | changed)


def of_owner(small: SmallGuild) -> Emoji:
    emoji = Emoji(small.world.next_id(), "old", small.owner.id)
    small.guild.emojis[emoji.id] = emoji
    return emoji


async def test_an_emoji_is_made_read_changed_and_deleted() -> None:
    async with running_sandbox(CREATE) as small:
        role = add_role(small.world, small.guild, "Smith")
        made = await create(small, roles=[str(role.id)])
        one = path(small, made.json()["id"])
        read = await small.bot.get(one)
        listed = await small.bot.get(path(small))
        changed = await small.bot.patch(one, {"name": "hammer", "roles": None})
        deleted = await small.bot.delete(one)
        gone = await small.bot.get(one)

    assert made.status_code == 201
    assert made.json() == read.json() == listed.json()[0]
    assert (made.json()["name"], made.json()["animated"]) == ("anvil", False)
    assert made.json()["roles"] == [str(role.id)]
    assert made.json()["user"]["id"] == str(small.application.id)
    assert (changed.json()["name"], changed.json()["roles"]) == ("hammer", [])
    assert deleted.status_code == 204
    assert_refused(gone, 404, 10014)


async def test_a_gif_is_animated() -> None:
    async with running_sandbox() as small:
        made = await create(small, image=GIF)

    assert made.json()["animated"] is True


async def test_making_needs_create_and_others_emojis_need_manage() -> None:
    async with running_sandbox(CREATE) as small:
        emoji = of_owner(small)
        foreign = await small.bot.patch(path(small, emoji.id), {"name": "mine"})
        small.bot_role.permissions = MANAGE
        managed = await small.bot.patch(path(small, emoji.id), {"name": "ours"})
        made = await create(small)

    assert_missing_permissions(foreign)
    assert managed.json()["name"] == "ours"
    assert_missing_permissions(made)


async def test_who_made_an_emoji_is_for_those_who_may_change_some() -> None:
    async with running_sandbox(int(Permission.KICK_MEMBERS)) as small:
        of_owner(small)
        answer = await small.bot.get(path(small))

    assert "user" not in answer.json()[0]


@pytest.mark.parametrize(
    ("changed", "where", "code"),
    [
        ({"name": "x"}, "name", "BASE_TYPE_BAD_LENGTH"),
        ({"name": "no blanks"}, "name", "STRING_TYPE_REGEX"),
        ({"image": None}, "image", "BASE_TYPE_REQUIRED"),
        ({"image": "https://example.com/x.png"}, "image", "IMAGE_INVALID"),
        ({"image": TOO_BIG}, "image", "BINARY_TYPE_MAX_SIZE"),
    ],
)
async def test_what_is_wrong_with_an_emoji_is_said_at_its_place(
    changed: dict[str, Any], where: str, code: str
) -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        answer = await create(small, **changed)

    assert_invalid(answer, where, code)


@pytest.mark.parametrize(("image", "animated", "code"), [(PNG, False, 30008), (GIF, True, 30018)])
async def test_each_sort_has_its_slots(image: str, *, animated: bool, code: int) -> None:
    async with running_sandbox() as small:
        for number in range(50):
            emoji = Emoji(number, "x", small.owner.id, animated=animated)
            small.guild.emojis[number] = emoji
        refused = await create(small, image=image)
        small.guild.premium_tier = 1
        boosted = await create(small, image=image)

    assert_refused(refused, 400, code)
    assert boosted.status_code == 201
