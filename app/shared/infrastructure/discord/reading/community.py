"""Welcome screen, onboarding and automod rules as Discord gives them."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from app.shared.domain.structure.automod_metadata import complete_metadata
from app.shared.domain.structure.channels import Emoji
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.discord.reading.roles import role_key
from app.shared.infrastructure.discord.reading.values import Object, emoji, key_of, key_or_none


def read_welcome_screen(screen: Object, *, enabled: bool) -> WelcomeScreen:
    """Whether it is enabled stands in the guild's features, not in the screen."""
    return WelcomeScreen(
        enabled=enabled,
        description=screen.get("description") or None,
        channels=tuple(
            WelcomeChannel(
                channel=key_of(channel["channel_id"]),
                description=channel["description"],
                emoji=emoji(channel.get("emoji_id"), channel.get("emoji_name")),
            )
            for channel in screen.get("welcome_channels") or ()
        ),
    )


def read_onboarding(guild_id: GuildId, onboarding: Object) -> Onboarding:
    return Onboarding(
        enabled=bool(onboarding["enabled"]),
        mode=int(onboarding.get("mode") or 0),
        default_channels=tuple(key_of(channel) for channel in onboarding["default_channel_ids"]),
        prompts=tuple(_prompt(guild_id, prompt) for prompt in onboarding["prompts"]),
    )


def read_automod(guild_id: GuildId, rules: Iterable[Object]) -> tuple[AutomodRule, ...]:
    """Oldest first: Discord promises no order."""
    ordered = sorted(rules, key=lambda rule: int(rule["id"]))
    return tuple(_rule(guild_id, rule) for rule in ordered)


def _prompt(guild_id: GuildId, prompt: Object) -> Prompt:
    return Prompt(
        key=key_of(prompt["id"]),
        title=prompt["title"],
        type=int(prompt.get("type") or 0),
        single_select=bool(prompt.get("single_select")),
        required=bool(prompt.get("required")),
        in_onboarding=bool(prompt.get("in_onboarding")),
        options=tuple(_option(guild_id, option) for option in prompt["options"]),
    )


def _option(guild_id: GuildId, option: Object) -> PromptOption:
    return PromptOption(
        key=key_of(option["id"]),
        title=option["title"],
        description=option.get("description") or None,
        emoji=_option_emoji(option),
        roles=tuple(role_key(guild_id, role) for role in option.get("role_ids") or ()),
        channels=tuple(key_of(channel) for channel in option.get("channel_ids") or ()),
    )


def _option_emoji(option: Object) -> Emoji | None:
    """Answers hold the emoji as an object, requests as two fields."""
    found = option.get("emoji") or {}
    return emoji(found.get("id"), found.get("name"))


def _rule(guild_id: GuildId, rule: Object) -> AutomodRule:
    return AutomodRule(
        key=key_of(rule["id"]),
        name=rule["name"],
        trigger=int(rule["trigger_type"]),
        event=int(rule["event_type"]),
        metadata=MappingProxyType(
            complete_metadata(int(rule["trigger_type"]), rule.get("trigger_metadata") or {})
        ),
        actions=tuple(_action(action) for action in rule["actions"]),
        enabled=bool(rule.get("enabled")),
        exempt_roles=frozenset(role_key(guild_id, role) for role in rule.get("exempt_roles") or ()),
        exempt_channels=frozenset(key_of(channel) for channel in rule.get("exempt_channels") or ()),
    )


def _action(action: Object) -> AutomodAction:
    metadata: dict[str, Any] = action.get("metadata") or {}
    return AutomodAction(
        type=int(action["type"]),
        channel=key_or_none(metadata.get("channel_id")),
        duration=metadata.get("duration_seconds"),
        message=metadata.get("custom_message"),
    )
