"""What is wanted, as the arguments of nextcord's methods."""

from collections.abc import Mapping
from typing import Any

import nextcord

from benchmarks.applying.differing import ACCESS, CATEGORY, PARENT
from benchmarks.applying.nextcord_view import View
from benchmarks.applying.raw import Thing

_VOICE, _STAGE, _FORUM = 2, 13, 15
_PLAIN_OF_ROLES = ("name", "hoist", "mentionable")


def role_arguments(role: Thing) -> dict[str, Any]:
    """Of the keys that are there."""
    found = {key: role[key] for key in _PLAIN_OF_ROLES if key in role}
    if "permissions" in role:
        found["permissions"] = nextcord.Permissions(int(role["permissions"]))
    if "colors" in role:
        found["colour"] = nextcord.Colour(role["colors"]["primary_color"])
    return found


async def create_channel(view: View, wanted: Thing, number: int | None) -> Any:
    guild, name = view.guild, wanted["name"]
    given: dict[str, Any] = {"overwrites": view.overwrites(wanted[ACCESS])}
    if number is not None:
        given["position"] = number
    if wanted["type"] == CATEGORY:
        return await guild.create_category(name, **given)
    given["category"] = view.channel(wanted[PARENT])
    if wanted["type"] == _STAGE:
        return await guild.create_stage_channel(name, topic="", **given)
    if wanted["type"] == _VOICE:
        given |= {key: wanted[key] for key in ("bitrate", "user_limit")}
        return await guild.create_voice_channel(name, **given)
    if wanted["type"] == _FORUM:
        return await guild.create_forum_channel(name, topic=wanted["topic"], **given)
    given["topic"] = wanted["topic"] or nextcord.utils.MISSING
    given["slowmode_delay"] = wanted.get("rate_limit_per_user", 0)
    return await guild.create_text_channel(name, nsfw=wanted["nsfw"], **given)


def edit_options(view: View, channel: Any, changed: Mapping[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for key, value in changed.items():
        match key:
            case "parent_id":
                options["category"] = view.channel(value)
            case "permission_overwrites":
                options["overwrites"] = view.overwrites(value)
            case "rate_limit_per_user":
                options["slowmode_delay"] = value
            case "available_tags":
                known = {tag.name: tag for tag in channel.available_tags}
                options[key] = [known[tag["name"]] for tag in value]
            case "type":
                options[key] = nextcord.ChannelType(value)
            case _:
                options[key] = value
    return options


def setting_argument(view: View, key: str, value: Any) -> tuple[str, Any]:
    match key:
        case "verification_level":
            return key, nextcord.VerificationLevel(value)
        case "explicit_content_filter":
            return key, nextcord.ContentFilter(value)
        case "system_channel_id" | "rules_channel_id" | "public_updates_channel_id":
            return key.removesuffix("_id"), view.channel(value)
    return key, value


def rule_arguments(rule: Thing) -> dict[str, Any]:
    return {
        "name": rule["name"],
        "event_type": nextcord.AutoModerationEventType(rule["event_type"]),
        "trigger_type": nextcord.AutoModerationTriggerType(rule["trigger_type"]),
        "trigger_metadata": nextcord.AutoModerationTriggerMetadata(**rule["trigger_metadata"]),
        "actions": [
            nextcord.AutoModerationAction(type=nextcord.AutoModerationActionType(action["type"]))
            for action in rule["actions"]
        ],
        "enabled": rule["enabled"],
    }
