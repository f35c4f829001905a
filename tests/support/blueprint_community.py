"""Settings, welcome screens, onboardings and automod rules for property tests."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from app.shared.domain.structure import limits
from app.shared.domain.structure.automod_metadata import complete_metadata
from app.shared.domain.structure.channels import (
    Channel,
    ChannelType,
)
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
from app.shared.domain.structure.identifiers import (
    Key,
)
from app.shared.domain.structure.structure import Setting
from tests.support.blueprint_parts import emojis, keys, line, snowflakes


@st.composite
def settings_of(draw: st.DrawFn, listed: Sequence[Channel]) -> dict[str, Setting]:
    def of_type(*types: ChannelType) -> st.SearchStrategy[Setting]:
        fitting = [str(channel.key) for channel in listed if channel.type in types]
        by_id = snowflakes.map(str)
        return st.one_of(st.none(), by_id, *([st.sampled_from(fitting)] if fitting else []))

    text = ChannelType.TEXT
    return draw(
        st.fixed_dictionaries(
            {},
            optional={
                "name": line(limits.GUILD_NAME_MAX, limits.GUILD_NAME_MIN),
                "description": st.none() | line(limits.GUILD_DESCRIPTION),
                "verification": st.integers(0, 4),
                "notifications": st.integers(0, 1),
                "filter": st.integers(0, 2),
                "locale": st.sampled_from(["en-US", "no", "ja"]),
                "afk_channel": of_type(ChannelType.VOICE),
                "afk_timeout": st.sampled_from(limits.AFK_TIMEOUTS),
                "system_channel": of_type(text),
                "system_messages": st.integers(0, 127),
                "rules_channel": of_type(text).filter(lambda value: value is not None),
                "updates_channel": of_type(text).filter(lambda value: value is not None),
                "safety_alerts_channel": of_type(text),
                "boost_progress_bar": st.booleans(),
                "community": st.just(True),
            },
        )
    )


@st.composite
def welcome_screens(draw: st.DrawFn, channel_keys: Sequence[Key]) -> WelcomeScreen:
    shown = draw(some_of(channel_keys, limits.WELCOME_CHANNELS))
    return WelcomeScreen(
        enabled=draw(st.booleans()),
        description=draw(st.none() | line(limits.WELCOME_DESCRIPTION)),
        channels=tuple(
            WelcomeChannel(
                channel=key,
                description=draw(line(limits.WELCOME_CHANNEL_DESCRIPTION)),
                emoji=draw(st.none() | emojis),
            )
            for key in shown
        ),
    )


def some_of(listed: Sequence[Key], most: int) -> st.SearchStrategy[list[Key]]:
    by_id = snowflakes.map(lambda number: Key(str(number)))
    known = [st.sampled_from(listed)] if listed else []
    return st.lists(st.one_of(by_id, *known), max_size=most, unique=True)


@st.composite
def onboardings(
    draw: st.DrawFn, channel_keys: Sequence[Key], role_keys: Sequence[Key]
) -> Onboarding:
    prompts = []
    for key in draw(st.lists(keys, max_size=2, unique=True)):
        option_keys = draw(st.lists(keys, min_size=1, max_size=3, unique=True))
        options = tuple(
            PromptOption(
                key=option,
                title=draw(line(limits.OPTION_TITLE)),
                description=draw(st.none() | line(limits.OPTION_DESCRIPTION)),
                emoji=draw(st.none() | emojis),
                roles=tuple(draw(some_of(role_keys, 3))),
                channels=tuple(draw(some_of(channel_keys, 3))),
            )
            for option in option_keys
        )
        prompts.append(
            Prompt(
                key=key,
                title=draw(line(limits.PROMPT_TITLE)),
                type=draw(st.sampled_from([0, 1])),
                single_select=draw(st.booleans()),
                required=draw(st.booleans()),
                in_onboarding=draw(st.booleans()),
                options=options,
            )
        )
    return Onboarding(
        enabled=False,
        mode=draw(st.sampled_from([0, 1])),
        default_channels=tuple(draw(some_of(channel_keys, 5))),
        prompts=tuple(prompts),
    )


_unknown_metadata = st.dictionaries(
    st.sampled_from(["new_thing", "x_limit"]),
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.lists(line(5), max_size=2),
    max_size=2,
)
_words = st.lists(line(20), max_size=3)
_metadata: dict[int, dict[str, st.SearchStrategy[Any]]] = {
    1: {"keyword_filter": _words, "regex_patterns": _words, "allow_list": _words},
    3: {},
    4: {"presets": st.lists(st.integers(1, 3), max_size=3, unique=True), "allow_list": _words},
    5: {
        "mention_total_limit": st.integers(1, 50),
        "mention_raid_protection_enabled": st.booleans(),
    },
    6: {"keyword_filter": _words, "regex_patterns": _words, "allow_list": _words},
}


@st.composite
def automod_rules(
    draw: st.DrawFn, text_channels: Sequence[Key], channel_keys: Sequence[Key], roles: Sequence[Key]
) -> tuple[AutomodRule, ...]:
    triggers = draw(st.lists(st.sampled_from([1, 3, 4, 5, 6]), max_size=4, unique=True))
    rule_keys = draw(st.lists(keys, min_size=len(triggers), max_size=len(triggers), unique=True))
    return tuple(
        AutomodRule(
            key=key,
            name=draw(line(limits.RULE_NAME)),
            trigger=trigger,
            event=2 if trigger == 6 else 1,
            metadata=complete_metadata(
                trigger,
                draw(st.fixed_dictionaries({}, optional=_metadata[trigger]))
                | draw(_unknown_metadata),
            ),
            actions=draw(_actions(trigger, text_channels)),
            enabled=draw(st.booleans()),
            exempt_roles=frozenset(draw(some_of(roles, 3))),
            exempt_channels=frozenset(draw(some_of(channel_keys, 3))),
        )
        for key, trigger in zip(rule_keys, triggers, strict=True)
    )


@st.composite
def _actions(
    draw: st.DrawFn, trigger: int, text_channels: Sequence[Key]
) -> tuple[AutomodAction, ...]:
    block = st.builds(AutomodAction, type=st.just(1), message=st.none() | line(150))
    by_id = snowflakes.map(lambda number: Key(str(number)))
    places = st.one_of(by_id, *([st.sampled_from(text_channels)] if text_channels else []))
    alert = st.builds(AutomodAction, type=st.just(2), channel=places)
    if trigger == 6:
        return tuple(draw(st.permutations([AutomodAction(type=4), draw(alert)])))
    actions = [draw(block), draw(alert)]
    if trigger in (1, 5):
        actions.append(AutomodAction(type=3, duration=draw(st.integers(1, 28 * 86400))))
    count = draw(st.integers(1, len(actions)))
    return tuple(draw(st.permutations(actions))[:count])
