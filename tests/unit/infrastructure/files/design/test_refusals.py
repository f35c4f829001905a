import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.infrastructure.files.design.reading import read_design

type Edit = Callable[[dict[str, Any]], Any]

DESIGN: dict[str, Any] = {
    "format": 1,
    "unmanaged": {"roles": "keep", "channels": "keep"},
    "roles": [
        {"key": "helper", "name": "Helper", "permissions": "1024", "colors": {"primary": 1}},
        {"key": "everyone", "name": "@everyone", "permissions": "0"},
    ],
    "channels": [
        {"key": "lobby", "type": 0, "name": "lobby", "parent": None, "access": {}, "topic": ""},
        {"key": "club", "type": 4, "name": "Club", "parent": None, "access": {}},
        {
            "key": "ideas",
            "type": 15,
            "name": "ideas",
            "parent": "club",
            "access": {"role:helper": {"allow": "1024", "deny": "0"}},
            "tags": [{"key": "good", "name": "good"}],
        },
    ],
    "settings": {"system_channel": "lobby"},
    "welcome_screen": {
        "enabled": True,
        "description": None,
        "channels": [{"channel": "lobby", "description": "Hello", "emoji": None}],
    },
    "onboarding": {
        "enabled": False,
        "mode": 0,
        "default_channels": ["lobby"],
        "prompts": [
            {
                "key": "why",
                "title": "Why?",
                "options": [{"key": "fun", "title": "Fun", "roles": ["helper"], "channels": []}],
            }
        ],
    },
    "automod": [
        {
            "key": "words",
            "name": "Words",
            "trigger": 1,
            "metadata": {"keyword_filter": ["spam"]},
            "actions": [{"type": 1}],
            "exempt_roles": ["helper"],
        }
    ],
    "ignore": {"roles": [], "channels": ["topic"], "automod": []},
}


def refused(edit: Edit) -> tuple[Problem, ...]:
    design = copy.deepcopy(DESIGN)
    edit(design)
    with pytest.raises(BlueprintRefused) as caught:
        read_design(design)
    for problem in caught.value.problems:
        assert problem.what
        json.dumps(problem.path, ensure_ascii=False).encode()
    return caught.value.problems


def put(*path: str | int, value: Any) -> Edit:
    def edit(design: Any) -> None:
        for part in path[:-1]:
            design = design[part]
        design[path[-1]] = value

    return edit


