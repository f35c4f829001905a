"""A blueprint as the designer's document: complete, with explicit keys, in plain JSON types.

Ids and permission sets are decimal text, since they do not fit a double. Nothing is abbreviated:
what a field is called is what it is called in the structure.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.fingerprint import plain
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Access, Channel, Emoji, Tag
from app.shared.domain.structure.community import (
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeScreen,
)
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.roles import Role

FORMAT = 1

type Json = dict[str, Any]


def design_of(blueprint: Blueprint) -> Json:
    """`read_design` gives the blueprint again."""
    return _Writing(blueprint).whole()


class _Writing:
    def __init__(self, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        self._ignored: dict[tuple[Kind, Key | None], list[str]] = {}
        for ignore in sorted(blueprint.ignored, key=lambda ignore: ignore.field):
            self._ignored.setdefault((ignore.kind, ignore.key), []).append(ignore.field)

    def whole(self) -> Json:
        blueprint, structure = self._blueprint, self._blueprint.structure
        screen, onboarding = structure.welcome_screen, structure.onboarding
        rules = structure.automod
        return {
            "format": FORMAT,
            "unmanaged": {
                "roles": blueprint.unmanaged_roles.value,
                "channels": blueprint.unmanaged_channels.value,
            },
            "roles": [
                _role(role) | self._standing(Kind.ROLE, role.key) for role in structure.roles
            ],
            "channels": [
                _channel(channel) | self._standing(Kind.CHANNEL, channel.key)
                for channel in structure.channels
            ],
            "settings": dict(structure.settings),
            "welcome_screen": None if screen is None else _welcome(screen),
            "onboarding": None if onboarding is None else _onboarding(onboarding),
            "automod": None
            if rules is None
            else [_rule(rule) | self._standing(Kind.RULE, rule.key) for rule in rules],
            "ignore": {
                "roles": self._ignored.get((Kind.ROLE, None), []),
                "channels": self._ignored.get((Kind.CHANNEL, None), []),
                "automod": self._ignored.get((Kind.RULE, None), []),
            },
        }

    def _standing(self, kind: Kind, key: Key) -> Json:
        return {
            "protect": (kind, key) in self._blueprint.protected,
            "ignore": self._ignored.get((kind, key), []),
        }


def _role(role: Role) -> Json:
    return {
        "key": role.key,
        "name": role.name,
        "permissions": str(role.permissions),
        "colors": {
            "primary": role.colors.primary,
            "secondary": role.colors.secondary,
            "tertiary": role.colors.tertiary,
        },
        "hoist": role.hoist,
        "mentionable": role.mentionable,
        "unicode_emoji": role.unicode_emoji,
    }


def _channel(channel: Channel) -> Json:
    written: Json = {
        "key": channel.key,
        "type": int(channel.type),
        "name": channel.name,
        "parent": channel.parent,
        "access": _access(channel.access),
    }
    for field in channel_fields(channel.type):
        if field.name not in written:
            value = getattr(channel, field.name)
            write = _OWN_SHAPES.get(field.name)
            written[field.name] = value if write is None else write(value)
    return written


def _access(access: Access) -> Json:
    return {
        target: {"allow": str(overwrite.allow), "deny": str(overwrite.deny)}
        for target, overwrite in access.items()
    }


def _emoji(emoji: Emoji | None) -> Json | None:
    if emoji is None:
        return None
    return {"name": emoji.name, "id": None if emoji.id is None else str(emoji.id)}


def _tags(tags: tuple[Tag, ...]) -> list[Json]:
    return [
        {
            "key": tag.key,
            "name": tag.name,
            "moderated": tag.moderated,
            "emoji": _emoji(tag.emoji),
        }
        for tag in tags
    ]


_OWN_SHAPES: Mapping[str, Callable[[Any], Any]] = {"tags": _tags, "default_reaction": _emoji}


def _welcome(screen: WelcomeScreen) -> Json:
    return {
        "enabled": screen.enabled,
        "description": screen.description,
        "channels": [
            {
                "channel": shown.channel,
                "description": shown.description,
                "emoji": _emoji(shown.emoji),
            }
            for shown in screen.channels
        ],
    }


def _onboarding(onboarding: Onboarding) -> Json:
    return {
        "enabled": onboarding.enabled,
        "mode": onboarding.mode,
        "default_channels": list(onboarding.default_channels),
        "prompts": [_prompt(prompt) for prompt in onboarding.prompts],
    }


def _prompt(prompt: Prompt) -> Json:
    return {
        "key": prompt.key,
        "title": prompt.title,
        "type": prompt.type,
        "single_select": prompt.single_select,
        "required": prompt.required,
        "in_onboarding": prompt.in_onboarding,
        "options": [_option(option) for option in prompt.options],
    }


def _option(option: PromptOption) -> Json:
    return {
        "key": option.key,
        "title": option.title,
        "description": option.description,
        "emoji": _emoji(option.emoji),
        "roles": list(option.roles),
        "channels": list(option.channels),
    }


def _rule(rule: AutomodRule) -> Json:
    return {
        "key": rule.key,
        "name": rule.name,
        "trigger": rule.trigger,
        "event": rule.event,
        "metadata": plain(rule.metadata),
        "actions": [
            {
                "type": action.type,
                "channel": action.channel,
                "duration": action.duration,
                "message": action.message,
            }
            for action in rule.actions
        ],
        "enabled": rule.enabled,
        "exempt_roles": sorted(rule.exempt_roles),
        "exempt_channels": sorted(rule.exempt_channels),
    }
