"""Which commands a human is offered in a channel, and why not the others."""

from collections.abc import Iterator

from app.sandbox.world.channels import Channel
from app.sandbox.world.commands import Command, CommandPermission, CommandType
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.operations.messaging.finding import require_written
from app.sandbox.world.permissions import ALL_PERMISSIONS, Permission, channel_permissions
from app.sandbox.world.refusals import Refusal, missing_access
from app.sandbox.world.visibility import can_view
from app.sandbox.world.world import World

_ROLE, _USER, _CHANNEL = 1, 2, 3
_IN_GUILDS = 0


def require_present(world: World, guild: Guild, channel: Channel, user_id: int) -> Member:
    """A human who is in the guild and sees the channel; 50001 otherwise."""
    member = guild.members.get(user_id)
    user = world.users.get(user_id)
    if member is None or user is None or user.bot:
        raise missing_access()
    require_written(channel)
    if not can_view(guild, member, channel, world.now()):
        raise missing_access()
    return member


def offered_commands(world: World, guild: Guild, channel: Channel, member: Member) -> list[Command]:
    """In the order of applications and their commands; without those that are hidden."""
    return [
        command
        for command in _all_commands(world, guild)
        if why_hidden(world, guild, channel, member, command) is None
    ]


def find_offered(
    world: World,
    guild: Guild,
    channel: Channel,
    member: Member,
    type: CommandType,
    name: str,
    application_id: int | None = None,
) -> Command:
    """By its name. A refusal says why it is hidden, or that there is none."""
    named = [
        each
        for each in _all_commands(world, guild)
        if each.name == name and each.type is type and application_id in (None, each.application_id)
    ]
    reasons = [why_hidden(world, guild, channel, member, each) for each in named]
    for command, reason in zip(named, reasons, strict=True):
        if reason is None:
            return command
    if not named:
        raise Refusal(404, 10063, f"No application here has a command called {name}.")
    raise Refusal(403, 50013, reasons[0] or "")


def why_hidden(
    world: World, guild: Guild, channel: Channel, member: Member, command: Command
) -> str | None:
    """A sentence, or None for a command that is offered."""
    held = channel_permissions(guild, member, channel, world.now())
    if command.contexts and _IN_GUILDS not in command.contexts:
        return f"/{command.name} is not for servers: its contexts do not name them."
    if held & ALL_PERMISSIONS == ALL_PERMISSIONS:
        return None
    if not held & Permission.USE_APPLICATION_COMMANDS:
        return f"Use Application Commands is missing here, so /{command.name} is not offered."
    edits = world.commands.permissions.get((guild.id, command.id), [])
    if _of_channel(guild, channel, edits) is False:
        return f"/{command.name} is switched off in this channel."
    decided = _of_member(guild, member, edits)
    if decided is not None:
        return None if decided else f"/{command.name} is switched off for this member."
    needed = command.default_member_permissions
    if needed is None:
        return None
    if needed == 0:
        return f"/{command.name} is for administrators."
    if held & needed != needed:
        return f"/{command.name} needs permissions that are missing: {_words(needed & ~held)}."
    return None


def _all_commands(world: World, guild: Guild) -> Iterator[Command]:
    for application_id in world.applications:
        if application_id in guild.members:
            yield from world.commands.offered_in(application_id, guild.id)


def _of_channel(guild: Guild, channel: Channel, edits: list[CommandPermission]) -> bool | None:
    """The guild's id less one stands for all channels."""
    said = {each.id: each.permission for each in edits if each.type == _CHANNEL}
    return said.get(channel.id, said.get(guild.id - 1))


def _of_member(guild: Guild, member: Member, edits: list[CommandPermission]) -> bool | None:
    """Their own edit first, then any role that allows, then any that denies; @everyone last."""
    for each in edits:
        if each.type == _USER and each.id == member.user_id:
            return each.permission
    roles = [each for each in edits if each.type == _ROLE and each.id in member.roles]
    if roles:
        return any(each.permission for each in roles)
    everyone = [each for each in edits if each.type == _ROLE and each.id == guild.id]
    return everyone[0].permission if everyone else None


def _words(bits: int) -> str:
    names = [each.name.replace("_", " ").title() for each in Permission if bits & each]
    return ", ".join(names) or "unknown permissions"
