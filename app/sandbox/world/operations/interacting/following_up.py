"""What an application does with an interaction's token after its first answer."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import CallbackType, Interaction
from app.sandbox.world.messages import Message
from app.sandbox.world.operations.interacting.beginning import tell_progress
from app.sandbox.world.operations.interacting.responding import (
    edit_response,
    place_of,
    send_response,
)
from app.sandbox.world.operations.messaging.attaching import Uploads
from app.sandbox.world.operations.messaging.deleting import discard
from app.sandbox.world.refusals import (
    invalid_webhook_token,
    unknown_message,
    unknown_webhook,
)
from app.sandbox.world.world import World

ORIGINAL = "@original"


def with_token(world: World, application_id: int, token: str) -> Interaction:
    """50027 for a token that is none or has run out after 15 minutes, 10015 before the answer."""
    interaction = world.interactions.with_token(application_id, token)
    if interaction is None or interaction.has_expired(world.now()):
        raise invalid_webhook_token()
    if interaction.callback is None or interaction.callback is CallbackType.AUTOCOMPLETE:
        raise unknown_webhook()
    return interaction


def follow_up(
    world: World, interaction: Interaction, body: Mapping[str, Any], uploads: Uploads
) -> Message:
    """While the first answer is still loading, it becomes that (which Discord calls deprecated)."""
    original = _original(world, interaction)
    if original is not None and original.is_loading:
        guild, channel = place_of(world, interaction)
        message = edit_response(world, guild, channel, original, _content_of(body), uploads)
    else:
        follows = interaction.original_message_id
        message = send_response(world, interaction, body, uploads, follows=follows)
        interaction.follow_ups.append(message.id)
    tell_progress(world, interaction)
    return message


def find_response(
    world: World, interaction: Interaction, name: str
) -> tuple[Guild, Channel, Message]:
    """ "@original", or an id of one of the application's messages in the channel.

    Ephemeral ones are reached by the token of their own interaction only.
    """
    guild, channel = place_of(world, interaction)
    if name == ORIGINAL:
        found = _original(world, interaction)
    else:
        number = int(name) if name.isascii() and name.isdigit() else 0
        found = guild.messages_in(channel.id).get(number)
    if found is None:
        raise unknown_message()
    if name != ORIGINAL and found.webhook_id != interaction.application_id:
        raise unknown_message()
    own = {interaction.original_message_id, *interaction.follow_ups}
    if found.is_ephemeral and found.id not in own:
        raise unknown_message()
    return guild, channel, found


def edit_found(
    world: World,
    interaction: Interaction,
    name: str,
    body: Mapping[str, Any],
    uploads: Uploads,
) -> Message:
    guild, channel, message = find_response(world, interaction, name)
    edited = edit_response(world, guild, channel, message, body, uploads)
    tell_progress(world, interaction)
    return edited


def delete_found(world: World, interaction: Interaction, name: str) -> None:
    guild, channel, message = find_response(world, interaction, name)
    discard(world, guild, channel, message)
    tell_progress(world, interaction)


def _original(world: World, interaction: Interaction) -> Message | None:
    guild, channel = place_of(world, interaction)
    return guild.messages_in(channel.id).get(interaction.original_message_id or 0)


def _content_of(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Whether a message is ephemeral was decided when it began to load."""
    return {key: value for key, value in body.items() if key != "tts"}
