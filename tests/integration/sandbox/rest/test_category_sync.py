"""What a change of a category's overwrites does to the channels in it."""

from app.sandbox.seed.building import add_channel
from app.sandbox.world.behaviour import Behaviour
from app.sandbox.world.channels import Channel, ChannelType, Overwrite, OverwriteType
from app.sandbox.world.permissions import Permission
from tests.support.sandbox import SmallGuild, running_sandbox

VIEW = int(Permission.VIEW_CHANNEL)
SEND = int(Permission.SEND_MESSAGES)


def family(small: SmallGuild) -> tuple[Channel, Channel, Channel]:
    """A category that denies SEND, a child in sync with it, and one that denies VIEW."""
    everyone = small.guild.id
    category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
    synced = add_channel(small.world, small.guild, "synced", parent_id=category.id)
    apart = add_channel(small.world, small.guild, "apart", parent_id=category.id)
    for channel, deny in ((category, SEND), (synced, SEND), (apart, VIEW)):
        channel.overwrites = {everyone: Overwrite(everyone, OverwriteType.ROLE, deny=deny)}
    return category, synced, apart


async def deny(small: SmallGuild, channel: Channel, bits: int) -> None:
    path = f"/channels/{channel.id}/permissions/{small.guild.id}"
    answer = await small.bot.put(path, {"type": 0, "allow": "0", "deny": str(bits)})
    assert answer.status_code == 204


async def test_children_in_sync_follow_and_others_do_not() -> None:
    async with running_sandbox() as small:
        category, synced, apart = family(small)
        await deny(small, category, SEND | VIEW)

    assert synced.overwrites == category.overwrites
    assert synced.overwrites is not category.overwrites
    assert apart.overwrites[small.guild.id].deny == VIEW


async def test_children_follow_a_whole_list_and_a_deletion_too() -> None:
    async with running_sandbox() as small:
        category, synced, _ = family(small)
        sent = [{"id": str(small.owner.id), "type": 1, "deny": str(VIEW)}]
        await small.bot.patch(f"/channels/{category.id}", {"permission_overwrites": sent})
        followed = list(synced.overwrites)
        await small.bot.delete(f"/channels/{category.id}/permissions/{small.owner.id}")

    assert followed == [small.owner.id]
    assert synced.overwrites == {}


async def test_an_empty_overwrite_is_as_good_as_none_for_being_in_sync() -> None:
    async with running_sandbox() as small:
        category, synced, _ = family(small)
        owner = small.owner.id
        synced.overwrites[owner] = Overwrite(owner, OverwriteType.MEMBER)
        await deny(small, category, VIEW)

    assert synced.overwrites[small.guild.id].deny == VIEW


async def test_changing_the_child_takes_it_out_of_sync() -> None:
    async with running_sandbox() as small:
        category, synced, _ = family(small)
        await deny(small, synced, VIEW)
        await deny(small, category, SEND | VIEW)

    assert synced.overwrites[small.guild.id].deny == VIEW


async def test_nobody_follows_where_the_switch_is_off() -> None:
    async with running_sandbox(behaviour=Behaviour(category_sync=False)) as small:
        category, synced, _ = family(small)
        await deny(small, category, SEND | VIEW)

    assert synced.overwrites[small.guild.id].deny == SEND
