"""A fake guild as a snapshot shows it, read the way Discord documents it."""

from datetime import datetime
from typing import Any

from app.shared.domain.structure.automod_metadata import complete_metadata
from app.shared.domain.structure.channels import Channel, ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
from app.shared.domain.structure.fields import (
    SETTABLE_FLAGS,
    SETTING_CHANNELS,
    SETTING_FIELDS,
    channel_fields,
)
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target, UserId
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.snapshot import (
    ChannelFacts,
    Coverage,
    RoleFacts,
    Snapshot,
    Standing,
)
from app.shared.domain.structure.structure import Structure
from tests.support.fakes.guild import FakeGuild, Raw


def snapshot_of(guild: FakeGuild, at: datetime, expected: frozenset[int]) -> Snapshot:
    seen = [raw for raw in guild.channels.values() if raw["id"] not in guild.hidden]
    return Snapshot(
        guild_id=guild.id,
        taken_at=at,
        owner_id=guild.owner_id,
        structure=_structure(guild, seen),
        role_facts={_role_key(guild, role): _facts(guild, role) for role in guild.roles},
        channel_facts={Key(str(c["id"])): ChannelFacts(position=c["position"]) for c in seen},
        bot=standing_of(guild, guild.bot_id),
        features=frozenset(guild.settings["features"]),
        member_count=len(guild.members),
        coverage=Coverage(
            unseen_channels=frozenset(
                Key(str(channel)) for channel in guild.hidden & expected & guild.channels.keys()
            ),
            sees_all_channels=not guild.hidden,
        ),
    )


def standing_of(guild: FakeGuild, user: UserId) -> Standing:
    roles = frozenset(Key(str(role)) for role in guild.members[user])
    return Standing(user_id=user, roles=roles, owner=user == guild.owner_id)


def _facts(guild: FakeGuild, id: int) -> RoleFacts:
    role = guild.roles[id]
    members = None if id == guild.id else sum(id in roles for roles in guild.members.values())
    bot = (role.get("tags") or {}).get("bot_id")
    return RoleFacts(
        position=role["position"],
        managed=role["managed"],
        bot_id=None if bot is None else UserId(int(bot)),
        members=members,
    )


def _structure(guild: FakeGuild, channels: list[Raw]) -> Structure:
    roles = sorted(guild.roles.values(), key=guild.rank, reverse=True)
    return Structure(
        roles=tuple(_role(guild, raw) for raw in roles),
        channels=display_order(
            _channel(guild, raw) for raw in sorted(channels, key=lambda c: (c["position"], c["id"]))
        ),
        settings=_settings(guild),
        welcome_screen=_welcome(guild.welcome_screen),
        onboarding=_onboarding(guild.onboarding),
        automod=tuple(_rule(raw) for raw in guild.rules.values()),
    )


def _role_key(guild: FakeGuild, id: int) -> Key:
    return EVERYONE if id == guild.id else Key(str(id))


def _role(guild: FakeGuild, raw: Raw) -> Role:
    colors = raw["colors"]
    return Role(
        key=_role_key(guild, raw["id"]),
        name=raw["name"],
        permissions=int(raw["permissions"]),
        colors=Colors(
            colors["primary_color"], colors.get("secondary_color"), colors.get("tertiary_color")
        ),
        hoist=raw["hoist"],
        mentionable=raw["mentionable"],
        unicode_emoji=raw["unicode_emoji"],
    )


def _channel(guild: FakeGuild, raw: Raw) -> Channel:
    kind = ChannelType(raw["type"])
    values: dict[str, Any] = {}
    for field in channel_fields(kind):
        if field.name not in {"type", "parent", "access"}:
            values[field.name] = raw[field.api]
    if "topic" in values:
        values["topic"] = values["topic"] or ""
    if "flags" in values:
        values["flags"] &= SETTABLE_FLAGS
    if "tags" in values:
        values["tags"] = tuple(_tag(tag) for tag in values["tags"])
        values["default_reaction"] = _emoji(values["default_reaction"])
    parent = raw["parent_id"]
    return Channel(
        key=Key(str(raw["id"])),
        type=kind,
        parent=None if parent is None or kind is ChannelType.CATEGORY else Key(str(parent)),
        access={_target(guild, o): Overwrite(o["allow"], o["deny"]) for o in _overwrites(raw)},
        **values,
    )


