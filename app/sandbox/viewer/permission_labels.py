"""Permissions in the words of Discord's client, and where an overwrite can hold them."""

from dataclasses import dataclass
from enum import StrEnum

from app.sandbox.world.channels import VOICE_LIKE, ChannelType
from app.sandbox.world.permissions import Permission

_P = Permission


class Place(StrEnum):
    """Kinds of channels as the permission table of Discord's documentation groups them."""

    TEXT = "T"
    VOICE = "V"
    STAGE = "S"


@dataclass(frozen=True, slots=True)
class Label:
    permission: Permission
    text: str
    places: str = ""

    def holds_in(self, type: ChannelType) -> bool:
        """Whether an overwrite of such a channel offers it; a category offers all of them."""
        if type is ChannelType.CATEGORY:
            return bool(self.places)
        return _place(type).value in self.places


def _place(type: ChannelType) -> Place:
    if type is ChannelType.STAGE:
        return Place.STAGE
    return Place.VOICE if type in VOICE_LIKE else Place.TEXT


LABELS = (
    Label(_P.VIEW_CHANNEL, "View Channels", "TVS"),
    Label(_P.MANAGE_CHANNELS, "Manage Channels", "TVS"),
    Label(_P.MANAGE_ROLES, "Manage Roles", "TVS"),
    Label(_P.CREATE_GUILD_EXPRESSIONS, "Create Expressions"),
    Label(_P.MANAGE_GUILD_EXPRESSIONS, "Manage Expressions"),
    Label(_P.VIEW_AUDIT_LOG, "View Audit Log"),
    Label(_P.VIEW_GUILD_INSIGHTS, "View Server Insights"),
    Label(_P.VIEW_CREATOR_MONETIZATION_ANALYTICS, "View Monetization Analytics"),
    Label(_P.MANAGE_WEBHOOKS, "Manage Webhooks", "TVS"),
    Label(_P.MANAGE_GUILD, "Manage Server"),
    Label(_P.CREATE_INSTANT_INVITE, "Create Invite", "TVS"),
    Label(_P.CHANGE_NICKNAME, "Change Nickname"),
    Label(_P.MANAGE_NICKNAMES, "Manage Nicknames"),
    Label(_P.KICK_MEMBERS, "Kick Members"),
    Label(_P.BAN_MEMBERS, "Ban Members"),
    Label(_P.MODERATE_MEMBERS, "Timeout Members"),
    Label(_P.SEND_MESSAGES, "Send Messages", "TVS"),
    Label(_P.SEND_MESSAGES_IN_THREADS, "Send Messages in Threads and Posts", "T"),
    Label(_P.CREATE_PUBLIC_THREADS, "Create Public Threads", "T"),
    Label(_P.CREATE_PRIVATE_THREADS, "Create Private Threads", "T"),
    Label(_P.EMBED_LINKS, "Embed Links", "TVS"),
    Label(_P.ATTACH_FILES, "Attach Files", "TVS"),
    Label(_P.ADD_REACTIONS, "Add Reactions", "TVS"),
    Label(_P.USE_EXTERNAL_EMOJIS, "Use External Emoji", "TVS"),
    Label(_P.USE_EXTERNAL_STICKERS, "Use External Stickers", "TVS"),
    Label(_P.MENTION_EVERYONE, "Mention @everyone, @here and All Roles", "TVS"),
    Label(_P.MANAGE_MESSAGES, "Manage Messages", "TVS"),
    Label(_P.PIN_MESSAGES, "Pin Messages", "T"),
    Label(_P.BYPASS_SLOWMODE, "Bypass Slowmode", "TVS"),
    Label(_P.MANAGE_THREADS, "Manage Threads and Posts", "T"),
    Label(_P.READ_MESSAGE_HISTORY, "Read Message History", "TVS"),
    Label(_P.SEND_TTS_MESSAGES, "Send Text-to-Speech Messages", "TVS"),
    Label(_P.SEND_VOICE_MESSAGES, "Send Voice Messages", "TVS"),
    Label(_P.SEND_POLLS, "Create Polls", "TVS"),
    Label(_P.CONNECT, "Connect", "VS"),
    Label(_P.SPEAK, "Speak", "V"),
    Label(_P.STREAM, "Video", "VS"),
    Label(_P.USE_SOUNDBOARD, "Use Soundboard", "V"),
    Label(_P.USE_EXTERNAL_SOUNDS, "Use External Sounds", "V"),
    Label(_P.USE_VAD, "Use Voice Activity", "V"),
    Label(_P.PRIORITY_SPEAKER, "Priority Speaker", "V"),
    Label(_P.MUTE_MEMBERS, "Mute Members", "VS"),
    Label(_P.DEAFEN_MEMBERS, "Deafen Members", "V"),
    Label(_P.MOVE_MEMBERS, "Move Members", "VS"),
    Label(_P.SET_VOICE_CHANNEL_STATUS, "Set Voice Channel Status", "V"),
    Label(_P.REQUEST_TO_SPEAK, "Request to Speak", "S"),
    Label(_P.USE_APPLICATION_COMMANDS, "Use Application Commands", "TVS"),
    Label(_P.USE_EMBEDDED_ACTIVITIES, "Use Activities", "TV"),
    Label(_P.USE_EXTERNAL_APPS, "Use External Apps", "TVS"),
    Label(_P.CREATE_EVENTS, "Create Events", "VS"),
    Label(_P.MANAGE_EVENTS, "Manage Events", "VS"),
    Label(_P.ADMINISTRATOR, "Administrator"),
)
