"""The Copper Guild's channels, its settings as a community, and its rules."""

from typing import Any

from app.sandbox.seed.building import add_channel
from app.sandbox.world.automod import ActionType, AutoModAction, AutoModRule, Trigger
from app.sandbox.world.channels import (
    Channel,
    ChannelType,
    DefaultReaction,
    ForumTag,
    Overwrite,
    OverwriteType,
)
from app.sandbox.world.community import (
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
from app.sandbox.world.guild import Guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.roles import Role, RoleFlag
from app.sandbox.world.world import World

type Roles = dict[str, Role]
type Access = dict[str, tuple[int, int]]
"""Allow and deny by the role's name."""

_VIEW = int(Permission.VIEW_CHANNEL)
_SEND = int(Permission.SEND_MESSAGES)
_CONNECT = int(Permission.CONNECT)
_THREADS = int(Permission.CREATE_PUBLIC_THREADS)

_READ_ONLY: Access = {"@everyone": (0, _SEND | _THREADS), "Guild Council": (_SEND, 0)}
_STAFF: Access = {"@everyone": (0, _VIEW), "Helper": (_VIEW, 0), "Moderator": (_VIEW, 0)}
_COUNCIL: Access = {"@everyone": (0, _VIEW), "Guild Council": (_VIEW, 0)}

_T, _V, _C = ChannelType.TEXT, ChannelType.VOICE, ChannelType.CATEGORY
_PLAN: list[tuple[str, Access, list[tuple[str, ChannelType, dict[str, Any], Access | None]]]] = [
    (
        "Welcome",
        _READ_ONLY,
        [
            ("rules", _T, {"topic": "Read me before you light the forge."}, None),
            ("news", ChannelType.ANNOUNCEMENT, {}, None),
            ("introductions", _T, {"rate_limit_per_user": 21_600}, {}),
            ("roles", _T, {"topic": "Pick what you want to be pinged for."}, None),
        ],
    ),
    (
        "The Forge",
        {},
        [
            ("general", _T, {"topic": "Anything that glows."}, None),
            ("tools", _T, {"rate_limit_per_user": 5}, None),
            ("metallurgy", _T, {}, None),
            ("show-and-tell", ChannelType.FORUM, {}, None),
            ("journeymen", _T, {}, {"@everyone": (0, _VIEW), "Journeyman": (_VIEW, 0)}),
        ],
    ),
    (
        "Off duty",
        {"Quiet": (0, _SEND)},
        [
            ("tavern", _T, {}, None),
            ("pets", _T, {}, None),
            ("games", _T, {}, None),
            ("bot-commands", _T, {"rate_limit_per_user": 2}, None),
        ],
    ),
    (
        "Voice",
        {},
        [
            ("Anvil", _V, {"bitrate": 96_000}, None),
            ("Bellows", _V, {"user_limit": 8}, None),
            ("Masters' hall", _V, {}, {"@everyone": (0, _CONNECT), "Master Smith": (_CONNECT, 0)}),
            ("Lectures", ChannelType.STAGE, {}, None),
        ],
    ),
    (
        "Workshop",
        _STAFF,
        [
            ("mod-chat", _T, {}, None),
            ("mod-log", _T, {}, None),
            ("community-updates", _T, {}, None),
            ("council", _T, {}, _COUNCIL),
        ],
    ),
]


def add_copper_channels(world: World, guild: Guild, roles: Roles) -> None:
    """26 channels in five categories; most children are in sync with theirs."""
    for title, access, children in _PLAN:
        category = add_channel(world, guild, title, _C)
        category.overwrites = _overwrites(guild, roles, access)
        for name, kind, fields, own in children:
            channel = add_channel(world, guild, name, kind, parent_id=category.id, **fields)
            channel.overwrites = _overwrites(guild, roles, access if own is None else own)
    named = {channel.name: channel for channel in guild.channels.values()}
    _furnish_forum(world, named["show-and-tell"])
    _make_community(world, guild, roles, named)
    _add_rules(world, guild, roles, named)


def _overwrites(guild: Guild, roles: Roles, access: Access) -> dict[int, Overwrite]:
    found = {}
    for name, (allow, deny) in access.items():
        role_id = guild.id if name == "@everyone" else roles[name].id
        found[role_id] = Overwrite(role_id, OverwriteType.ROLE, allow, deny)
    return found


def _furnish_forum(world: World, forum: Channel) -> None:
    forum.topic = "One post for each piece. Say what went wrong, too."
    forum.default_reaction = DefaultReaction(emoji_name="🔥")
    forum.available_tags = [
        ForumTag(world.next_id(), "finished", emoji_name="✅"),
        ForumTag(world.next_id(), "in progress", emoji_name="🔨"),
        ForumTag(world.next_id(), "staff pick", moderated=True, emoji_name="⭐"),
    ]


def _make_community(world: World, guild: Guild, roles: Roles, named: dict[str, Channel]) -> None:
    guild.features |= {"COMMUNITY", "NEWS", "WELCOME_SCREEN_ENABLED", "ROLE_ICONS"}
    guild.verification_level = 2
    guild.explicit_content_filter = 2
    guild.default_message_notifications = 1
    guild.rules_channel_id = named["rules"].id
    guild.public_updates_channel_id = named["community-updates"].id
    guild.system_channel_id = named["introductions"].id
    guild.afk_channel_id = named["Bellows"].id
    guild.welcome_screen = WelcomeScreen(
        enabled=True,
        description="Mind the sparks.",
        channels=[
            WelcomeChannel(named["rules"].id, "Start here", emoji_name="📜"),
            WelcomeChannel(named["general"].id, "Say hello", emoji_name="🔥"),
        ],
    )
    guild.onboarding = _onboarding(world, roles, named)


def _onboarding(world: World, roles: Roles, named: dict[str, Channel]) -> Onboarding:
    shown = ("rules", "introductions", "general", "tools", "metallurgy", "tavern", "games")
    pings = ("Announcements", "Workshop pings")
    for name in pings:
        roles[name].flags = RoleFlag.IN_PROMPT.value
    options = [PromptOption(world.next_id(), name, role_ids=[roles[name].id]) for name in pings]
    return Onboarding(
        enabled=True,
        default_channel_ids=[named[name].id for name in shown],
        prompts=[Prompt(world.next_id(), "What should we ping you for?", options=options)],
    )


def _add_rules(world: World, guild: Guild, roles: Roles, named: dict[str, Channel]) -> None:
    alert = AutoModAction(ActionType.SEND_ALERT_MESSAGE, {"channel_id": str(named["mod-log"].id)})
    rule = AutoModRule(
        id=world.next_id(),
        guild_id=guild.id,
        creator_id=guild.owner_id,
        name="Scams",
        event_type=1,
        trigger_type=Trigger.KEYWORD,
        trigger_metadata={
            "keyword_filter": ["free nitro", "*steamcornmunity*"],
            "regex_patterns": [],
            "allow_list": [],
        },
        actions=[AutoModAction(ActionType.BLOCK_MESSAGE), alert],
        enabled=True,
        exempt_roles=[roles["Moderator"].id],
    )
    guild.automod_rules[rule.id] = rule
