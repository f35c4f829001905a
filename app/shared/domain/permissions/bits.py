"""The permission bits that Discord documents: its names for them and the labels of its client.

Source: topics/permissions, "Bitwise Permission Flags". Permissions are plain integers everywhere:
a bit that stands in no row here is kept, shown by its number and never touched.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.shared.domain.structure.channels import TEXT_LIKE, ChannelType


class Group(StrEnum):
    """The headings under which Discord's client lists permissions."""

    GENERAL = "General Server Permissions"
    MEMBERSHIP = "Membership Permissions"
    TEXT = "Text Channel Permissions"
    VOICE = "Voice Channel Permissions"
    STAGE = "Stage Channel Permissions"
    APPS = "Apps Permissions"
    EVENTS = "Events Permissions"
    ADVANCED = "Advanced Permissions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One documented bit. `value` is the integer with just this bit set."""

    bit: int
    name: str
    """Discord's API name: `MANAGE_ROLES`."""
    label: str
    """What Discord's client calls it in a role's settings."""
    group: Group
    channel_types: frozenset[ChannelType]
    """Where an overwrite of it has an effect; empty for those of the whole guild."""
    elevated: bool
    """Needs the actor's two-factor authentication where the guild requires it."""

    @property
    def value(self) -> int:
        return 1 << self.bit


_TYPES: Mapping[str, frozenset[ChannelType]] = {
    "T": TEXT_LIKE,
    "V": frozenset({ChannelType.VOICE}),
    "S": frozenset({ChannelType.STAGE}),
}


def _row(
    bit: int, name: str, types: str, label: str, group: Group, *, elevated: bool = False
) -> Permission:
    where = frozenset[ChannelType]().union(*(_TYPES[letter] for letter in types))
    if where:
        where |= {ChannelType.CATEGORY}
    return Permission(
        bit=bit, name=name, label=label, group=group, channel_types=where, elevated=elevated
    )


PERMISSIONS: tuple[Permission, ...] = (
    _row(0, "CREATE_INSTANT_INVITE", "TVS", "Create Invite", Group.MEMBERSHIP),
    _row(
        1, "KICK_MEMBERS", "", "Kick, Approve, and Reject Members", Group.MEMBERSHIP, elevated=True
    ),
    _row(2, "BAN_MEMBERS", "", "Ban Members", Group.MEMBERSHIP, elevated=True),
    _row(3, "ADMINISTRATOR", "", "Administrator", Group.ADVANCED, elevated=True),
    _row(4, "MANAGE_CHANNELS", "TVS", "Manage Channels", Group.GENERAL, elevated=True),
    _row(5, "MANAGE_GUILD", "", "Manage Server", Group.GENERAL, elevated=True),
    _row(6, "ADD_REACTIONS", "TVS", "Add Reactions", Group.TEXT),
    _row(7, "VIEW_AUDIT_LOG", "", "View Audit Log", Group.GENERAL),
    _row(8, "PRIORITY_SPEAKER", "V", "Priority Speaker", Group.VOICE),
    _row(9, "STREAM", "VS", "Video", Group.VOICE),
    _row(10, "VIEW_CHANNEL", "TVS", "View Channels", Group.GENERAL),
    _row(11, "SEND_MESSAGES", "TVS", "Send Messages and Create Posts", Group.TEXT),
    _row(12, "SEND_TTS_MESSAGES", "TVS", "Send Text-to-Speech Messages", Group.TEXT),
    _row(13, "MANAGE_MESSAGES", "TVS", "Manage Messages", Group.TEXT, elevated=True),
    _row(14, "EMBED_LINKS", "TVS", "Embed Links", Group.TEXT),
    _row(15, "ATTACH_FILES", "TVS", "Attach Files", Group.TEXT),
    _row(16, "READ_MESSAGE_HISTORY", "TVS", "Read Message History", Group.TEXT),
    _row(17, "MENTION_EVERYONE", "TVS", "Mention @everyone, @here, and All Roles", Group.TEXT),
    _row(18, "USE_EXTERNAL_EMOJIS", "TVS", "Use External Emoji", Group.TEXT),
    _row(19, "VIEW_GUILD_INSIGHTS", "", "View Server Insights", Group.GENERAL),
    _row(20, "CONNECT", "VS", "Connect", Group.VOICE),
    _row(21, "SPEAK", "V", "Speak", Group.VOICE),
    _row(22, "MUTE_MEMBERS", "VS", "Mute Members", Group.VOICE),
    _row(23, "DEAFEN_MEMBERS", "V", "Deafen Members", Group.VOICE),
    _row(24, "MOVE_MEMBERS", "VS", "Move Members", Group.VOICE),
    _row(25, "USE_VAD", "V", "Use Voice Activity", Group.VOICE),
    _row(26, "CHANGE_NICKNAME", "", "Change Nickname", Group.MEMBERSHIP),
    _row(27, "MANAGE_NICKNAMES", "", "Manage Nicknames", Group.MEMBERSHIP),
    _row(28, "MANAGE_ROLES", "TVS", "Manage Roles", Group.GENERAL, elevated=True),
    _row(29, "MANAGE_WEBHOOKS", "TVS", "Manage Webhooks", Group.GENERAL, elevated=True),
    _row(30, "MANAGE_GUILD_EXPRESSIONS", "", "Manage Expressions", Group.GENERAL, elevated=True),
    _row(31, "USE_APPLICATION_COMMANDS", "TVS", "Use Application Commands", Group.APPS),
    _row(32, "REQUEST_TO_SPEAK", "S", "Request to Speak", Group.STAGE),
    _row(33, "MANAGE_EVENTS", "VS", "Manage Events", Group.EVENTS),
    _row(34, "MANAGE_THREADS", "T", "Manage Threads and Posts", Group.TEXT, elevated=True),
    _row(35, "CREATE_PUBLIC_THREADS", "T", "Create Public Threads", Group.TEXT),
    _row(36, "CREATE_PRIVATE_THREADS", "T", "Create Private Threads", Group.TEXT),
    _row(37, "USE_EXTERNAL_STICKERS", "TVS", "Use External Stickers", Group.TEXT),
    _row(38, "SEND_MESSAGES_IN_THREADS", "T", "Send Messages in Threads and Posts", Group.TEXT),
    _row(39, "USE_EMBEDDED_ACTIVITIES", "TV", "Use Activities", Group.APPS),
    _row(40, "MODERATE_MEMBERS", "", "Timeout Members", Group.MEMBERSHIP),
    _row(
        41,
        "VIEW_CREATOR_MONETIZATION_ANALYTICS",
        "",
        "View Creator Monetization Analytics",
        Group.GENERAL,
        elevated=True,
    ),
    _row(42, "USE_SOUNDBOARD", "V", "Use Soundboard", Group.VOICE),
    _row(43, "CREATE_GUILD_EXPRESSIONS", "", "Create Expressions", Group.GENERAL),
    _row(44, "CREATE_EVENTS", "VS", "Create Events", Group.EVENTS),
    _row(45, "USE_EXTERNAL_SOUNDS", "V", "Use External Sounds", Group.VOICE),
    _row(46, "SEND_VOICE_MESSAGES", "TVS", "Send Voice Messages", Group.TEXT),
    _row(48, "SET_VOICE_CHANNEL_STATUS", "V", "Set Voice Channel Status", Group.VOICE),
    _row(49, "SEND_POLLS", "TVS", "Create Polls", Group.TEXT),
    _row(50, "USE_EXTERNAL_APPS", "TVS", "Use External Apps", Group.APPS),
    _row(51, "PIN_MESSAGES", "T", "Pin Messages", Group.TEXT),
    _row(52, "BYPASS_SLOWMODE", "TVS", "Bypass Slowmode", Group.TEXT),
)