def test_the_design_that_the_others_spoil_is_valid() -> None:
    read_design(DESIGN)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("format",), "1"),
        (("unmanaged", "roles"), "burn"),
        (("unmanaged",), []),
        (("roles",), {}),
        (("roles", 0), "helper"),
        (("roles", 0, "name"), 5),
        (("roles", 0, "name"), " Helper"),
        (("roles", 0, "permissions"), 1024),
        (("roles", 0, "permissions"), "-1"),
        (("roles", 0, "permissions"), "9" * 19),
        (("roles", 0, "permissions"), "9" * 5000),
        (("roles", 0, "hoist"), 1),
        (("roles", 0, "nmae"), "Helper"),
        (("roles", 0, "colors"), {"primary": 0x1000000}),
        (("roles", 0, "colors", "primary"), "red"),
        (("channels", 0, "type"), 1),
        (("channels", 0, "type"), 99),
        (("channels", 0, "type"), False),
        (("channels", 0, "name"), "Lobby!"),
        (("channels", 0, "topic"), "x" * 1025),
        (("channels", 0, "slowmode"), 21601),
        (("channels", 0, "slowmode"), 5.0),
        (("channels", 0, "bitrate"), 64000),
        (("channels", 0, "parent"), "nowhere"),
        (("channels", 0, "access", "member:abc"), {"allow": "0", "deny": "0"}),
        (("channels", 0, "access", "role:ghost"), {"allow": "0", "deny": "0"}),
        (("channels", 0, "access", "everyone"), {"allow": "0", "deny": "0"}),
        (("channels", 2, "access", "role:helper"), {"allow": "1024", "deny": "1024"}),
        (("channels", 2, "access", "role:helper", "deny"), 0),
        (("channels", 2, "tags", 0, "name"), "x" * 21),
        (("channels", 2, "tags", 0, "emoji"), {"name": "hello", "id": None}),
        (("channels", 2, "tags", 0, "emoji"), "🎉"),
        (("settings", "verification"), 5),
        (("settings", "locale"), 10**5000),
        (("settings", "system_channel"), "ideas"),
        (("settings", "nonsense"), True),
        (("welcome_screen", "channels", 0, "channel"), "ghost"),
        (("welcome_screen", "channels", 0, "description"), None),
        (("onboarding", "default_channels", 0), "ghost"),
        (("onboarding", "default_channels", 0), 5),
        (("onboarding", "prompts", 0, "options", 0, "roles", 0), "ghost"),
        (("onboarding", "prompts", 0, "title"), "x" * 101),
        (("automod", 0, "trigger"), 2),
        (("automod", 0, "trigger"), None),
        (("automod", 0, "actions", 0, "type"), 9),
        (("automod", 0, "metadata", "keyword_filter"), "spam"),
        (("automod", 0, "exempt_roles", 0), "ghost"),
        (("ignore", "channels", 0), "smell"),
        (("extra",), None),
    ],
    ids=lambda part: ".".join(map(str, part)) if isinstance(part, tuple) else "",
)
def test_a_spoilt_value_is_told_at_its_own_place(path: tuple[str | int, ...], value: Any) -> None:
    problems = refused(put(*path, value=value))

    assert any(
        path[: len(p.path)] == p.path[: len(path)] and len(p.path) >= len(path) - 1
        for p in problems
    ), problems
    assert len(problems) == 1, problems


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_design() -> None:
    def spoil(design: Any) -> None:
        put("channels", 2, "nope", value=1)(design)
        put("channels", 0, "topic", value=5)(design)
        put("roles", 0, "name", value="")(design)
        put("automod", 0, "name", value=None)(design)

    problems = refused(spoil)

    assert [problem.path for problem in problems] == [
        ("roles", 0, "name"),
        ("channels", 0, "topic"),
        ("channels", 2, "nope"),
        ("automod", 0, "name"),
    ]


def test_a_key_that_is_taken_is_told_at_the_second_thing() -> None:
    problems = refused(lambda d: d["channels"].append({"key": "lobby", "type": 2, "name": "Hall"}))

    (twice,) = (problem for problem in problems if problem.path[-1:] == ("key",))
    assert twice.path == ("channels", 3, "key")


def test_what_points_to_a_broken_thing_is_not_told_as_well() -> None:
    problems = refused(put("channels", 0, "type", value="text"))

    assert [problem.path for problem in problems] == [("channels", 0, "type")]


def test_a_wrong_order_is_told_of_the_list() -> None:
    problems = refused(lambda d: d["channels"].reverse())

    assert [problem.path for problem in problems] == [("channels",)]


def test_everyone_has_to_be_there() -> None:
    (problem,) = refused(lambda d: d["roles"].pop())

    assert problem.path == ("roles",)
    assert "@everyone" in problem.what


def test_a_word_nearly_right_is_suggested() -> None:
    (problem,) = refused(put("channels", 0, "topci", value=""))

    assert problem.remedy == 'Did you mean "topic"?'


@pytest.mark.parametrize("value", [None, [], "design", 5, True, {}])
def test_what_is_no_design_at_all_is_refused(value: object) -> None:
    with pytest.raises(BlueprintRefused):
        read_design(value)


def test_more_wrong_than_anybody_can_read_is_cut_off() -> None:
    entry = {"allow": "0", "deny": "0"}

    problems = refused(
        put("channels", 0, "access", value={f"role:ghost-{n}": entry for n in range(900)})
    )

    assert len(problems) == 200


def test_so_is_what_cannot_even_be_read() -> None:
    assert len(refused(put("roles", value=[5] * 900))) == 200
