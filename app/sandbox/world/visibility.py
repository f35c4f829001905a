"""Which channels somebody can see."""

from app.sandbox.world.channels import Channel, ChannelType
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.permissions import Permission, channel_permissions


def can_view(guild: Guild, member: Member, channel: Channel, now: float) -> bool:
    """A category is also seen by whoever sees one of its children."""
    if channel_permissions(guild, member, channel, now) & Permission.VIEW_CHANNEL:
        return True
    if channel.type is not ChannelType.CATEGORY:
        return False
    return any(
        channel_permissions(guild, member, child, now) & Permission.VIEW_CHANNEL
        for child in guild.children_of(channel.id)
    )


def viewable_channels(guild: Guild, member: Member, now: float) -> set[int]:
    """The ids of all channels that `can_view` would say yes to, in one pass."""
    seen: set[int] = set()
    for channel in guild.channels.values():
        if channel_permissions(guild, member, channel, now) & Permission.VIEW_CHANNEL:
            seen.add(channel.id)
            if channel.parent_id is not None:
                seen.add(channel.parent_id)
    return seen
