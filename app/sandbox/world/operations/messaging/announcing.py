"""Tells the gateway of messages. Ephemeral ones reach nobody but the page of their human."""

from collections.abc import Sequence

from app.sandbox.world.channels import Channel
from app.sandbox.world.events import Event
from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Message
from app.sandbox.world.payloads.messages import content_readers, message_event
from app.sandbox.world.payloads.times import iso_or_none
from app.sandbox.world.users import Intent
from app.sandbox.world.world import World


def announce_message(
    world: World, guild: Guild, channel: Channel, message: Message, *, created: bool = False
) -> None:
    name = "MESSAGE_CREATE" if created else "MESSAGE_UPDATE"
    whole = message_event(world, guild, message)
    if message.audience is not None:
        only = frozenset({message.audience})
        world.publish(Event(name, guild.id, whole, recipients=only, seen_in=channel))
        return
    world.publish(
        Event(
            name,
            guild.id,
            whole,
            channel_id=channel.id,
            intent=Intent.GUILD_MESSAGES,
            seen_in=channel,
            without_content=message_event(world, guild, message, with_content=False),
            content_for=content_readers(message),
        )
    )


def announce_deleted(
    world: World, guild: Guild, channel: Channel, messages: Sequence[Message]
) -> None:
    """One by one, or as one event for several."""
    told = [message for message in messages if message.audience is None]
    for message in messages:
        if message.audience is not None:
            _publish(world, guild, channel, "MESSAGE_DELETE", message.id, {message.audience})
    if len(told) == 1:
        _publish(world, guild, channel, "MESSAGE_DELETE", told[0].id)
    elif told:
        ids = [str(message.id) for message in told]
        data = {"ids": ids, "channel_id": str(channel.id), "guild_id": str(guild.id)}
        world.publish(
            Event(
                "MESSAGE_DELETE_BULK",
                guild.id,
                data,
                channel_id=channel.id,
                intent=Intent.GUILD_MESSAGES,
                seen_in=channel,
            )
        )


def announce_pins(world: World, guild: Guild, channel: Channel) -> None:
    data = {
        "guild_id": str(guild.id),
        "channel_id": str(channel.id),
        "last_pin_timestamp": iso_or_none(channel.last_pin_at),
    }
    world.publish(
        Event("CHANNEL_PINS_UPDATE", guild.id, data, channel_id=channel.id, seen_in=channel)
    )


def _publish(
    world: World,
    guild: Guild,
    channel: Channel,
    name: str,
    message_id: int,
    only: set[int] | None = None,
) -> None:
    data = {"id": str(message_id), "channel_id": str(channel.id), "guild_id": str(guild.id)}
    world.publish(
        Event(
            name,
            guild.id,
            data,
            channel_id=channel.id,
            intent=Intent.GUILD_MESSAGES,
            recipients=None if only is None else frozenset(only),
            seen_in=channel,
        )
    )
