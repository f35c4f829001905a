"""Whether a live role, channel or rule already is as a call would make it."""

from collections.abc import Mapping
from typing import Any

from app.shared.domain.planning.steps import Json
from app.shared.domain.structure.channels import Channel, ChannelType, Emoji, Tag
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.fields import ROLE_FIELDS, channel_fields
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    GuildId,
    target_member,
    target_role,
)
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure


def is_already(
    live: Role | Channel | AutomodRule, wanted: Mapping[str, Json], guild_id: GuildId
) -> bool:
    """Compare Discord's fields in `wanted` (ids in place of references) with the live thing, whose
    keys are ids. A field that we do not know is never already so."""
    has = _fields(live, guild_id)
    return all(api in has and _is_so(api, value, has[api]) for api, value in wanted.items())


def stand_so(live: Structure, wanted: Json) -> bool:
    """Whether the roles under `roles` (ids, from the top down) stand in this order. Roles beside
    them may stand anywhere."""
    if not isinstance(wanted, dict) or not isinstance(listed := wanted.get("roles"), list):
        return False
    standing = [role.key for role in live.roles if role.key in listed]
    return standing == listed


def agrees(live: Role | Channel | AutomodRule, sent: Mapping[str, Json], guild_id: GuildId) -> bool:
    """The same for what was sent to create a thing; where it stands and what we do not know is
    left out."""
    has = _fields(live, guild_id)
    return all(_is_so(api, value, has[api]) for api, value in sent.items() if api in has)


def _fields(live: Role | Channel | AutomodRule, guild_id: GuildId) -> dict[str, Any]:
    match live:
        case Role():
            return _role(live)
        case Channel():
            return _channel(live, guild_id)
    return _rule(live)


def _is_so(api: str, wanted: Any, has: Any) -> bool:
    if api == "available_tags":
        return len(wanted) == len(has) and all(map(_same_tag, wanted, has))
    if api == "trigger_metadata":
        return all(name in has and has[name] == value for name, value in wanted.items())
    return bool(_plain(api, wanted) == has)


def _same_tag(wanted: Mapping[str, Any], has: Tag) -> bool:
    """A tag that is sent without an id is a new one; any id will do for it."""
    return (
        str(wanted.get("id", has.key)) == has.key
        and wanted["name"] == has.name
        and bool(wanted.get("moderated")) == has.moderated
        and _sent_emoji(wanted) == _emoji(has.emoji)
    )


def _role(role: Role) -> dict[str, Any]:
    fields = {field.api: getattr(role, field.name) for field in ROLE_FIELDS}
    colors = role.colors
    return {**fields, "colors": (colors.primary, colors.secondary, colors.tertiary)}


def _channel(channel: Channel, guild_id: GuildId) -> dict[str, Any]:
    has = {field.api: getattr(channel, field.name) for field in channel_fields(channel.type)}
    has["type"] = int(channel.type)
    has["permission_overwrites"] = _live_overwrites(channel, guild_id)
    if channel.type is not ChannelType.CATEGORY:
        has["parent_id"] = None if channel.parent is None else str(channel.parent)
    if "available_tags" in has:
        has["available_tags"] = channel.tags
        has["default_reaction_emoji"] = _emoji(channel.default_reaction)
    return has


def _rule(rule: AutomodRule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "event_type": rule.event,
        "trigger_type": rule.trigger,
        "trigger_metadata": rule.metadata,
        "actions": [(a.type, a.channel, a.duration, a.message) for a in rule.actions],
        "enabled": rule.enabled,
        "exempt_roles": set(rule.exempt_roles),
        "exempt_channels": set(rule.exempt_channels),
    }


def _live_overwrites(channel: Channel, guild_id: GuildId) -> dict[str, tuple[int, int]]:
    overwrites = {}
    for target, overwrite in channel.access.items():
        role = target_role(target)
        subject = target_member(target) if role is None else guild_id if role == EVERYONE else role
        overwrites[str(subject)] = (overwrite.allow, overwrite.deny)
    return overwrites


def _emoji(emoji: Emoji | None) -> tuple[str | None, str | None]:
    if emoji is None:
        return (None, None)
    return (None, emoji.name) if emoji.id is None else (str(emoji.id), None)


def _plain(api: str, value: Any) -> Any:
    """A value of a body in the form in which the live one is compared."""
    match api:
        case "permissions":
            return int(value)
        case "topic":
            return value or ""
        case "parent_id":
            return None if value is None else str(value)
        case "colors":
            names = ("primary_color", "secondary_color", "tertiary_color")
            return tuple(value.get(name) for name in names)
        case "permission_overwrites":
            return {str(o["id"]): (int(o.get("allow", 0)), int(o.get("deny", 0))) for o in value}
        case "exempt_roles" | "exempt_channels":
            return {str(one) for one in value}
        case "actions":
            return [_action(action) for action in value]
        case "default_reaction_emoji":
            return _sent_emoji(value or {})
    return value


def _action(value: Mapping[str, Any]) -> tuple[Any, ...]:
    more = value.get("metadata") or {}
    channel = more.get("channel_id")
    return (
        value["type"],
        None if channel is None else str(channel),
        more.get("duration_seconds"),
        more.get("custom_message"),
    )


def _sent_emoji(value: Mapping[str, Any]) -> tuple[str | None, str | None]:
    own = value.get("emoji_id")
    return (None, value.get("emoji_name")) if own is None else (str(own), None)