BY_NAME: Mapping[str, Permission] = MappingProxyType({p.name: p for p in PERMISSIONS})
ALL = sum(permission.value for permission in PERMISSIONS)
"""Every documented bit: what the owner and administrators hold."""

ADMINISTRATOR = BY_NAME["ADMINISTRATOR"].value
VIEW_CHANNEL = BY_NAME["VIEW_CHANNEL"].value
SEND_MESSAGES = BY_NAME["SEND_MESSAGES"].value
CONNECT = BY_NAME["CONNECT"].value
MANAGE_CHANNELS = BY_NAME["MANAGE_CHANNELS"].value
MANAGE_GUILD = BY_NAME["MANAGE_GUILD"].value
MANAGE_ROLES = BY_NAME["MANAGE_ROLES"].value
VIEW_AUDIT_LOG = BY_NAME["VIEW_AUDIT_LOG"].value

DANGEROUS = sum(
    BY_NAME[name].value
    for name in (
        "ADMINISTRATOR",
        "BAN_MEMBERS",
        "KICK_MEMBERS",
        "MANAGE_CHANNELS",
        "MANAGE_GUILD",
        "MANAGE_GUILD_EXPRESSIONS",
        "MANAGE_MESSAGES",
        "MANAGE_ROLES",
        "MANAGE_THREADS",
        "MANAGE_WEBHOOKS",
        "MENTION_EVERYONE",
        "MODERATE_MEMBERS",
    )
)
"""Bits that let somebody do harm to a community; granting one of them widely is a finding."""


def names_of(bits: int) -> Iterator[str]:
    """API names in the order of the bits; an unknown bit is its value as a decimal number."""
    known = {permission.bit: permission.name for permission in PERMISSIONS}
    for bit in range(bits.bit_length()):
        if bits >> bit & 1:
            yield known.get(bit, str(1 << bit))


def labels_of(bits: int) -> Iterator[str]:
    """Labels of Discord's client in the order of the bits; unknown bits as `unknown (1 << n)`."""
    known = {permission.bit: permission.label for permission in PERMISSIONS}
    for bit in range(bits.bit_length()):
        if bits >> bit & 1:
            yield known.get(bit, f"unknown permission (bit {bit})")


def bits_of(names: Iterable[str | int]) -> int:
    """The union of named bits; numbers stand for themselves. Raises KeyError for a name unknown."""
    bits = 0
    for name in names:
        text = str(name)
        bits |= int(text) if text.isdecimal() else BY_NAME[text].value
    return bits
