"""Which channels somebody can see."""

from app.sandbox.clock import DrivenClock
from app.sandbox.seed.building import add_channel, add_guild, add_member, add_user
from app.sandbox.world.channels import Channel, ChannelType, Overwrite, OverwriteType
from app.sandbox.world.guild import Guild
from app.sandbox.world.visibility import can_view, viewable_channels
from app.sandbox.world.world import World

VIEW = 1 << 10


def hide(guild: Guild, *channels: Channel) -> None:
    for channel in channels:
        channel.overwrites = {guild.id: Overwrite(guild.id, OverwriteType.ROLE, deny=VIEW)}


def test_a_category_is_seen_when_it_or_a_child_is() -> None:
    world = World(DrivenClock())
    guild = add_guild(world, "g", add_user(world, "olive").id)
    member = add_member(world, guild, add_user(world, "ada").id)
    empty = add_channel(world, guild, "empty", ChannelType.CATEGORY)
    shut = add_channel(world, guild, "shut", ChannelType.CATEGORY)
    half = add_channel(world, guild, "half", ChannelType.CATEGORY)
    in_shut = add_channel(world, guild, "in-shut", parent_id=shut.id)
    in_half = add_channel(world, guild, "in-half", parent_id=half.id)
    hide(guild, shut, half, in_shut)

    seen = viewable_channels(guild, member, world.now())

    assert seen == {empty.id, half.id, in_half.id}
    for channel in guild.channels.values():
        assert can_view(guild, member, channel, world.now()) is (channel.id in seen)


def test_a_text_channel_is_not_seen_because_something_names_it_as_parent() -> None:
    world = World(DrivenClock())
    guild = add_guild(world, "g", add_user(world, "olive").id)
    member = add_member(world, guild, add_user(world, "ada").id)
    channel = add_channel(world, guild, "c")
    hide(guild, channel)

    assert not can_view(guild, member, channel, world.now())
