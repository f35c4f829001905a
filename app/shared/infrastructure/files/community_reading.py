"""Reads the welcome screen, the onboarding and the automod rules."""

from typing import Any

from app.shared.domain.blueprint.keys import key_from
from app.shared.domain.blueprint.rules.automod import EVENT_BY_TRIGGER
from app.shared.domain.structure.automod_metadata import complete_metadata
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.community import (
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
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
from app.shared.infrastructure.files.forms.containers import Fields, as_table, readable_items
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.things import Things
from app.shared.infrastructure.files.tree import Node


def read_welcome_screen(node: Node, report: Report, _things: Things) -> WelcomeScreen:
    values = WELCOME_SCREEN.read(node, report)
    listed = _maps(node, "channels", WELCOME_CHANNEL, report)
    channels = tuple(WelcomeChannel(**channel) for _, channel in listed)
    return WelcomeScreen(**values, channels=channels)


def read_onboarding(node: Node, report: Report, _things: Things) -> Onboarding:
    values = {"enabled": True} | ONBOARDING.read(node, report)
    prompts = tuple(_prompt(*found, report) for found in _maps(node, "prompts", PROMPT, report))
    return Onboarding(**values, prompts=prompts)


def read_automod(node: Node, report: Report, things: Things) -> tuple[AutomodRule, ...]:
    return tuple(_rule(item, values, things) for item, values in _records(node, RULE, report))


def _prompt(node: Node, values: dict[str, Any], report: Report) -> Prompt:
    options = tuple(
        PromptOption(key=_key(option, "title", OPTION_FALLBACK), **option)
        for _, option in _maps(node, "options", OPTION, report)
    )
    return Prompt(key=_key(values, "title", PROMPT_FALLBACK), **values, options=options)


def _rule(node: Node, values: dict[str, Any], things: Things) -> AutomodRule:
    metadata = {
        line.attribute: _as_json(values.pop(line.attribute))
        for line in METADATA
        if line.attribute in values
    }
    metadata |= values.pop(OTHER_METADATA, {})
    metadata = complete_metadata(values["trigger"], metadata)
    values.setdefault("event", EVENT_BY_TRIGGER[values["trigger"]])
    for name in ("exempt_roles", "exempt_channels"):
        values[name] = frozenset(values.get(name, ()))
    key = things.register(Kind.RULE, node, values, values["name"], RULE_FALLBACK)
    return AutomodRule(key=key, metadata=metadata, **values)


def _as_json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _key(values: dict[str, Any], naming: str, fallback: str) -> Any:
    return values.pop("key", None) or key_from(values[naming], fallback)


def _maps(
    node: Node, word: str, fields: Fields, report: Report
) -> list[tuple[Node, dict[str, Any]]]:
    found = as_table(node, report, f"`{word}`").get(word)
    return [] if found is None else _records(found, fields, report)


def _records(node: Node, fields: Fields, report: Report) -> list[tuple[Node, dict[str, Any]]]:
    """The maps of a list that could be read whole."""
    return readable_items(node, report, fields.read_whole)
