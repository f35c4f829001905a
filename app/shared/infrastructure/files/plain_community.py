"""Welcome screen, onboarding and automod rules as plain data in the canonical shape."""

from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from typing import Any

from app.shared.domain.blueprint.keys import key_from
from app.shared.domain.blueprint.rules.automod import EVENT_BY_TRIGGER, METADATA_BY_TRIGGER
from app.shared.domain.structure.automod_metadata import complete_metadata
from app.shared.domain.structure.community import (
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeScreen,
)
from app.shared.domain.structure.identifiers import Key
from app.shared.infrastructure.files.format.automod import (
    METADATA,
    OTHER_METADATA,
    RULE,
    RULE_FALLBACK,
)
from app.shared.infrastructure.files.format.community import (
    ONBOARDING,
    OPTION,
    OPTION_FALLBACK,
    PROMPT,
    PROMPT_FALLBACK,
    WELCOME_CHANNEL,
    WELCOME_SCREEN,
)
from app.shared.infrastructure.files.forms.form import Plain

type PlainMap = dict[str, Plain]


def plain_welcome_screen(screen: WelcomeScreen) -> PlainMap:
    plain = WELCOME_SCREEN.write(_values(screen))
    channels: list[Plain] = [WELCOME_CHANNEL.write(_values(shown)) for shown in screen.channels]
    return plain | ({"channels": channels} if channels else {})


def plain_onboarding(onboarding: Onboarding) -> PlainMap:
    plain = ONBOARDING.write(_values(onboarding))
    prompts: list[Plain] = [_prompt(prompt) for prompt in onboarding.prompts]
    return plain | ({"prompts": prompts} if prompts else {})


def plain_rule(rule: AutomodRule, rank: Mapping[Key, int], standing: Mapping[str, Any]) -> PlainMap:
    """`rank` is the roles' order; `standing` has the rule's `ignore` and `protect`."""
    known, other = _metadata(rule)
    values = _values(rule) | known | dict(standing)
    values["key"] = _given(rule.key, rule.name, RULE_FALLBACK)
    values["event"] = None if rule.event == EVENT_BY_TRIGGER[rule.trigger] else rule.event
    values[OTHER_METADATA] = other or None
    values["exempt_roles"] = tuple(
        sorted(rule.exempt_roles, key=lambda key: (rank.get(key, len(rank)), key))
    )
    values["exempt_channels"] = tuple(sorted(rule.exempt_channels))
    return RULE.write(values)


def _metadata(rule: AutomodRule) -> tuple[dict[str, Any], dict[str, Any]]:
    """What there are words for, and the rest as it is."""
    words = {line.attribute for line in METADATA} & set(METADATA_BY_TRIGGER[rule.trigger])
    unsaid = complete_metadata(rule.trigger, {})
    known = {
        name: value
        for name, value in rule.metadata.items()
        if name in words and (name not in unsaid or value != unsaid[name])
    }
    other = {name: value for name, value in rule.metadata.items() if name not in words}
    return known, other


def _prompt(prompt: Prompt) -> PlainMap:
    values = _values(prompt)
    values["key"] = _given(prompt.key, prompt.title, PROMPT_FALLBACK)
    options: list[Plain] = [_option(option) for option in prompt.options]
    return PROMPT.write(values) | {"options": options}


def _option(option: PromptOption) -> PlainMap:
    values = _values(option)
    values["key"] = _given(option.key, option.title, OPTION_FALLBACK)
    return OPTION.write(values)


def _given(key: Key, name: str, fallback: str) -> Key | None:
    return None if key == key_from(name, fallback) else key


def _values(thing: Any) -> dict[str, Any]:
    return {field.name: getattr(thing, field.name) for field in dataclass_fields(thing)}
