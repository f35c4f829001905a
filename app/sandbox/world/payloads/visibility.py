"""Payloads for one receiver: what they may not see is hidden or left out."""

from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.events import Event
from app.sandbox.world.guild import Guild
from app.sandbox.world.payloads.channels import channel_payload, hidden_channel_payload
from app.sandbox.world.visibility import can_view, viewable_channels
from app.sandbox.world.world import World


def listed_channels(world: World, guild: Guild, user_id: int) -> list[dict[str, Any]]:
    """The guild's channels as HTTP lists them for a member."""
    if not world.behaviour.hide_unseen_channels:
        return [channel_payload(channel) for channel in guild.channels.values()]
    seen = viewable_channels(guild, guild.members[user_id], world.now())
    return [channel_payload(channel) for channel in guild.channels.values() if channel.id in seen]


def dispatch_data(world: World, event: Event, user_id: int) -> dict[str, Any]:
    """The event's payload as the gateway sends it to a member of its guild."""
    guild = world.guilds.get(event.guild_id)
    if event.channel is None or guild is None:
        return event.data
    if not is_hidden_from(world, guild, event.channel, user_id):
        return event.data
    return hidden_channel_payload(event.channel)


def is_hidden_from(world: World, guild: Guild, channel: Channel, user_id: int) -> bool:
    """Whether the rule of November 2026 hides the channel from the member."""
    if not world.behaviour.hide_unseen_channels:
        return False
    member = guild.members.get(user_id)
    return member is None or not can_view(guild, member, channel, world.now())
