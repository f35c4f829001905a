"""The rule of November 2026: what a bot cannot view it is not told of."""

from app.sandbox.seed.building import add_channel
from app.sandbox.world.behaviour import Behaviour
from app.sandbox.world.channels import Channel, ChannelType, Overwrite, OverwriteType
from app.sandbox.world.payloads.guilds import guild_create_payload
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import Intent
from tests.integration.sandbox.rest.refusing import assert_missing_access, assert_refused
from tests.support.sandbox import SmallGuild, running_sandbox

MANAGER = int(Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES)


def hide(small: SmallGuild, channel: Channel) -> None:
    bot, deny = small.bot_role.id, int(Permission.VIEW_CHANNEL)
    channel.overwrites = {bot: Overwrite(bot, OverwriteType.ROLE, deny=deny)}


async def listed(small: SmallGuild) -> list[str]:
    answer = await small.bot.get(f"/guilds/{small.guild.id}/channels")
    return [channel["name"] for channel in answer.json()]


async def test_unseen_channels_are_not_listed() -> None:
    async with running_sandbox(MANAGER) as small:
        hide(small, add_channel(small.world, small.guild, "secret"))

        assert await listed(small) == ["general"]


async def test_an_unseen_channel_is_told_apart_from_one_that_is_not_there() -> None:
    async with running_sandbox(MANAGER) as small:
        secret = add_channel(small.world, small.guild, "secret")
        hide(small, secret)
        unseen = [
            await small.bot.get(f"/channels/{secret.id}"),
            await small.bot.patch(f"/channels/{secret.id}", {"name": "x"}),
            await small.bot.delete(f"/channels/{secret.id}"),
        ]
        unknown = await small.bot.get("/channels/1")

    for answer in unseen:
        assert_missing_access(answer)
    assert_refused(unknown, 404, 10003)
    assert secret.id in small.guild.channels


async def test_a_category_is_seen_by_whoever_sees_a_child_of_it() -> None:
    async with running_sandbox(MANAGER) as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        hide(small, category)
        child = add_channel(small.world, small.guild, "child", parent_id=category.id)
        with_child = await listed(small)
        hide(small, child)
        without_child = await listed(small)

    assert with_child == ["general", "Top", "child"]
    assert without_child == ["general"]


async def test_administrators_see_everything() -> None:
    async with running_sandbox() as small:
        hide(small, small.general)

        assert await listed(small) == ["general"]


async def test_before_november_2026_everything_was_listed_and_could_be_read() -> None:
    behaviour = Behaviour(hide_unseen_channels=False)
    async with running_sandbox(MANAGER, behaviour=behaviour) as small:
        hide(small, small.general)
        names = await listed(small)
        read = await small.bot.get(f"/channels/{small.general.id}")
        changed = await small.bot.patch(f"/channels/{small.general.id}", {"name": "x"})

    assert names == ["general"]
    assert read.status_code == 200
    assert_missing_access(changed)


async def test_over_the_gateway_an_unseen_channel_is_a_shell_of_itself() -> None:
    async with running_sandbox(MANAGER) as small:
        top = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        secret = add_channel(
            small.world, small.guild, "secret", ChannelType.VOICE, parent_id=top.id, bitrate=8000
        )
        hide(small, secret)
        bot, guild = small.application.id, small.guild
        data = guild_create_payload(small.world, guild, bot, Intent.GUILDS)

    shown = {channel["id"]: channel for channel in data["channels"]}
    hidden = shown[str(secret.id)]
    assert shown[str(small.general.id)]["name"] == "general"
    assert hidden["name"] == "___hidden___"
    assert hidden["flags"] == 1 << 17
    assert (hidden["type"], hidden["position"]) == (2, secret.position)
    assert hidden["parent_id"] == str(top.id)
    assert hidden["bitrate"] != 8000
    assert hidden["permission_overwrites"] == [
        {"id": str(guild.id), "type": 0, "allow": "0", "deny": "1024"}
    ]
