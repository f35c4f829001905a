"""A design in Discord's own words, for whoever counts and for whoever applies it otherwise."""

from collections.abc import Iterator
from typing import Any

from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.channels import Channel, Emoji
from app.shared.domain.structure.community import AutomodRule, Onboarding, PromptOption
from app.shared.domain.structure.fields import (
    ROLE_FIELDS,
    SETTING_CHANNELS,
    SETTING_FIELDS,
    channel_fields,
)
from app.shared.domain.structure.identifiers import EVERYONE, Key, target_member, target_role
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.structure import Structure
from benchmarks.applying.raw import Raw, Thing


def document_of(structure: Structure, bindings: Bindings, guild_id: int) -> Raw:
    return _Words(bindings, guild_id).whole(structure)


class _Words:
    def __init__(self, bindings: Bindings, guild_id: int) -> None:
        self._bindings = bindings
        self._guild_id = guild_id

    def whole(self, structure: Structure) -> Raw:
        welcome, onboarding = structure.welcome_screen, structure.onboarding
        return Raw(
            guild=dict(self._settings(structure)),
            roles=[self._role(role) for role in structure.roles],
            channels=[self._channel(channel) for channel in structure.channels],
            welcome=None
            if welcome is None
            else {
                "enabled": welcome.enabled,
                "description": welcome.description,
                "welcome_channels": [
                    {
                        "channel_id": self._id(Kind.CHANNEL, shown.channel),
                        "description": shown.description,
                        **_emoji(shown.emoji, "emoji_id", "emoji_name"),
                    }
                    for shown in welcome.channels
                ],
            },
            onboarding=None if onboarding is None else self._onboarding(onboarding),
            rules=None
            if structure.automod is None
            else [self._rule(rule) for rule in structure.automod],
        )

    def _id(self, kind: Kind, key: Key) -> str:
        """Where a key is bound its id; managed roles have their id for a key."""
        if kind is Kind.ROLE and key == EVERYONE:
            return str(self._guild_id)
        bound = self._bindings.id_of(kind, key)
        if bound is not None:
            return str(bound)
        return key if key.isdecimal() else f":{key}"

    def _settings(self, structure: Structure) -> Iterator[tuple[str, Any]]:
        for field in SETTING_FIELDS:
            if field.name not in structure.settings:
                continue
            value = structure.settings[field.name]
            if field.name in SETTING_CHANNELS and isinstance(value, str):
                value = self._id(Kind.CHANNEL, Key(value))
            yield ("community" if field.name == "community" else field.api), value

    def _role(self, role: Role) -> Thing:
        values: dict[str, Any] = {field.api: getattr(role, field.name) for field in ROLE_FIELDS}
        colors: Colors = values["colors"]
        values["colors"] = {
            "primary_color": colors.primary,
            "secondary_color": colors.secondary,
            "tertiary_color": colors.tertiary,
        }
        values["permissions"] = str(role.permissions)
        return {"id": self._id(Kind.ROLE, role.key), **values}

    def _channel(self, channel: Channel) -> Thing:
        values: dict[str, Any] = {
            field.api: getattr(channel, field.name) for field in channel_fields(channel.type)
        }
        values["type"] = int(channel.type)
        values["parent_id"] = (
            None if channel.parent is None else self._id(Kind.CHANNEL, channel.parent)
        )
        values["permission_overwrites"] = [
            self._overwrite(target, allow, deny) for target, (allow, deny) in channel.access.items()
        ]
        if "available_tags" in values:
            values["available_tags"] = [
                {
                    "name": tag.name,
                    "moderated": tag.moderated,
                    **_emoji(tag.emoji, "emoji_id", "emoji_name"),
                }
                for tag in channel.tags
            ]
            reaction = channel.default_reaction
            values["default_reaction_emoji"] = (
                None if reaction is None else _emoji(reaction, "emoji_id", "emoji_name")
            )
        return {"id": self._id(Kind.CHANNEL, channel.key), **values}

    def _overwrite(self, target: Any, allow: int, deny: int) -> Thing:
        role = target_role(target)
        whom = str(target_member(target)) if role is None else self._id(Kind.ROLE, role)
        return {"id": whom, "type": int(role is None), "allow": str(allow), "deny": str(deny)}

    def _onboarding(self, onboarding: Onboarding) -> Thing:
        return {
            "enabled": onboarding.enabled,
            "mode": onboarding.mode,
            "default_channel_ids": [
                self._id(Kind.CHANNEL, key) for key in onboarding.default_channels
            ],
            "prompts": [
                {
                    "type": prompt.type,
                    "title": prompt.title,
                    "single_select": prompt.single_select,
                    "required": prompt.required,
                    "in_onboarding": prompt.in_onboarding,
                    "options": [self._option(option) for option in prompt.options],
                }
                for prompt in onboarding.prompts
            ],
        }

    def _option(self, option: PromptOption) -> Thing:
        return {
            "title": option.title,
            "description": option.description or "",
            "role_ids": [self._id(Kind.ROLE, key) for key in option.roles],
            "channel_ids": [self._id(Kind.CHANNEL, key) for key in option.channels],
        }

    def _rule(self, rule: AutomodRule) -> Thing:
        actions = []
        for action in rule.actions:
            metadata: dict[str, Any] = {}
            if action.channel is not None:
                metadata["channel_id"] = self._id(Kind.CHANNEL, action.channel)
            if action.duration is not None:
                metadata["duration_seconds"] = action.duration
            if action.message is not None:
                metadata["custom_message"] = action.message
            actions.append({"type": action.type, "metadata": metadata})
        return {
            "id": self._id(Kind.RULE, rule.key),
            "name": rule.name,
            "event_type": rule.event,
            "trigger_type": rule.trigger,
            "trigger_metadata": dict(rule.metadata),
            "actions": actions,
            "enabled": rule.enabled,
            "exempt_roles": sorted(self._id(Kind.ROLE, key) for key in rule.exempt_roles),
            "exempt_channels": sorted(self._id(Kind.CHANNEL, key) for key in rule.exempt_channels),
        }


def _emoji(emoji: Emoji | None, id_key: str, name_key: str) -> dict[str, Any]:
    if emoji is None:
        return {id_key: None, name_key: None}
    if emoji.id is not None:
        return {id_key: str(emoji.id), name_key: None}
    return {id_key: None, name_key: emoji.name}
