"""The same structure under other keys: a live guild's ids become the blueprint's names."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from app.shared.domain.altered import altered
from app.shared.domain.made_once import MadeOnce
from app.shared.domain.structure.bindings import Bindings, Kind, inner_key
from app.shared.domain.structure.channels import Access, Channel, Tag
from app.shared.domain.structure.community import AutomodRule, Onboarding, Prompt, WelcomeScreen
from app.shared.domain.structure.fields import SETTING_CHANNELS
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target, role_target, target_role
from app.shared.domain.structure.structure import Setting, Structure


def keyed_by_bindings(structure: Structure, bindings: Bindings) -> Structure:
    """Turn ids into the keys they are bound to. What is not bound keeps its id as key.

    Tags, prompts and options that are not bound take the key `~<id>`, so that they can never be
    mistaken for one of ours.
    """
    return _Rekeying(bindings).structure(structure)


def channel_by_bindings(channel: Channel, bindings: Bindings) -> Channel:
    """One channel, as `keyed_by_bindings` gives it among all others."""
    return _Rekeying(bindings).channel(channel)


def _bound(bindings: Bindings, kind: Kind, key: Key) -> Key | None:
    return bindings.key_of(kind, int(key)) if key.isdecimal() else None


def _role(bindings: Bindings, key: Key) -> Key:
    return key if key == EVERYONE else _bound(bindings, Kind.ROLE, key) or key


def _channel(bindings: Bindings, key: Key) -> Key:
    return _bound(bindings, Kind.CHANNEL, key) or key


def _target(bindings: Bindings, target: Target) -> Target:
    role = target_role(target)
    return target if role is None else role_target(_role(bindings, role))


class _Rekeying:
    def __init__(self, bindings: Bindings) -> None:
        # Nothing here points back to this: it would wait for the collector of garbage.
        self._bindings = bindings
        self._targets = MadeOnce(partial(_target, bindings))
        self._channels = MadeOnce(partial(_channel, bindings))

    def structure(self, structure: Structure) -> Structure:
        return Structure(
            roles=tuple(altered(role, key=self._role(role.key)) for role in structure.roles),
            channels=tuple(self.channel(channel) for channel in structure.channels),
            settings=self._settings(structure.settings),
            welcome_screen=self._welcome(structure.welcome_screen),
            onboarding=self._onboarding(structure.onboarding),
            automod=self._automod(structure.automod),
        )

    def _bound(self, kind: Kind, key: Key) -> Key | None:
        return _bound(self._bindings, kind, key)

    def _role(self, key: Key) -> Key:
        return _role(self._bindings, key)

    def _channel(self, key: Key) -> Key:
        return self._channels[key]

    def _inner(self, kind: Kind, key: Key, owner: Key) -> Key:
        bound = self._bound(kind, key)
        if bound is not None and bound.startswith(inner_key(owner, Key(""))):
            return Key(bound.removeprefix(inner_key(owner, Key(""))))
        return Key(f"~{key}") if key.isdecimal() else key

    def channel(self, channel: Channel) -> Channel:
        key = self._channel(channel.key)
        return altered(
            channel,
            key=key,
            parent=None if channel.parent is None else self._channel(channel.parent),
            access=self._access(channel.access),
            tags=tuple(self._tag(tag, key) for tag in channel.tags),
        )

    def _access(self, access: Access) -> Access:
        targets = map(self._targets.__getitem__, access)
        return MappingProxyType(dict(zip(targets, access.values(), strict=True)))

    def _tag(self, tag: Tag, owner: Key) -> Tag:
        return replace(tag, key=self._inner(Kind.TAG, tag.key, owner))

    def _settings(self, settings: Mapping[str, Setting]) -> Mapping[str, Setting]:
        renamed = {
            name: self._channel(Key(value))
            if name in SETTING_CHANNELS and isinstance(value, str)
            else value
            for name, value in settings.items()
        }
        return MappingProxyType(renamed)

    def _welcome(self, screen: WelcomeScreen | None) -> WelcomeScreen | None:
        if screen is None:
            return None
        channels = tuple(replace(c, channel=self._channel(c.channel)) for c in screen.channels)
        return replace(screen, channels=channels)

    def _onboarding(self, onboarding: Onboarding | None) -> Onboarding | None:
        if onboarding is None:
            return None
        return replace(
            onboarding,
            default_channels=tuple(self._channel(key) for key in onboarding.default_channels),
            prompts=tuple(self._prompt(prompt) for prompt in onboarding.prompts),
        )

    def _prompt(self, prompt: Prompt) -> Prompt:
        bound = self._bound(Kind.PROMPT, prompt.key)
        key = bound or (Key(f"~{prompt.key}") if prompt.key.isdecimal() else prompt.key)
        options = tuple(
            replace(
                option,
                key=self._inner(Kind.OPTION, option.key, key),
                roles=tuple(self._role(role) for role in option.roles),
                channels=tuple(self._channel(channel) for channel in option.channels),
            )
            for option in prompt.options
        )
        return replace(prompt, key=key, options=options)

    def _automod(self, rules: tuple[AutomodRule, ...] | None) -> tuple[AutomodRule, ...] | None:
        if rules is None:
            return None
        return tuple(
            replace(
                rule,
                key=self._bound(Kind.RULE, rule.key) or rule.key,
                actions=tuple(
                    action
                    if action.channel is None
                    else replace(action, channel=self._channel(action.channel))
                    for action in rule.actions
                ),
                exempt_roles=frozenset(self._role(role) for role in rule.exempt_roles),
                exempt_channels=frozenset(self._channel(c) for c in rule.exempt_channels),
            )
            for rule in rules
        )
