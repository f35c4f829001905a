"""Brings an interaction to its application, and lets watchers know what became of it."""

import secrets
from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.events import Event
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import Interaction, InteractionType
from app.sandbox.world.messages import Message
from app.sandbox.world.payloads.interactions import interaction_payload
from app.sandbox.world.users import NO_INTENTS
from app.sandbox.world.world import World

PROGRESS = "SANDBOX_INTERACTION"
"""An event for the sandbox's own pages and tests; no gateway sends it."""


def begin(
    world: World,
    guild: Guild,
    channel: Channel,
    user_id: int,
    application_id: int,
    type: InteractionType,
    data: dict[str, Any],
    *,
    source: Message | None = None,
    command_name: str | None = None,
    cause: Interaction | None = None,
) -> Interaction:
    """INTERACTION_CREATE needs no intent, and the bot need not see the channel."""
    interaction = Interaction(
        id=world.next_id(),
        token=secrets.token_urlsafe(48),
        type=type,
        application_id=application_id,
        guild_id=guild.id,
        channel_id=channel.id,
        user_id=user_id,
        data=data,
        created_at=world.now(),
        source_message_id=None if source is None else source.id,
        command_name=command_name,
        cause=cause,
    )
    world.interactions.add(interaction)
    tell_progress(world, interaction)
    world.publish(
        Event(
            "INTERACTION_CREATE",
            guild.id,
            interaction_payload(world, guild, channel, interaction, source),
            channel_id=channel.id,
            intent=NO_INTENTS,
            concerns=application_id,
            recipients=frozenset({application_id}),
            seen_in=channel,
        )
    )
    return interaction


def tell_progress(world: World, interaction: Interaction) -> None:
    only = frozenset({interaction.user_id})
    data = {"id": str(interaction.id)}
    guild = world.guilds.get(interaction.guild_id)
    channel = None if guild is None else guild.channels.get(interaction.channel_id)
    world.publish(Event(PROGRESS, interaction.guild_id, data, recipients=only, seen_in=channel))
