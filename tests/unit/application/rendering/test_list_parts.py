from typing import Any

import pytest

from app.shared.application.rendering.list_parts import ThingNames, list_parts
from app.shared.domain.structure.identifiers import Key

INSIDE = "required off → on; answers +Rogue; Bard (emoji none → \N{FIRE}; roles +@Singer  −@Bard)"
ACTIONS = '+block the message and say "Ask first.", send an alert to #mod-log, time out for 5 min'


class Called(ThingNames):
    def role(self, key: Key) -> str:
        return f"@{key.title()}"

    def channel(self, key: Key) -> str:
        return f"#{key}"


def told(field: str, before: list[Any], after: list[Any]) -> list[tuple[str, str]]:
    return list(list_parts(field, before, after, Called()))


def option(key: str, title: str, **parts: Any) -> dict[str, Any]:
    return {
        "key": key,
        "title": title,
        "description": None,
        "emoji": None,
        "roles": [],
        "channels": [],
    } | parts


def prompt(key: str, title: str, *options: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {"key": key, "title": title, "required": False, "options": list(options)} | parts


def test_what_comes_and_goes_is_named() -> None:
    assert told("keywords", ["free nitro", "gift"], ["gift", "sale"]) == [
        ("", "+sale  −free nitro")
    ]
    assert told("prompts", [prompt("who", "Who?")], []) == [("", "−Who?")]


def test_entries_that_only_stand_elsewhere_are_told_as_another_order() -> None:
    assert told("presets", [1, 2], [2, 1]) == [("", "another order")]
    assert told(
        "prompts", [prompt("a", "A"), prompt("b", "B")], [prompt("b", "B"), prompt("a", "A")]
    ) == [("", "another order")]


def test_a_question_that_stays_is_told_by_what_is_otherwise_inside() -> None:
    before = [prompt("path", "Your path?", option("bard", "Bard", roles=["bard"]))]
    after = [
        prompt(
            "path",
            "Your path?",
            option("bard", "Bard", roles=["singer"], emoji={"name": "\N{FIRE}", "id": None}),
            option("rogue", "Rogue"),
            required=True,
        )
    ]

    assert told("prompts", before, after) == [
        (
            "Your path?",
            INSIDE,
        )
    ]


def test_a_question_that_is_renamed_is_no_new_one() -> None:
    ((label, text),) = told("prompts", [prompt("path", "Path?")], [prompt("path", "Which way?")])

    assert label == "Which way?"
    assert text == 'title "Path?" → "Which way?"'


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("default_channels", "+#lobby"),
        ("exempt_channels", "+#lobby"),
        ("exempt_roles", "+@Lobby"),
        ("keyword_filter", "+lobby"),
    ],
)
def test_keys_are_told_by_the_names_of_things(field: str, said: str) -> None:
    assert told(field, [], ["lobby"]) == [("", said)]


def test_a_channel_of_the_welcome_screen_is_the_same_with_another_text() -> None:
    before = [{"channel": "rules", "description": "Read", "emoji": None}]
    after = [
        {"channel": "rules", "description": "Read this", "emoji": None},
        {"channel": "lobby", "description": "Talk", "emoji": None},
    ]

    assert told("channels", before, after) == [
        ("", "+#lobby"),
        ("#rules", 'description "Read" → "Read this"'),
    ]


def test_what_automod_does_is_said_in_words() -> None:
    after = [
        {"type": 1, "channel": None, "duration": None, "message": "Ask first."},
        {"type": 2, "channel": "mod-log", "duration": None, "message": None},
        {"type": 3, "channel": None, "duration": 300, "message": None},
    ]

    assert told("actions", [], after) == [
        (
            "",
            ACTIONS,
        )
    ]


def test_many_entries_end_in_a_number() -> None:
    ((_, text),) = told("keyword_filter", [], [f"word{n}" for n in range(12)])

    assert text.endswith("word7 and 4 more")
