"""Settings, welcome screens, onboardings and rules for structures, for property tests."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

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

PROMPT_KEYS = [Key("p1"), Key("p2")]
OPTION_KEYS = [Key("o1"), Key("o2")]
RULE_KEYS = [Key("a1"), Key("a2"), Key("a3")]


@st.composite
def settings_of(draw: st.DrawFn, channels: Sequence[Channel]) -> Mapping[str, Setting]:
    """Every setting, so that both sides of a comparison have them."""
    texts = [channel.key for channel in channels if channel.type is ChannelType.TEXT]
    voices = [channel.key for channel in channels if channel.type is ChannelType.VOICE]
    community = bool(texts) and draw(st.booleans())
    text: st.SearchStrategy[Key | None] = st.sampled_from([None, *texts])
    required = st.sampled_from(texts) if community else text
    return MappingProxyType(
        {
            "name": draw(st.sampled_from(["Guild", "Other"])),
            "description": draw(st.sampled_from([None, "About"])),
            "verification": draw(st.sampled_from([1, 2])),
            "notifications": draw(st.sampled_from([0, 1])),
            "filter": 2,
            "locale": "en-US",
            "afk_channel": draw(st.sampled_from([None, *voices])),
            "afk_timeout": draw(st.sampled_from([60, 300])),
            "system_channel": draw(text),
            "system_messages": draw(st.sampled_from([0, 3])),
            "rules_channel": draw(required),
            "updates_channel": draw(required),
            "safety_alerts_channel": draw(text),
            "boost_progress_bar": draw(st.booleans()),
            "community": community,
        }
    )


@st.composite
def welcome_screens(draw: st.DrawFn, channels: Sequence[Channel]) -> WelcomeScreen | None:
    shown = [channel.key for channel in channels if channel.type is not ChannelType.CATEGORY]
    if draw(st.booleans()):
        return None
    chosen = draw(st.lists(st.sampled_from(shown), unique=True, max_size=2)) if shown else []
    return WelcomeScreen(
        enabled=draw(st.booleans()),
        description=draw(st.sampled_from([None, "Hello"])),
        channels=tuple(
            WelcomeChannel(channel=key, description="Here", emoji=Emoji("\N{FIRE}"))
            for key in chosen
        ),
    )


@st.composite
def onboardings(
    draw: st.DrawFn, channels: Sequence[Channel], roles: Sequence[Key]
) -> Onboarding | None:
    shown = [channel.key for channel in channels if channel.type is not ChannelType.CATEGORY]
    if draw(st.booleans()):
        return None

    def some(keys: Sequence[Key]) -> tuple[Key, ...]:
        if not keys:
            return ()
        return tuple(draw(st.lists(st.sampled_from(keys), unique=True, max_size=2)))

    prompts = tuple(
        Prompt(
            key=key,
            title=f"Question {key}",
            type=draw(st.sampled_from([0, 1])),
            required=draw(st.booleans()),
            options=tuple(
                PromptOption(key=o, title=f"Answer {o}", roles=some(roles), channels=some(shown))
                for o in draw(
                    st.lists(st.sampled_from(OPTION_KEYS), unique=True, min_size=1, max_size=2)
                )
            ),
        )
        for key in draw(st.lists(st.sampled_from(PROMPT_KEYS), unique=True))
    )
    return Onboarding(
        enabled=draw(st.booleans()),
        mode=draw(st.sampled_from([0, 1])),
        default_channels=some(shown),
        prompts=prompts,
    )


@st.composite
def automods(
    draw: st.DrawFn, channels: Sequence[Channel], roles: Sequence[Key]
) -> tuple[AutomodRule, ...] | None:
    if draw(st.booleans()):
        return None
    texts = [channel.key for channel in channels if channel.type is ChannelType.TEXT]
    rules = []
    for key in draw(st.lists(st.sampled_from(RULE_KEYS), unique=True)):
        trigger = 3 if key == RULE_KEYS[2] else 1
        actions: list[Any] = [AutomodAction(type=1)]
        if texts:
            actions.append(AutomodAction(type=2, channel=draw(st.sampled_from(texts))))
        rules.append(
            AutomodRule(
                key=key,
                name=f"Rule {key}",
                trigger=trigger,
                metadata=draw(st.sampled_from([{}, {"keyword_filter": ["x"], "new": 1}])),
                actions=tuple(draw(st.lists(st.sampled_from(actions), min_size=1, max_size=2))),
                enabled=draw(st.booleans()),
                exempt_roles=frozenset(draw(st.sets(st.sampled_from(roles), max_size=1)))
                if roles
                else frozenset(),
            )
        )
    return tuple(rules)
