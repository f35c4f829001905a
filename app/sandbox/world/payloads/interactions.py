"""Interactions as JSON: what the application is told, and what it is answered."""

from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import CallbackType, Interaction, InteractionType
from app.sandbox.world.messages import Message
from app.sandbox.world.payloads.channels import channel_payload
from app.sandbox.world.payloads.members import member_payload
from app.sandbox.world.payloads.messages import message_payload
from app.sandbox.world.payloads.resolved import permissions_of
from app.sandbox.world.payloads.users import user_payload
from app.sandbox.world.world import World

_IN_A_GUILD = 0
LARGEST_ATTACHMENT = 10 * 1024 * 1024


def interaction_payload(
    world: World,
    guild: Guild,
    channel: Channel,
    interaction: Interaction,
    source: Message | None,
) -> dict[str, Any]:
    """INTERACTION_CREATE."""
    user = world.users[interaction.user_id]
    member = member_payload(guild.members[user.id], user)
    found: dict[str, Any] = {
        "id": str(interaction.id),
        "application_id": str(interaction.application_id),
        "type": int(interaction.type),
        "token": interaction.token,
        "version": 1,
        "data": interaction.data,
        "guild_id": str(guild.id),
        "guild": {
            "id": str(guild.id),
            "locale": guild.preferred_locale,
            "features": sorted(guild.features),
        },
        "guild_locale": guild.preferred_locale,
        "locale": user.locale,
        "channel_id": str(channel.id),
        "channel": channel_payload(channel)
        | {"permissions": permissions_of(world, guild, channel, user.id)},
        "member": member | {"permissions": permissions_of(world, guild, channel, user.id)},
        "app_permissions": permissions_of(world, guild, channel, interaction.application_id),
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": integration_owners(guild),
        "context": _IN_A_GUILD,
        "attachment_size_limit": LARGEST_ATTACHMENT,
    }
    if source is not None:
        found["message"] = message_payload(world, source)
    return found


def integration_owners(guild: Guild) -> dict[str, str]:
    """Installed to a guild; the sandbox knows no applications installed to users."""
    return {"0": str(guild.id)}


def metadata_payload(world: World, guild: Guild, interaction: Interaction) -> dict[str, Any]:
    """`interaction_metadata` of the messages that come of an interaction."""
    found: dict[str, Any] = {
        "id": str(interaction.id),
        "type": int(interaction.type),
        "user": user_payload(world.users[interaction.user_id]),
        "authorizing_integration_owners": integration_owners(guild),
    }
    if interaction.type is InteractionType.COMPONENT:
        found["interacted_message_id"] = str(interaction.source_message_id)
    if interaction.type is InteractionType.MODAL_SUBMIT and interaction.cause is not None:
        cause = metadata_payload(world, guild, interaction.cause)
        found["triggering_interaction_metadata"] = cause
    return found


def callback_payload(
    interaction: Interaction, message: Message | None, shown: dict[str, Any] | None
) -> dict[str, Any]:
    """The answer to a callback with `with_response`. `shown` is the message as JSON."""
    about: dict[str, Any] = {"id": str(interaction.id), "type": int(interaction.type)}
    found: dict[str, Any] = {"interaction": about}
    if message is None or shown is None:
        return found
    about |= {
        "response_message_id": str(message.id),
        "response_message_loading": message.is_loading,
        "response_message_ephemeral": message.is_ephemeral,
    }
    updates = (CallbackType.UPDATE_MESSAGE, CallbackType.DEFERRED_UPDATE)
    kind = CallbackType.UPDATE_MESSAGE if interaction.callback in updates else CallbackType.MESSAGE
    found["resource"] = {"type": int(kind), "message": shown}
    return found
