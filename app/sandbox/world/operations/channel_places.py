"""Where channels are: their parents and positions."""

from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import TEXT_LIKE, VOICE_LIKE, Channel, ChannelType
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.rights import require_in_channel
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import invalid_field
from app.sandbox.world.world import World

MAX_CHILDREN = 50


def require_parent(
    world: World, guild: Guild, actor: Actor, type: ChannelType, parent_id: int | None
) -> Channel | None:
    """The category that a channel of this kind is to move into, with all reasons against it."""
    if parent_id is None:
        return None
    parent = guild.channels.get(parent_id)
    if parent is None:
        raise invalid_field("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
    if parent.type is not ChannelType.CATEGORY:
        raise invalid_field("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Not a category")
    if type is ChannelType.CATEGORY:
        message = "Categories cannot have subcategories"
        raise invalid_field("parent_id", "CHANNEL_PARENT_INVALID_PARENT", message)
    require_in_channel(world, guild, parent, actor, Permission.MANAGE_CHANNELS)
    if len(guild.children_of(parent_id)) >= MAX_CHILDREN:
        message = f"Maximum number of channels in category reached ({MAX_CHILDREN})"
        raise invalid_field("parent_id", "CHANNEL_PARENT_MAX_CHANNELS", message)
    return parent


def last_position(guild: Guild, type: ChannelType) -> int:
    """The position after the last channel of its kind: categories, text-like, voice-like."""
    kind = _kind(type)
    taken = [channel.position for channel in guild.channels.values() if channel.type in kind]
    return max(taken, default=-1) + 1


def _kind(type: ChannelType) -> frozenset[ChannelType]:
    for kind in (TEXT_LIKE, VOICE_LIKE):
        if type in kind:
            return kind
    return frozenset({ChannelType.CATEGORY})
