"""A channel as one of its members sees it: messages, what is under way, and what they may do."""

from typing import Any

from app.sandbox.viewer.interaction_view import interaction_view, state_of
from app.sandbox.world.channels import Channel
from app.sandbox.world.commands import Command
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import InteractionType
from app.sandbox.world.members import Member
from app.sandbox.world.operations.interacting.offering import (
    offered_commands,
    require_present,
)
from app.sandbox.world.payloads.commands import command_payload
from app.sandbox.world.payloads.messages import message_payload
from app.sandbox.world.permissions import Permission, channel_permissions
from app.sandbox.world.world import World

MOST_SHOWN = 100
_UNDER_WAY_S = 60.0


def conversation(world: World, guild: Guild, channel: Channel, user_id: int) -> dict[str, Any]:
    """The latest messages, the oldest first. Ephemeral ones only where they are this member's.

    `interactions` are the member's latest here: those without an answer, and open modals.
    """
    member = require_present(world, guild, channel, user_id)
    held = channel_permissions(guild, member, channel, world.now())
    return {
        "messages": visible_messages(world, guild, channel, member),
        "interactions": _under_way(world, channel, user_id),
        "may_send": bool(held & Permission.SEND_MESSAGES),
        "may_attach": bool(held & Permission.ATTACH_FILES),
        "may_use_commands": bool(held & Permission.USE_APPLICATION_COMMANDS),
        "names": _names(world, guild),
    }


def visible_messages(
    world: World, guild: Guild, channel: Channel, member: Member
) -> list[dict[str, Any]]:
    """Without the right to read the history there is none, but for what is only theirs."""
    held = channel_permissions(guild, member, channel, world.now())
    may_read = bool(held & Permission.READ_MESSAGE_HISTORY)
    found = [
        message
        for message in guild.messages_in(channel.id).values()
        if (may_read and message.audience is None)
        or (message.audience == member.user_id and not message.dismissed)
    ]
    return [message_payload(world, message) for message in found[-MOST_SHOWN:]]


def commands_view(
    world: World, guild: Guild, channel: Channel, user_id: int
) -> list[dict[str, Any]]:
    member = require_present(world, guild, channel, user_id)
    return [_command(world, each) for each in offered_commands(world, guild, channel, member)]


def _command(world: World, command: Command) -> dict[str, Any]:
    application = world.applications[command.application_id].name
    return command_payload(command) | {"application": application}


def _under_way(world: World, channel: Channel, user_id: int) -> list[dict[str, Any]]:
    """The latest first. An answered one is here only as long as its modal is open."""
    found = []
    for interaction in reversed(world.interactions.by_id.values()):
        if world.now() - interaction.created_at > _UNDER_WAY_S and not interaction.modal_open:
            continue
        if interaction.user_id != user_id or interaction.channel_id != channel.id:
            continue
        if interaction.type is InteractionType.AUTOCOMPLETE:
            continue
        if state_of(world, interaction) in ("waiting", "failed") or interaction.modal_open:
            found.append(interaction_view(world, interaction))
    return found


def _names(world: World, guild: Guild) -> dict[str, dict[str, str]]:
    """What mentions in texts stand for."""
    users = {
        str(user.id): (guild.members[user.id].nick if user.id in guild.members else None)
        or user.global_name
        or user.username
        for user in world.users.values()
    }
    return {
        "users": users,
        "roles": {str(role.id): role.name for role in guild.roles.values()},
        "channels": {str(each.id): each.name for each in guild.channels.values()},
    }
