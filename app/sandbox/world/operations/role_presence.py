"""A role comes into a guild at its place, or goes out of everything that named it."""

from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.announcing import (
    announce_channel,
    announce_role,
    announce_role_deleted,
)
from app.sandbox.world.refusals import maximum_reached
from app.sandbox.world.roles import Role
from app.sandbox.world.world import World

MAX_ROLES = 250


def require_room_for_role(guild: Guild) -> None:
    if len(guild.roles) >= MAX_ROLES:
        raise maximum_reached(30005, "server roles", MAX_ROLES)


def bring_in_role(world: World, guild: Guild, role: Role) -> None:
    """At position 1, so right above @everyone."""
    shifted = _make_room(world, guild)
    guild.roles[role.id] = role
    announce_role(world, guild, role, created=True)
    for other in shifted:
        announce_role(world, guild, other)


def withdraw_role(world: World, guild: Guild, role: Role) -> None:
    """Takes it from its members, channels, emojis, prompts and rules too."""
    del guild.roles[role.id]
    _forget_role(world, guild, role.id)
    announce_role_deleted(world, guild, role)


def _make_room(world: World, guild: Guild) -> list[Role]:
    if not world.behaviour.new_roles_shift_others:
        return []
    shifted = [role for role in guild.roles.values() if role is not guild.everyone]
    for role in shifted:
        role.position += 1
    return shifted


def _forget_role(world: World, guild: Guild, role_id: int) -> None:
    for member in guild.members.values():
        if role_id in member.roles:
            member.roles.remove(role_id)
    for emoji in guild.emojis.values():
        emoji.roles = [kept for kept in emoji.roles if kept != role_id]
    for rule in guild.automod_rules.values():
        rule.exempt_roles = [kept for kept in rule.exempt_roles if kept != role_id]
    for prompt in guild.onboarding.prompts:
        for option in prompt.options:
            option.role_ids = [kept for kept in option.role_ids if kept != role_id]
    for channel in guild.channels.values():
        if channel.overwrites.pop(role_id, None) is not None:
            announce_channel(world, guild, channel)
