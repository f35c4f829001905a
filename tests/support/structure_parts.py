"""Settings, welcome screens, onboardings and rules for structures, for property tests."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from app.shared.domain.structure.channels import Channel, ChannelType, Emoji
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
from app.shared.domain.structure.structure import Setting
from tests.support.chance import Chance

PROMPT_KEYS = [Key("p1"), Key("p2")]
OPTION_KEYS = [Key("o1"), Key("o2")]
RULE_KEYS = [Key("a1"), Key("a2"), Key("a3")]


def settings_of(chance: Chance, channels: Sequence[Channel]) -> Mapping[str, Setting]:
    """Every setting, so that both sides of a comparison have them."""
    texts = [channel.key for channel in channels if channel.type is ChannelType.TEXT]
    voices = [channel.key for channel in channels if channel.type is ChannelType.VOICE]
    community = bool(texts) and chance.flip()
    text: list[Key | None] = [None, *texts]
    required: list[Key | None] = [*texts] if community else text
    return MappingProxyType(
        {
            "name": chance.one_of(["Guild", "Other"]),
            "description": chance.one_of([None, "About"]),
            "verification": chance.one_of([1, 2]),
            "notifications": chance.one_of([0, 1]),
            "filter": 2,
            "locale": "en-US",
            "afk_channel": chance.one_of([None, *voices]),
            "afk_timeout": chance.one_of([60, 300]),
            "system_channel": chance.one_of(text),
            "system_messages": chance.one_of([0, 3]),
            "rules_channel": chance.one_of(required),
            "updates_channel": chance.one_of(required),
            "safety_alerts_channel": chance.one_of(text),
            "boost_progress_bar": chance.flip(),
            "community": community,
        }
    )


def welcome_screens(chance: Chance, channels: Sequence[Channel]) -> WelcomeScreen | None:
    shown = [channel.key for channel in channels if channel.type is not ChannelType.CATEGORY]
    if chance.flip():
        return None
    chosen = chance.some(shown, most=2)
    return WelcomeScreen(
        enabled=chance.flip(),
        description=chance.one_of([None, "Hello"]),
        channels=tuple(
            WelcomeChannel(channel=key, description="Here", emoji=Emoji("\N{FIRE}"))
            for key in chosen
        ),
    )


def onboardings(
    chance: Chance, channels: Sequence[Channel], roles: Sequence[Key]
) -> Onboarding | None:
    shown = [channel.key for channel in channels if channel.type is not ChannelType.CATEGORY]
    if chance.flip():
        return None

    def some(keys: Sequence[Key]) -> tuple[Key, ...]:
        return tuple(chance.some(keys, most=2))

    prompts = tuple(
        Prompt(
            key=key,
            title=f"Question {key}",
            type=chance.one_of([0, 1]),
            required=chance.flip(),
            options=tuple(
                PromptOption(key=o, title=f"Answer {o}", roles=some(roles), channels=some(shown))
                for o in chance.some(OPTION_KEYS, least=1, most=2)
            ),
        )
        for key in chance.some(PROMPT_KEYS)
    )
    return Onboarding(
        enabled=chance.flip(),
        mode=chance.one_of([0, 1]),
        default_channels=some(shown),
        prompts=prompts,
    )


def automods(
    chance: Chance, channels: Sequence[Channel], roles: Sequence[Key]
) -> tuple[AutomodRule, ...] | None:
    if chance.flip():
        return None
    texts = [channel.key for channel in channels if channel.type is ChannelType.TEXT]
    rules = []
    for key in chance.some(RULE_KEYS):
        trigger = 3 if key == RULE_KEYS[2] else 1
        actions: list[Any] = [AutomodAction(type=1)]
        if texts:
            actions.append(AutomodAction(type=2, channel=chance.one_of(texts)))
        rules.append(
            AutomodRule(
                key=key,
                name=f"Rule {key}",
                trigger=trigger,
                metadata=chance.one_of([{}, {"keyword_filter": ["x"], "new": 1}]),
                actions=tuple(chance.some(actions, least=1, most=2)),
                enabled=chance.flip(),
                exempt_roles=frozenset(chance.some(roles, most=1)),
            )
        )
    return tuple(rules)
