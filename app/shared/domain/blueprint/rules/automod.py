"""Rules for automod rules (Discord's docs, resources/auto-moderation)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.rules.keys_in_use import key_problems
from app.shared.domain.blueprint.rules.references import channel_reference, role_reference
from app.shared.domain.blueprint.rules.texts import line_problems
from app.shared.domain.language.saying import say, say_counted
from app.shared.domain.structure import limits
from app.shared.domain.structure.automod_metadata import (
    KEYWORD,
    MENTION,
    PRESET,
    PROFILE,
    SPAM,
)
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.community import AutomodAction, AutomodRule
from app.shared.domain.structure.structure import Structure

BLOCK, ALERT, TIMEOUT, BLOCK_INTERACTION = 1, 2, 3, 4
TRIGGER_WORDS = {
    KEYWORD: "keyword",
    SPAM: "spam",
    PRESET: "preset",
    MENTION: "mention",
    PROFILE: "profile",
}
ACTIONS_BY_TRIGGER = {
    KEYWORD: frozenset({BLOCK, ALERT, TIMEOUT}),
    SPAM: frozenset({BLOCK, ALERT}),
    PRESET: frozenset({BLOCK, ALERT}),
    MENTION: frozenset({BLOCK, ALERT, TIMEOUT}),
    PROFILE: frozenset({ALERT, BLOCK_INTERACTION}),
}
EVENT_BY_TRIGGER = {KEYWORD: 1, SPAM: 1, PRESET: 1, MENTION: 1, PROFILE: 2}
METADATA_BY_TRIGGER = {
    KEYWORD: ("keyword_filter", "regex_patterns", "allow_list"),
    SPAM: (),
    PRESET: ("presets", "allow_list"),
    MENTION: ("mention_total_limit", "mention_raid_protection_enabled"),
    PROFILE: ("keyword_filter", "regex_patterns", "allow_list"),
}
TIMEOUT_MAX = 28 * 86_400
MESSAGE = 150
MENTIONS = 50
_COUNTS = {
    "keyword_filter": (1000, 60),
    "regex_patterns": (10, 260),
    "allow_list": (100, 60),
}
_PRESET_ALLOW_LIST = (1000, 60)


def automod_problems(structure: Structure) -> Iterator[Problem]:
    rules = structure.automod or ()
    yield from key_problems(((r.key, ("automod", i)) for i, r in enumerate(rules)), "rule")
    seen: Counter[int] = Counter()
    for index, rule in enumerate(rules):
        path: Path = ("automod", index)
        seen[rule.trigger] += 1
        most = limits.RULES_BY_TRIGGER.get(rule.trigger)
        if most is not None and seen[rule.trigger] == most + 1:
            yield Problem(
                what=say_counted(
                    most,
                    "Discord takes {number} {trigger} rule at most.",
                    "Discord takes {number} {trigger} rules at most.",
                    trigger=TRIGGER_WORDS[rule.trigger],
                ),
                remedy=say("Remove one, or put its words into another."),
                path=path,
            )
        yield from _rule_problems(structure, rule, path)


def _rule_problems(structure: Structure, rule: AutomodRule, path: Path) -> Iterator[Problem]:
    yield from line_problems(rule.name, (*path, "name"), say("The rule's name"), limits.RULE_NAME)
    if rule.trigger not in TRIGGER_WORDS:
        yield Problem(what=say("There is no such trigger."), path=(*path, "trigger"))
        return
    if rule.event != EVENT_BY_TRIGGER[rule.trigger]:
        yield Problem(
            what=say(
                "A {trigger} rule does not watch this event.", trigger=TRIGGER_WORDS[rule.trigger]
            ),
            remedy=say("Remove the line: each trigger has its own event."),
            path=(*path, "event"),
        )
    yield from _metadata_problems(rule, (*path, "metadata"))
    yield from _action_list(structure, rule, (*path, "actions"))
    yield from _exemption_problems(structure, rule, path)


def _metadata_problems(rule: AutomodRule, path: Path) -> Iterator[Problem]:
    for name, value in rule.metadata.items():
        place = (*path, name)
        if name in _COUNTS:
            preset_list = rule.trigger == PRESET and name == "allow_list"
            most, length = _PRESET_ALLOW_LIST if preset_list else _COUNTS[name]
            yield from _word_list(value, place, name, most, length)
        elif name == "mention_total_limit" and not _whole(value, 0, MENTIONS):
            yield Problem(
                what=say("The number of mentions is out of range."),
                remedy=say("It runs from 1 to {mentions}.", mentions=MENTIONS),
                path=place,
            )
        elif name == "presets" and not _presets(value):
            yield Problem(
                what=say("There is no such word list."),
                remedy=say("They are profanity, sexual_content and slurs."),
                path=place,
            )
        if not _encodable(value):
            yield Problem(
                what=say("A text in here is broken."), remedy=say("Write it anew."), path=place
            )


def _word_list(value: Any, path: Path, name: str, most: int, length: int) -> Iterator[Problem]:
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
        yield Problem(
            what=say("{name} is a list of texts.", name=name),
            remedy=say("Write `[a, b]`."),
            path=path,
        )
        return
    if len(value) > most:
        yield Problem(
            what=say("There are {number} entries.", number=len(value)),
            remedy=say("Discord takes at most {most}.", most=most),
            path=path,
        )
    for index, word in enumerate(value):
        yield from line_problems(word, (*path, index), say("The entry"), length)


def _action_list(structure: Structure, rule: AutomodRule, path: Path) -> Iterator[Problem]:
    if not rule.actions:
        yield Problem(
            what=say("The rule does nothing."),
            remedy=say("Give it an action: `actions: [block]`."),
            path=path,
        )
    seen: set[int] = set()
    for index, action in enumerate(rule.actions):
        place = (*path, index)
        if action.type not in ACTIONS_BY_TRIGGER[rule.trigger]:
            yield Problem(
                what=say("A {trigger} rule cannot do this.", trigger=TRIGGER_WORDS[rule.trigger]),
                remedy=say("See the actions of each trigger in the documentation."),
                path=place,
            )
        elif action.type in seen:
            yield Problem(
                what=say("This action is there twice."), remedy=say("Keep one."), path=place
            )
        seen.add(action.type)
        yield from _action_problems(structure, action, place)


def _action_problems(structure: Structure, action: AutomodAction, path: Path) -> Iterator[Problem]:
    if action.channel is not None:
        yield from channel_reference(
            structure,
            action.channel,
            (*path, "channel"),
            purpose=say("where alerts go"),
            types=frozenset({ChannelType.TEXT}),
        )
    if action.message is not None:
        yield from line_problems(action.message, (*path, "message"), say("The message"), MESSAGE)
    if action.duration is not None and not 0 < action.duration <= TIMEOUT_MAX:
        yield Problem(
            what=say("The time-out is out of range."),
            remedy=say("It runs from 1s to 4w."),
            path=(*path, "duration"),
        )
    wanted = {ALERT: action.channel, TIMEOUT: action.duration}
    if action.type in wanted and wanted[action.type] is None:
        yield Problem(
            what=say("The action is not complete."),
            remedy=say("An alert needs a channel, a time-out a duration."),
            path=path,
        )
    held = ((action.channel, ALERT), (action.duration, TIMEOUT), (action.message, BLOCK))
    if any(value is not None and action.type != owner for value, owner in held):
        yield Problem(what=say("The action has a part that belongs to another one."), path=path)


def _exemption_problems(structure: Structure, rule: AutomodRule, path: Path) -> Iterator[Problem]:
    for name, keys, most in (
        ("exempt_roles", rule.exempt_roles, limits.RULE_EXEMPT_ROLES),
        ("exempt_channels", rule.exempt_channels, limits.RULE_EXEMPT_CHANNELS),
    ):
        if len(keys) > most:
            yield Problem(
                what=say("{number} are exempt.", number=len(keys)),
                remedy=say("Discord takes at most {most}.", most=most),
                path=(*path, name),
            )
    for key in sorted(rule.exempt_roles):
        yield from role_reference(structure, key, (*path, "exempt_roles", key))
    for key in sorted(rule.exempt_channels):
        yield from channel_reference(structure, key, (*path, "exempt_channels", key))


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _presets(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(_whole(number, 1, 3) for number in value)


def _encodable(value: Any) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= char <= "\udfff" for char in value)
    if isinstance(value, dict):
        return all(_encodable(key) and _encodable(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return all(_encodable(item) for item in value)
    return True
