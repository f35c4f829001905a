"""Fields and kinds of things in the words people read."""

from collections.abc import Mapping
from types import MappingProxyType

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.bindings import Kind

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "name": to_say("name"),
        "permissions": to_say("permissions"),
        "colors": to_say("colors"),
        "hoist": to_say("hoist"),
        "mentionable": to_say("mentionable"),
        "unicode_emoji": to_say("unicode emoji"),
        "type": to_say("type"),
        "parent": to_say("parent"),
        "access": to_say("access"),
        "topic": to_say("topic"),
        "nsfw": to_say("nsfw"),
        "slowmode": to_say("slowmode"),
        "bitrate": to_say("bitrate"),
        "user_limit": to_say("user limit"),
        "region": to_say("region"),
        "video_quality": to_say("video quality"),
        "archive_after": to_say("archive after"),
        "thread_slowmode": to_say("thread slowmode"),
        "tags": to_say("tags"),
        "default_reaction": to_say("default reaction"),
        "sort_order": to_say("sort order"),
        "layout": to_say("layout"),
        "flags": to_say("flags"),
        "description": to_say("description"),
        "verification": to_say("verification"),
        "notifications": to_say("notifications"),
        "filter": to_say("filter"),
        "locale": to_say("locale"),
        "afk_channel": to_say("afk channel"),
        "afk_timeout": to_say("afk timeout"),
        "system_channel": to_say("system channel"),
        "system_messages": to_say("system messages"),
        "rules_channel": to_say("rules channel"),
        "updates_channel": to_say("updates channel"),
        "safety_alerts_channel": to_say("safety alerts channel"),
        "boost_progress_bar": to_say("boost progress bar"),
        "community": to_say("community"),
        "trigger": to_say("trigger"),
        "event": to_say("event"),
        "metadata": to_say("metadata"),
        "actions": to_say("actions"),
        "enabled": to_say("enabled"),
        "exempt_roles": to_say("exempt roles"),
        "exempt_channels": to_say("exempt channels"),
        "channels": to_say("channels"),
        "prompts": to_say("prompts"),
        "default_channels": to_say("default channels"),
        "mode": to_say("mode"),
        "order": to_say("order"),
        "owner": to_say("owner"),
        "features": to_say("features"),
        "boost level": to_say("boost level"),
        "the bot's roles": to_say("the bot's roles"),
        "what the bot can see": to_say("what the bot can see"),
    }
)

_KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ROLE: to_say("role"),
        Kind.CHANNEL: to_say("channel"),
        Kind.TAG: to_say("tag"),
        Kind.PROMPT: to_say("prompt"),
        Kind.OPTION: to_say("option"),
        Kind.RULE: to_say("rule"),
    }
)


def kind_word(kind: Kind) -> str:
    return say(_KINDS[kind])


def field_word(field: str) -> str:
    """`exempt roles` for `exempt_roles`."""
    return say(_WORDS[field]) if field in _WORDS else field.replace("_", " ")
