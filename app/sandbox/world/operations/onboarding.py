"""Replaces a guild's onboarding."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.community import Onboarding, Prompt, PromptOption
from app.sandbox.world.forms.community import ONBOARDING_FIELDS
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.announcing import announce_role
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.operations.onboarding_requirements import require_enough
from app.sandbox.world.operations.rights import require_in_guild
from app.sandbox.world.payloads.community import onboarding_settings
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import invalid_field
from app.sandbox.world.roles import RoleFlag
from app.sandbox.world.world import World


def replace_onboarding(
    world: World, guild: Guild, actor: Actor, body: Mapping[str, Any]
) -> Onboarding:
    """Keys that are not sent stay. Prompts and options keep ids that are known, others get new."""
    require_in_guild(world, guild, actor, Permission.MANAGE_GUILD, Permission.MANAGE_ROLES)
    values = read(body, ONBOARDING_FIELDS)
    wanted = deepcopy(guild.onboarding)
    for key in ("enabled", "mode"):
        if values.get(key) is not None:
            setattr(wanted, key, values[key])
    if values.get("default_channel_ids") is not None:
        wanted.default_channel_ids = _channels(
            guild, values["default_channel_ids"], "default_channel_ids"
        )
    if values.get("prompts") is not None:
        wanted.prompts = _prompts(world, guild, values["prompts"])
    require_enough(guild, wanted, was_enabled=guild.onboarding.enabled)

    before, guild.onboarding = guild.onboarding, wanted
    changes = differences(onboarding_settings(before), onboarding_settings(wanted))
    if changes:
        _mark_roles(world, guild)
        record(world, guild, actor, AuditAction.ONBOARDING_UPDATE, guild.id, changes)
    return wanted


def _prompts(world: World, guild: Guild, sent: list[Values]) -> list[Prompt]:
    known = {prompt.id: prompt for prompt in guild.onboarding.prompts}
    return [
        _prompt(world, guild, known.get(values["id"]), values, f"prompts.{index}")
        for index, values in enumerate(sent)
    ]


def _prompt(world: World, guild: Guild, known: Prompt | None, values: Values, path: str) -> Prompt:
    if not values["options"]:
        message = "Must be between 1 and 50 in length."
        raise invalid_field(f"{path}.options", "BASE_TYPE_BAD_LENGTH", message)
    known_options = {option.id for option in known.options} if known is not None else set()
    in_onboarding = values.get("in_onboarding")
    return Prompt(
        id=known.id if known is not None else world.next_id(),
        title=values["title"],
        type=values.get("type") or 0,
        single_select=bool(values.get("single_select")),
        required=bool(values.get("required")),
        in_onboarding=True if in_onboarding is None else in_onboarding,
        options=[
            _option(world, guild, known_options, option, f"{path}.options.{index}")
            for index, option in enumerate(values["options"])
        ],
    )


def _option(world: World, guild: Guild, known: set[int], values: Values, path: str) -> PromptOption:
    sent_id = values.get("id")
    return PromptOption(
        id=sent_id if sent_id in known else world.next_id(),
        title=values["title"],
        description=values.get("description") or None,
        channel_ids=_channels(guild, values.get("channel_ids") or [], f"{path}.channel_ids"),
        role_ids=_roles(guild, values.get("role_ids") or [], f"{path}.role_ids"),
        emoji_id=values.get("emoji_id"),
        emoji_name=values.get("emoji_name"),
        emoji_animated=bool(values.get("emoji_animated")),
    )


def _channels(guild: Guild, ids: list[int], path: str) -> list[int]:
    for index, channel_id in enumerate(ids):
        if channel_id not in guild.channels:
            raise invalid_field(f"{path}.{index}", "CHANNEL_INVALID", "Channel does not exist")
    return list(dict.fromkeys(ids))


def _roles(guild: Guild, ids: list[int], path: str) -> list[int]:
    for index, role_id in enumerate(ids):
        role = guild.roles.get(role_id)
        if role is None or role.managed or role is guild.everyone:
            raise invalid_field(f"{path}.{index}", "ROLE_INVALID", "Role cannot be chosen")
    return list(dict.fromkeys(ids))


def _mark_roles(world: World, guild: Guild) -> None:
    """A role that a prompt offers says so in its flags."""
    offered = {
        role_id
        for prompt in guild.onboarding.prompts
        for option in prompt.options
        for role_id in option.role_ids
    }
    for role in guild.roles.values():
        flags = role.flags & ~RoleFlag.IN_PROMPT
        if role.id in offered:
            flags |= RoleFlag.IN_PROMPT
        if flags != role.flags:
            role.flags = int(flags)
            announce_role(world, guild, role)
