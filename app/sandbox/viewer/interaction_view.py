"""An interaction as the human sees it who began it."""

from typing import Any

from app.sandbox.world.interactions import ANSWER_WITHIN_S, CallbackType, Interaction
from app.sandbox.world.messages import Message
from app.sandbox.world.payloads.messages import message_payload
from app.sandbox.world.world import World


def interaction_view(world: World, interaction: Interaction) -> dict[str, Any]:
    """`state` is waiting, loading, answered or failed; loading is "… is thinking".

    `message` is the first answer and `follow_ups` what came behind it, where they still exist.
    """
    modal = interaction.modal
    return {
        "id": str(interaction.id),
        "type": int(interaction.type),
        "state": state_of(world, interaction),
        "callback": None if interaction.callback is None else int(interaction.callback),
        "application": world.applications[interaction.application_id].name,
        "application_id": str(interaction.application_id),
        "command": interaction.command_name,
        "custom_id": interaction.data.get("custom_id"),
        "source_message_id": _text(interaction.source_message_id),
        "message": _message(world, interaction, interaction.original_message_id),
        "follow_ups": [
            shown
            for each in interaction.follow_ups
            if (shown := _message(world, interaction, each)) is not None
        ],
        "choices": interaction.choices,
        "modal": None
        if modal is None
        else {
            "custom_id": modal.custom_id,
            "title": modal.title,
            "components": modal.components,
            "open": interaction.modal_open,
        },
    }


def state_of(world: World, interaction: Interaction) -> str:
    if interaction.has_failed(world.now()):
        return "failed"
    if interaction.callback is None:
        return "waiting"
    if interaction.callback is CallbackType.DEFERRED_MESSAGE:
        message = _kept(world, interaction, interaction.original_message_id)
        if message is not None and message.is_loading:
            return "failed" if interaction.has_expired(world.now()) else "loading"
    return "answered"


def fails_at(interaction: Interaction) -> float:
    """The first moment at which it counts as unanswered."""
    return interaction.created_at + ANSWER_WITHIN_S


def _message(
    world: World, interaction: Interaction, message_id: int | None
) -> dict[str, Any] | None:
    message = _kept(world, interaction, message_id)
    return None if message is None else message_payload(world, message)


def _kept(world: World, interaction: Interaction, message_id: int | None) -> Message | None:
    guild = world.guilds.get(interaction.guild_id)
    if guild is None or message_id is None:
        return None
    return guild.messages_in(interaction.channel_id).get(message_id)


def _text(id: int | None) -> str | None:
    return None if id is None else str(id)
