"""What the designer page knows about Discord from the start: permissions, limits, fields."""

from typing import Any

from app.shared.domain.blueprint.rules import automod
from app.shared.domain.blueprint.rules.locales import LOCALES
from app.shared.domain.permissions.bits import DANGEROUS, PERMISSIONS, Group, Permission
from app.shared.domain.structure import fields, limits
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.roles import HOLOGRAPHIC


def designer_registry() -> dict[str, Any]:
    """JSON for the browser, with labels in the language that is spoken. The rules stay with the
    domain; the page only shows them."""
    return {
        "groups": [group.heading for group in Group],
        "permissions": [_permission(permission) for permission in PERMISSIONS],
        "channel_fields": {
            str(int(kind)): [field.name for field in fields.channel_fields(kind)]
            for kind in ChannelType
        },
        "role_fields": [field.name for field in fields.ROLE_FIELDS],
        "setting_fields": [field.name for field in fields.SETTING_FIELDS],
        "flags": {
            "require_tag": fields.REQUIRE_TAG,
            "hide_media_downloads": fields.HIDE_MEDIA_DOWNLOADS,
            "spoiler": fields.SPOILER,
        },
        "holographic": [HOLOGRAPHIC.primary, HOLOGRAPHIC.secondary, HOLOGRAPHIC.tertiary],
        "locales": list(LOCALES),
        "limits": _limits(),
        "automod": {
            "actions": {str(t): sorted(found) for t, found in automod.ACTIONS_BY_TRIGGER.items()},
            "rules": {str(t): most for t, most in limits.RULES_BY_TRIGGER.items()},
            "message": automod.MESSAGE,
            "mentions": automod.MENTIONS,
            "timeout_max": automod.TIMEOUT_MAX,
        },
    }


def _permission(permission: Permission) -> dict[str, Any]:
    return {
        "bit": permission.bit,
        "name": permission.name,
        "label": permission.label,
        "group": permission.group.heading,
        "channel_types": sorted(int(kind) for kind in permission.channel_types),
        "dangerous": bool(permission.value & DANGEROUS),
    }


def _limits() -> dict[str, Any]:
    return {
        "roles": limits.ROLES,
        "channels": limits.CHANNELS,
        "channels_in_category": limits.CHANNELS_IN_CATEGORY,
        "overwrites": limits.OVERWRITES,
        "role_name": limits.ROLE_NAME,
        "channel_name": limits.CHANNEL_NAME,
        "guild_name": [limits.GUILD_NAME_MIN, limits.GUILD_NAME_MAX],
        "guild_description": limits.GUILD_DESCRIPTION,
        "topic": limits.topic_limit(ChannelType.TEXT),
        "topic_posts": limits.topic_limit(ChannelType.FORUM),
        "tags": limits.TAGS,
        "tag_name": limits.TAG_NAME,
        "slowmode": limits.SLOWMODE_MAX,
        "user_limit_voice": limits.USER_LIMIT_VOICE,
        "user_limit_stage": limits.USER_LIMIT_STAGE,
        "bitrate_min": limits.BITRATE_MIN,
        "bitrate_stage": limits.BITRATE_STAGE,
        "bitrate_by_tier": list(limits.BITRATE_BY_TIER),
        "afk_timeouts": list(limits.AFK_TIMEOUTS),
        "archive_after": list(limits.ARCHIVE_AFTER),
        "welcome_channels": limits.WELCOME_CHANNELS,
        "welcome_description": limits.WELCOME_DESCRIPTION,
        "welcome_channel_description": limits.WELCOME_CHANNEL_DESCRIPTION,
        "prompts": limits.PROMPTS,
        "options": limits.OPTIONS,
        "prompt_title": limits.PROMPT_TITLE,
        "option_title": limits.OPTION_TITLE,
        "option_description": limits.OPTION_DESCRIPTION,
        "onboarding_channels": limits.ONBOARDING_DEFAULT_CHANNELS_MIN,
        "onboarding_writable": limits.ONBOARDING_WRITABLE_CHANNELS_MIN,
        "rule_exempt_roles": limits.RULE_EXEMPT_ROLES,
        "rule_exempt_channels": limits.RULE_EXEMPT_CHANNELS,
        "rule_name": limits.RULE_NAME,
    }
