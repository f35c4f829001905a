"""Discord's permission bits and who has which of them where."""

from collections.abc import Iterable
from enum import IntEnum

from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member


class Permission(IntEnum):
    """Bits by their API name. An int on either side of & and | gives an int."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    PRIORITY_SPEAKER = 1 << 8
    STREAM = 1 << 9
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    VIEW_GUILD_INSIGHTS = 1 << 19
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    MANAGE_GUILD_EXPRESSIONS = 1 << 30
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    USE_EXTERNAL_STICKERS = 1 << 37
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EMBEDDED_ACTIVITIES = 1 << 39
    MODERATE_MEMBERS = 1 << 40
    VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
    USE_SOUNDBOARD = 1 << 42
    CREATE_GUILD_EXPRESSIONS = 1 << 43
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_SOUNDS = 1 << 45
    SEND_VOICE_MESSAGES = 1 << 46
    SET_VOICE_CHANNEL_STATUS = 1 << 48
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


ALL_PERMISSIONS = 0x1F_7FFF_FFFF_FFFF
TIMED_OUT_PERMISSIONS = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY


def guild_permissions(guild: Guild, member: Member, now: float) -> int:
    """What the member may do in the guild as a whole: owners and administrators everything."""
    granted = _granted_by_roles(guild, member)
    if granted & Permission.ADMINISTRATOR:
        return ALL_PERMISSIONS
    return _while_timed_out(granted, member, now)


def channel_permissions(guild: Guild, member: Member, channel: Channel, now: float) -> int:
    """What the member may do in the channel: @everyone's overwrite, then roles', then their own."""
    granted = _granted_by_roles(guild, member)
    if granted & Permission.ADMINISTRATOR:
        return ALL_PERMISSIONS
    for ids in ([guild.id], member.roles, [member.user_id]):
        granted = _overwritten(granted, channel, ids)
    return _while_timed_out(granted, member, now)


def top_rank(guild: Guild, member: Member) -> tuple[int, int]:
    """The rank of the member's highest role; only what ranks lower can be touched."""
    return max((role.rank for role in guild.roles_of(member)), default=guild.everyone.rank)


def _granted_by_roles(guild: Guild, member: Member) -> int:
    if member.user_id == guild.owner_id:
        return ALL_PERMISSIONS
    granted = guild.everyone.permissions
    for role in guild.roles_of(member):
        granted |= role.permissions
    return granted


def _overwritten(granted: int, channel: Channel, ids: Iterable[int]) -> int:
    """All denies of these overwrites first, then all allows: the ranks of roles do not matter."""
    allow = deny = 0
    for key in ids:
        overwrite = channel.overwrites.get(key)
        if overwrite is not None:
            allow |= overwrite.allow
            deny |= overwrite.deny
    return (granted & ~deny) | allow


def _while_timed_out(granted: int, member: Member, now: float) -> int:
    if member.timed_out_until is not None and member.timed_out_until > now:
        return granted & TIMED_OUT_PERMISSIONS
    return granted
