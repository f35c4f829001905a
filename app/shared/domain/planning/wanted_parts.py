"""Settings, welcome screen, onboarding and automod rules as they shall be, gaps filled."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.community import AutomodRule, Onboarding, WelcomeScreen
from app.shared.domain.structure.fields import SETTING_CHANNELS
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Setting, Structure

COMMUNITY_CHANNELS = frozenset({"rules_channel", "updates_channel"})
"""Discord refuses to delete these while the guild is a community (JSON error code 50074)."""

_RULE_FIELDS = (
    "name",
    "event",
    "metadata",
    "actions",
    "enabled",
    "exempt_roles",
    "exempt_channels",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    settings: Mapping[str, Setting]
    welcome_screen: WelcomeScreen | None
    onboarding: Onboarding | None
    automod: tuple[AutomodRule, ...] | None


def wanted_parts(
    blueprint: Blueprint,
    base: Structure,
    gone_channels: frozenset[Key],
    gone_roles: frozenset[Key],
    ours: frozenset[Key],
    unread: Collection[str],
) -> Parts:
    """`base` is the live structure in which a replaced channel already has its successor's key.

    What the design does not speak about keeps its live value, without what will be gone (Discord
    forgets that by itself). `ours` are the rules that are bound to a key: of the rules a design
    does not list, those go and the ones made by others stay. Parts that could not be read are
    left alone.
    """
    design = blueprint.structure
    forget = _Forgetting(gone_channels, gone_roles)
    screen = None if "welcome_screen" in unread else design.welcome_screen
    onboarding = None if "onboarding" in unread else design.onboarding
    rules = None if "automod" in unread else design.automod
    return Parts(
        settings=_settings(design.settings, base.settings, gone_channels),
        welcome_screen=screen or forget.in_welcome_screen(base.welcome_screen),
        onboarding=onboarding or forget.in_onboarding(base.onboarding),
        automod=_rules(blueprint, rules, forget.in_rules(base.automod), ours),
    )


def remaining_rules(
    rules: tuple[AutomodRule, ...] | None,
    gone_channels: frozenset[Key],
    gone_roles: frozenset[Key],
) -> tuple[AutomodRule, ...]:
    """The rules as Discord itself leaves them once these channels and roles are deleted."""
    return _Forgetting(gone_channels, gone_roles).in_rules(rules) or ()


def _settings(
    design: Mapping[str, Setting], live: Mapping[str, Setting], gone: frozenset[Key]
) -> Mapping[str, Setting]:
    """A pointer to a channel that goes is taken away before, unless Discord insists on one."""
    wanted: dict[str, Setting] = {**live, **design}
    for name in SETTING_CHANNELS & wanted.keys():
        required = name in COMMUNITY_CHANNELS and bool(wanted.get("community"))
        if wanted[name] in gone and not required:
            wanted[name] = None
    return MappingProxyType(wanted)


def _rules(
    blueprint: Blueprint,
    design: tuple[AutomodRule, ...] | None,
    live: tuple[AutomodRule, ...] | None,
    ours: frozenset[Key],
) -> tuple[AutomodRule, ...] | None:
    if design is None:
        return live
    live = live or ()
    by_key = {rule.key: rule for rule in live}
    listed = {rule.key for rule in design}
    wanted = [_merged(by_key.get(rule.key), rule, blueprint) for rule in design]
    for rule in live:
        protected = (Kind.RULE, rule.key) in blueprint.protected
        if rule.key not in listed and (protected or rule.key not in ours):
            wanted.append(rule)
    return tuple(wanted)


def _merged(live: AutomodRule | None, rule: AutomodRule, blueprint: Blueprint) -> AutomodRule:
    if live is None:
        return rule
    kept = {
        name: getattr(live, name)
        for name in _RULE_FIELDS
        if blueprint.ignores(Kind.RULE, rule.key, name)
    }
    return replace(rule, **kept) if kept else rule


class _Forgetting:
    """What Discord does by itself to the parts that name a deleted channel or role."""

    def __init__(self, channels: frozenset[Key], roles: frozenset[Key]) -> None:
        self._channels = channels
        self._roles = roles

    def in_welcome_screen(self, screen: WelcomeScreen | None) -> WelcomeScreen | None:
        if screen is None:
            return None
        kept = tuple(shown for shown in screen.channels if shown.channel not in self._channels)
        return replace(screen, channels=kept)

    def in_onboarding(self, onboarding: Onboarding | None) -> Onboarding | None:
        if onboarding is None:
            return None
        prompts = tuple(
            replace(
                prompt,
                options=tuple(
                    replace(
                        option,
                        roles=self._kept_roles(option.roles),
                        channels=self._kept_channels(option.channels),
                    )
                    for option in prompt.options
                ),
            )
            for prompt in onboarding.prompts
        )
        channels = self._kept_channels(onboarding.default_channels)
        return replace(onboarding, default_channels=channels, prompts=prompts)

    def in_rules(self, rules: tuple[AutomodRule, ...] | None) -> tuple[AutomodRule, ...] | None:
        if rules is None:
            return None
        return tuple(
            replace(
                rule,
                exempt_roles=rule.exempt_roles - self._roles,
                exempt_channels=rule.exempt_channels - self._channels,
            )
            for rule in rules
        )

    def _kept_channels(self, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        return tuple(key for key in keys if key not in self._channels)

    def _kept_roles(self, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        return tuple(key for key in keys if key not in self._roles)
