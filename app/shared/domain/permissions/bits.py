"""The permission bits that Discord documents: its names for them and the labels of its client.

Source: topics/permissions, "Bitwise Permission Flags". Permissions are plain integers everywhere:
a bit that stands in no row here is kept, shown by its number and never touched.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.channels import TEXT_LIKE, ChannelType


class Group(StrEnum):
    """The headings under which Discord's client lists permissions."""

    GENERAL = to_say("General Server Permissions")
    MEMBERSHIP = to_say("Membership Permissions")
    TEXT = to_say("Text Channel Permissions")
    VOICE = to_say("Voice Channel Permissions")
    STAGE = to_say("Stage Channel Permissions")
    APPS = to_say("Apps Permissions")
    EVENTS = to_say("Events Permissions")
    ADVANCED = to_say("Advanced Permissions")

    @property
    def heading(self) -> str:
        return say(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One documented bit. `value` is the integer with just this bit set."""

    bit: int
    name: str
    """Discord's API name: `MANAGE_ROLES`."""
    english: str
    """What Discord's client calls it in a role's settings."""
    group: Group
    channel_types: frozenset[ChannelType]
    """Where an overwrite of it has an effect; empty for those of the whole guild."""
    elevated: bool
    """Needs the actor's two-factor authentication where the guild requires it."""

    @property
    def value(self) -> int:
        return 1 << self.bit

    @property
    def label(self) -> str:
        return say(self.english)


_TYPES: Mapping[str, frozenset[ChannelType]] = {
    "T": TEXT_LIKE,
    "V": frozenset({ChannelType.VOICE}),
    "S": frozenset({ChannelType.STAGE}),
}


def _row(
    bit: int, name: str, types: str, english: str, group: Group, *, elevated: bool = False
) -> Permission:
    where = frozenset[ChannelType]().union(*(_TYPES[letter] for letter in types))
    if where:
        where |= {ChannelType.CATEGORY}
    return Permission(
        bit=bit, name=name, english=english, group=group, channel_types=where, elevated=elevated
    )


PERMISSIONS: tuple[Permission, ...] = (
    _row(0, "CREATE_INSTANT_INVITE", "TVS", to_say("Create Invite"), Group.MEMBERSHIP),
    _row(
        1,
        "KICK_MEMBERS",
        "",
        to_say("Kick, Approve, and Reject Members"),
        Group.MEMBERSHIP,
        elevated=True,
    ),
    _row(2, "BAN_MEMBERS", "", to_say("Ban Members"), Group.MEMBERSHIP, elevated=True),
    _row(3, "ADMINISTRATOR", "", to_say("Administrator"), Group.ADVANCED, elevated=True),
    _row(4, "MANAGE_CHANNELS", "TVS", to_say("Manage Channels"), Group.GENERAL, elevated=True),
    _row(5, "MANAGE_GUILD", "", to_say("Manage Server"), Group.GENERAL, elevated=True),
    _row(6, "ADD_REACTIONS", "TVS", to_say("Add Reactions"), Group.TEXT),
    _row(7, "VIEW_AUDIT_LOG", "", to_say("View Audit Log"), Group.GENERAL),
    _row(8, "PRIORITY_SPEAKER", "V", to_say("Priority Speaker"), Group.VOICE),
    _row(9, "STREAM", "VS", to_say("Video"), Group.VOICE),
    _row(10, "VIEW_CHANNEL", "TVS", to_say("View Channels"), Group.GENERAL),
    _row(11, "SEND_MESSAGES", "TVS", to_say("Send Messages and Create Posts"), Group.TEXT),
    _row(12, "SEND_TTS_MESSAGES", "TVS", to_say("Send Text-to-Speech Messages"), Group.TEXT),
    _row(13, "MANAGE_MESSAGES", "TVS", to_say("Manage Messages"), Group.TEXT, elevated=True),
    _row(14, "EMBED_LINKS", "TVS", to_say("Embed Links"), Group.TEXT),
    _row(15, "ATTACH_FILES", "TVS", to_say("Attach Files"), Group.TEXT),
    _row(16, "READ_MESSAGE_HISTORY", "TVS", to_say("Read Message History"), Group.TEXT),
    _row(
        17, "MENTION_EVERYONE", "TVS", to_say("Mention @everyone, @here, and All Roles"), Group.TEXT
    ),
    _row(18, "USE_EXTERNAL_EMOJIS", "TVS", to_say("Use External Emoji"), Group.TEXT),
    _row(19, "VIEW_GUILD_INSIGHTS", "", to_say("View Server Insights"), Group.GENERAL),
    _row(20, "CONNECT", "VS", to_say("Connect"), Group.VOICE),
    _row(21, "SPEAK", "V", to_say("Speak"), Group.VOICE),
    _row(22, "MUTE_MEMBERS", "VS", to_say("Mute Members"), Group.VOICE),
    _row(23, "DEAFEN_MEMBERS", "V", to_say("Deafen Members"), Group.VOICE),
    _row(24, "MOVE_MEMBERS", "VS", to_say("Move Members"), Group.VOICE),
    _row(25, "USE_VAD", "V", to_say("Use Voice Activity"), Group.VOICE),
    _row(26, "CHANGE_NICKNAME", "", to_say("Change Nickname"), Group.MEMBERSHIP),
    _row(27, "MANAGE_NICKNAMES", "", to_say("Manage Nicknames"), Group.MEMBERSHIP),
    _row(28, "MANAGE_ROLES", "TVS", to_say("Manage Roles"), Group.GENERAL, elevated=True),
    _row(29, "MANAGE_WEBHOOKS", "TVS", to_say("Manage Webhooks"), Group.GENERAL, elevated=True),
    _row(
        30,
        "MANAGE_GUILD_EXPRESSIONS",
        "",
        to_say("Manage Expressions"),
        Group.GENERAL,
        elevated=True,
    ),
    _row(31, "USE_APPLICATION_COMMANDS", "TVS", to_say("Use Application Commands"), Group.APPS),
    _row(32, "REQUEST_TO_SPEAK", "S", to_say("Request to Speak"), Group.STAGE),
    _row(33, "MANAGE_EVENTS", "VS", to_say("Manage Events"), Group.EVENTS),
    _row(34, "MANAGE_THREADS", "T", to_say("Manage Threads and Posts"), Group.TEXT, elevated=True),
    _row(35, "CREATE_PUBLIC_THREADS", "T", to_say("Create Public Threads"), Group.TEXT),
    _row(36, "CREATE_PRIVATE_THREADS", "T", to_say("Create Private Threads"), Group.TEXT),
    _row(37, "USE_EXTERNAL_STICKERS", "TVS", to_say("Use External Stickers"), Group.TEXT),
    _row(
        38,
        "SEND_MESSAGES_IN_THREADS",
        "T",
        to_say("Send Messages in Threads and Posts"),
        Group.TEXT,
    ),
    _row(39, "USE_EMBEDDED_ACTIVITIES", "TV", to_say("Use Activities"), Group.APPS),
    _row(40, "MODERATE_MEMBERS", "", to_say("Timeout Members"), Group.MEMBERSHIP),
    _row(
        41,
        "VIEW_CREATOR_MONETIZATION_ANALYTICS",
        "",
        to_say("View Creator Monetization Analytics"),
        Group.GENERAL,
        elevated=True,
    ),
    _row(42, "USE_SOUNDBOARD", "V", to_say("Use Soundboard"), Group.VOICE),
    _row(43, "CREATE_GUILD_EXPRESSIONS", "", to_say("Create Expressions"), Group.GENERAL),
    _row(44, "CREATE_EVENTS", "VS", to_say("Create Events"), Group.EVENTS),
    _row(45, "USE_EXTERNAL_SOUNDS", "V", to_say("Use External Sounds"), Group.VOICE),
    _row(46, "SEND_VOICE_MESSAGES", "TVS", to_say("Send Voice Messages"), Group.TEXT),
    _row(48, "SET_VOICE_CHANNEL_STATUS", "V", to_say("Set Voice Channel Status"), Group.VOICE),
    _row(49, "SEND_POLLS", "TVS", to_say("Create Polls"), Group.TEXT),
    _row(50, "USE_EXTERNAL_APPS", "TVS", to_say("Use External Apps"), Group.APPS),
    _row(51, "PIN_MESSAGES", "T", to_say("Pin Messages"), Group.TEXT),
    _row(52, "BYPASS_SLOWMODE", "TVS", to_say("Bypass Slowmode"), Group.TEXT),
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
            yield known.get(bit) or say("unknown permission (bit {bit})", bit=bit)


def bits_of(names: Iterable[str | int]) -> int:
    """The union of named bits; numbers stand for themselves. Raises KeyError for a name unknown."""
    bits = 0
    for name in names:
        text = str(name)
        bits |= int(text) if text.isdecimal() else BY_NAME[text].value
    return bits
