"""The JSON for welcome screen, onboarding and automod rules.

Sources: resources/guild (modify guild welcome screen, modify guild onboarding),
resources/auto-moderation.
"""

from collections.abc import Collection

from app.shared.domain.planning.bodies import Bodies, emoji, inner_id
from app.shared.domain.planning.steps import Json, reference
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeScreen,
)
from app.shared.domain.structure.identifiers import Key

RULE_FIELDS = (
    "name",
    "event",
    "metadata",
    "actions",
    "enabled",
    "exempt_roles",
    "exempt_channels",
)
"""What can be changed of a rule; its trigger cannot."""


def welcome_body(bodies: Bodies, live: WelcomeScreen | None, wanted: WelcomeScreen) -> Json:
    """Only what differs."""
    body: dict[str, Json] = {}
    if live is None or live.enabled != wanted.enabled:
        body["enabled"] = wanted.enabled
    if live is None or live.description != wanted.description:
        body["description"] = wanted.description
    if live is None or live.channels != wanted.channels:
        body["welcome_channels"] = [
            {
                "channel_id": bodies.id_of(shown.channel),
                "description": shown.description,
                **emoji(shown.emoji),
            }
            for shown in wanted.channels
        ]
    return body


def onboarding_body(bodies: Bodies, live: Onboarding | None, wanted: Onboarding) -> Json:
    """Everything, since the call replaces what it is given and prompts come as a whole list."""
    known = {prompt.key: prompt for prompt in live.prompts} if live else {}
    dummies = iter(range(1, len(wanted.prompts) + 1))
    return {
        "prompts": [
            _prompt(bodies, prompt, known.get(prompt.key), next(dummies))
            for prompt in wanted.prompts
        ],
        "default_channel_ids": [bodies.id_of(key) for key in wanted.default_channels],
        "enabled": wanted.enabled,
        "mode": wanted.mode,
    }


def rule_body(bodies: Bodies, rule: AutomodRule, names: Collection[str]) -> dict[str, Json]:
    whole: dict[str, tuple[str, Json]] = {
        "name": ("name", rule.name),
        "event": ("event_type", rule.event),
        "metadata": ("trigger_metadata", dict(rule.metadata)),
        "actions": ("actions", [_action(bodies, action) for action in rule.actions]),
        "enabled": ("enabled", rule.enabled),
        "exempt_roles": (
            "exempt_roles",
            [bodies.role_id(key) for key in sorted(rule.exempt_roles)],
        ),
        "exempt_channels": (
            "exempt_channels",
            [bodies.id_of(key) for key in sorted(rule.exempt_channels)],
        ),
    }
    return dict(whole[name] for name in RULE_FIELDS if name in names)


def _action(bodies: Bodies, action: AutomodAction) -> Json:
    metadata: dict[str, Json] = {}
    if action.channel is not None:
        metadata["channel_id"] = bodies.id_of(action.channel)
    if action.duration is not None:
        metadata["duration_seconds"] = action.duration
    if action.message is not None:
        metadata["custom_message"] = action.message
    return {"type": action.type, "metadata": metadata}


def _prompt(bodies: Bodies, prompt: Prompt, live: Prompt | None, dummy: int) -> Json:
    """A new prompt must carry an id, so it gets one that means nothing."""
    known = {option.key for option in live.options} if live else set()
    return {
        "id": str(dummy) if live is None else _prompt_id(prompt.key),
        "type": prompt.type,
        "title": prompt.title,
        "single_select": prompt.single_select,
        "required": prompt.required,
        "in_onboarding": prompt.in_onboarding,
        "options": [_option(bodies, prompt.key, option, known) for option in prompt.options],
    }


def _prompt_id(key: Key) -> Json:
    return key[1:] if key.startswith("~") else reference(Kind.PROMPT, key)


def _option(bodies: Bodies, owner: Key, option: PromptOption, known: Collection[Key]) -> Json:
    body: dict[str, Json] = {
        "title": option.title,
        "description": option.description,
        **emoji(option.emoji),
        "role_ids": [bodies.role_id(key) for key in option.roles],
        "channel_ids": [bodies.id_of(key) for key in option.channels],
    }
    if option.key in known:
        body["id"] = inner_id(Kind.OPTION, owner, option.key)
    return body
