"""Reads the welcome screen, the onboarding and the automod rules."""

from typing import Any

from app.shared.domain.blueprint.problems import Path
from app.shared.domain.language.saying import to_say
from app.shared.domain.structure.automod_metadata import complete_metadata
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
from app.shared.domain.structure.identifiers import Key
from app.shared.infrastructure.files.design.faults import Faults, Unreadable
from app.shared.infrastructure.files.design.parts import emoji
from app.shared.infrastructure.files.design.things import STANDING, UNREADABLE, Things
from app.shared.infrastructure.files.design.values import (
    Record,
    data,
    flag,
    key,
    list_of,
    listed,
    optional,
    text,
    whole,
)

_WELCOME_CHANNEL = Record(
    to_say("A channel of the welcome screen"),
    {"channel": key, "description": text, "emoji": optional(emoji)},
    ("channel", "description"),
)
_OPTION = Record(
    to_say("An option"),
    {
        "key": key,
        "title": text,
        "description": optional(text),
        "emoji": optional(emoji),
        "roles": list_of(key),
        "channels": list_of(key),
    },
    ("key", "title"),
)
_ACTION = Record(
    to_say("An action"),
    {
        "type": whole,
        "channel": optional(key),
        "duration": optional(whole),
        "message": optional(text),
    },
    ("type",),
)


def _welcome_channel(value: Any, path: Path, faults: Faults) -> WelcomeChannel:
    values = _WELCOME_CHANNEL.read(value, path, faults)
    return WelcomeChannel(
        **({"channel": Key(f"{UNREADABLE}-{path[-1]}"), "description": UNREADABLE} | values)
    )


def _option(value: Any, path: Path, faults: Faults) -> PromptOption:
    return PromptOption(**(_named(path) | _OPTION.read(value, path, faults)))


def _prompt(value: Any, path: Path, faults: Faults) -> Prompt:
    return Prompt(**(_named(path) | _PROMPT.read(value, path, faults)))


def _action(value: Any, path: Path, faults: Faults) -> AutomodAction:
    values = _ACTION.read(value, path, faults)
    if "type" not in values:
        raise Unreadable
    return AutomodAction(**values)


def _named(path: Path) -> dict[str, Any]:
    return {"key": Key(f"{UNREADABLE}-{path[-1]}"), "title": UNREADABLE}


_PROMPT = Record(
    to_say("A prompt"),
    {
        "key": key,
        "title": text,
        "type": whole,
        "single_select": flag,
        "required": flag,
        "in_onboarding": flag,
        "options": list_of(_option),
    },
    ("key", "title"),
)
_WELCOME = Record(
    to_say("The welcome screen"),
    {"enabled": flag, "description": optional(text), "channels": list_of(_welcome_channel)},
)
_ONBOARDING = Record(
    to_say("The onboarding"),
    {
        "enabled": flag,
        "mode": whole,
        "default_channels": list_of(key),
        "prompts": list_of(_prompt),
    },
)
_RULE = Record(
    to_say("A rule"),
    {
        "key": key,
        "name": text,
        "trigger": whole,
        "event": whole,
        "metadata": data,
        "actions": list_of(_action),
        "enabled": flag,
        "exempt_roles": list_of(key),
        "exempt_channels": list_of(key),
        **STANDING,
    },
    ("key", "name", "trigger"),
)


def read_welcome_screen(value: Any, path: Path, faults: Faults) -> WelcomeScreen:
    return WelcomeScreen(**_WELCOME.read(value, path, faults))


def read_onboarding(value: Any, path: Path, faults: Faults) -> Onboarding:
    return Onboarding(**_ONBOARDING.read(value, path, faults))


def read_automod(value: Any, path: Path, faults: Faults, things: Things) -> tuple[AutomodRule, ...]:
    rules: list[AutomodRule] = []
    for index, item in enumerate(listed(value, path, faults)):
        place = (*path, index)
        values = _rule_values(item, place, faults)
        rule_key = things.register(Kind.RULE, values, place)
        for name in ("exempt_roles", "exempt_channels"):
            values[name] = frozenset(values.get(name, ()))
        values["metadata"] = complete_metadata(values["trigger"], values.get("metadata", {}))
        rules.append(AutomodRule(key=rule_key, **({"name": UNREADABLE} | values)))
    return tuple(rules)


def _rule_values(item: Any, path: Path, faults: Faults) -> dict[str, Any]:
    try:
        values = _RULE.read(item, path, faults)
    except Unreadable:
        values = {}
    if "trigger" not in values:
        # The others are told by their index: something has to stand here.
        faults.blind(path)
        values["trigger"] = 0
    return values
