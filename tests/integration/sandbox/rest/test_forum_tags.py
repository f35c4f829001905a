"""available_tags and default_reaction_emoji of forums and media channels."""

from typing import Any

import httpx2
import pytest

from app.sandbox.seed.building import add_channel
from app.sandbox.world.channels import Channel, ChannelType, ForumTag
from app.sandbox.world.emojis import Emoji
from tests.integration.sandbox.rest.refusing import assert_invalid, assert_refused
from tests.support.sandbox import SmallGuild, running_sandbox


def forum_with(small: SmallGuild, *names: str) -> Channel:
    tags = [ForumTag(small.world.next_id(), name) for name in names]
    return add_channel(small.world, small.guild, "forum", ChannelType.FORUM, available_tags=tags)


async def edit(small: SmallGuild, forum: Channel, **body: Any) -> httpx2.Response:
    return await small.bot.patch(f"/channels/{forum.id}", body)


async def test_a_tag_that_comes_with_its_id_stays_the_same_tag() -> None:
    async with running_sandbox() as small:
        forum = forum_with(small, "old", "doomed")
        kept = forum.available_tags[0]
        sent = [{"id": str(kept.id), "name": "renamed", "moderated": True}, {"name": "new"}]
        tags = (await edit(small, forum, available_tags=sent)).json()["available_tags"]

    assert tags[0] == {
        "id": str(kept.id),
        "name": "renamed",
        "moderated": True,
        "emoji_id": None,
        "emoji_name": None,
    }
    assert tags[1]["name"] == "new"
    assert tags[1]["id"] not in {str(kept.id), ""}
    assert len(tags) == 2


async def test_a_tag_that_comes_without_its_id_becomes_another() -> None:
    async with running_sandbox() as small:
        forum = forum_with(small, "same")
        before = forum.available_tags[0].id
        tags = (await edit(small, forum, available_tags=[{"name": "same"}])).json()

    assert tags["available_tags"][0]["id"] != str(before)


async def test_an_unknown_tag_id_is_refused() -> None:
    async with running_sandbox() as small:
        forum = forum_with(small, "known")
        answer = await edit(small, forum, available_tags=[{"id": "1", "name": "x"}])

    assert_refused(answer, 404, 10087)


async def test_there_are_at_most_20_tags_and_each_name_once() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        forum = forum_with(small)
        many = [{"name": f"{number}"} for number in range(21)]
        most = await edit(small, forum, available_tags=many[:20])
        too_many = await edit(small, forum, available_tags=many)
        twice = await edit(small, forum, available_tags=[{"name": "A"}, {"name": "a"}])

    assert len(most.json()["available_tags"]) == 20
    assert_refused(too_many, 400, 30048)
    assert_refused(twice, 400, 40061)


async def test_what_is_wrong_with_a_tag_is_told_by_index() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        forum = forum_with(small)
        sent = [{"name": "fine"}, {"name": "x" * 21}, {"moderated": True}]
        answer = await edit(small, forum, available_tags=sent)

    assert_invalid(answer, "available_tags.1.name", "BASE_TYPE_MAX_LENGTH")
    assert_invalid(answer, "available_tags.2.name", "BASE_TYPE_REQUIRED")


@pytest.mark.parametrize("emoji", [{"emoji_name": "🔥"}, {"emoji_id": "{custom}"}])
async def test_the_default_reaction_is_one_emoji(emoji: dict[str, str]) -> None:
    async with running_sandbox() as small:
        forum = forum_with(small)
        custom = Emoji(small.world.next_id(), "anvil", small.owner.id)
        small.guild.emojis[custom.id] = custom
        sent = {key: value.format(custom=custom.id) for key, value in emoji.items()}
        answer = await edit(small, forum, default_reaction_emoji=sent)
        both = {"emoji_id": str(custom.id), "emoji_name": "🔥"}
        refused = await edit(small, forum, default_reaction_emoji=both)
        cleared = await edit(small, forum, default_reaction_emoji=None)

    found = answer.json()["default_reaction_emoji"]
    assert {key: value for key, value in found.items() if value is not None} == sent
    assert_invalid(refused, "default_reaction_emoji", "BASE_TYPE_INVALID")
    assert cleared.json()["default_reaction_emoji"] is None


async def test_a_custom_emoji_must_be_the_guilds_own() -> None:
    async with running_sandbox() as small:
        forum = forum_with(small)
        as_reaction = await edit(small, forum, default_reaction_emoji={"emoji_id": "1"})
        as_tag = await edit(small, forum, available_tags=[{"name": "x", "emoji_id": "1"}])

    assert_refused(as_reaction, 404, 10014)
    assert_refused(as_tag, 404, 10014)


async def test_a_forum_can_demand_tags_and_a_media_channel_hide_downloads() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        forum = forum_with(small)
        media = add_channel(small.world, small.guild, "media", ChannelType.MEDIA)
        both = (1 << 4) | (1 << 15)
        of_forum = await edit(small, forum, flags=both)
        of_media = await edit(small, media, flags=both)
        of_text = await edit(small, small.general, flags=both)

    assert of_forum.json()["flags"] == 1 << 4
    assert of_media.json()["flags"] == both
    assert of_text.json()["flags"] == 0