def _overwrites(raw: Raw) -> list[Raw]:
    return list(raw["permission_overwrites"])


def _target(guild: FakeGuild, overwrite: Raw) -> Target:
    if overwrite["type"] == 1:
        return Target(f"member:{overwrite['id']}")
    return Target(f"role:{_role_key(guild, overwrite['id'])}")


def _tag(raw: Raw) -> Tag:
    return Tag(
        key=Key(str(raw["id"])),
        name=raw["name"],
        moderated=bool(raw.get("moderated")),
        emoji=_emoji(raw),
    )


def _emoji(raw: Raw | None) -> Emoji | None:
    if raw is None or (raw.get("emoji_id") is None and raw.get("emoji_name") is None):
        return None
    own = raw.get("emoji_id")
    return Emoji(raw.get("emoji_name"), None if own is None else int(own))


def _settings(guild: FakeGuild) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for field in SETTING_FIELDS:
        value = guild.settings[field.api]
        if field.name == "community":
            value = "COMMUNITY" in value
        elif field.name in SETTING_CHANNELS and value is not None:
            value = str(value)
        settings[field.name] = value
    return settings


def _welcome(raw: Raw) -> WelcomeScreen:
    return WelcomeScreen(
        enabled=raw["enabled"],
        description=raw["description"],
        channels=tuple(
            WelcomeChannel(
                channel=Key(str(c["channel_id"])), description=c["description"], emoji=_emoji(c)
            )
            for c in raw["welcome_channels"]
        ),
    )


def _onboarding(raw: Raw) -> Onboarding:
    return Onboarding(
        enabled=raw["enabled"],
        mode=raw["mode"],
        default_channels=tuple(Key(str(channel)) for channel in raw["default_channel_ids"]),
        prompts=tuple(_prompt(prompt) for prompt in raw["prompts"]),
    )


def _prompt(raw: Raw) -> Prompt:
    return Prompt(
        key=Key(str(raw["id"])),
        title=raw["title"],
        type=raw.get("type", 0),
        single_select=raw["single_select"],
        required=raw["required"],
        in_onboarding=raw["in_onboarding"],
        options=tuple(
            PromptOption(
                key=Key(str(option["id"])),
                title=option["title"],
                description=option.get("description"),
                emoji=_emoji(option),
                roles=tuple(Key(str(role)) for role in option["role_ids"]),
                channels=tuple(Key(str(channel)) for channel in option["channel_ids"]),
            )
            for option in raw["options"]
        ),
    )


def _rule(raw: Raw) -> AutomodRule:
    return AutomodRule(
        key=Key(str(raw["id"])),
        name=raw["name"],
        trigger=raw["trigger_type"],
        event=raw["event_type"],
        metadata=complete_metadata(raw["trigger_type"], raw.get("trigger_metadata") or {}),
        actions=tuple(_action(action) for action in raw["actions"]),
        enabled=raw["enabled"],
        exempt_roles=frozenset(Key(str(role)) for role in raw["exempt_roles"]),
        exempt_channels=frozenset(Key(str(channel)) for channel in raw["exempt_channels"]),
    )


def _action(raw: Raw) -> AutomodAction:
    metadata = raw.get("metadata") or {}
    channel = metadata.get("channel_id")
    return AutomodAction(
        type=raw["type"],
        channel=None if channel is None else Key(str(channel)),
        duration=metadata.get("duration_seconds"),
        message=metadata.get("custom_message"),
    )
