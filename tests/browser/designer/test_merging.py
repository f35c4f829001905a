"""Two people's edits: what one alone touched is taken, what both changed somebody decides."""

import copy
from typing import Any

from tests.browser.designer.stage import Rules


def merged(rules: Rules, base: Any, mine: Any, theirs: Any, choices: Any = None) -> Any:
    return rules.run(
        ("merge",),
        "return m.merged(given.base, given.mine, given.theirs, given.choices);",
        {"base": base, "mine": mine, "theirs": theirs, "choices": choices or {}},
    )


def channel(design: Any, key: str) -> Any:
    return next(one for one in design["channels"] if one["key"] == key)


def test_edits_of_different_fields_are_both_kept(rules: Rules, example: Any) -> None:
    mine, theirs = copy.deepcopy(example), copy.deepcopy(example)
    channel(mine, "lobby")["topic"] = "Mine"
    channel(theirs, "lobby")["slowmode"] = 30
    channel(theirs, "news")["topic"] = "Theirs"

    result = merged(rules, example, mine, theirs)

    assert result["conflicts"] == []
    assert channel(result["design"], "lobby")["topic"] == "Mine"
    assert channel(result["design"], "lobby")["slowmode"] == 30
    assert channel(result["design"], "news")["topic"] == "Theirs"


def test_the_same_field_is_a_conflict_and_goes_as_chosen(rules: Rules, example: Any) -> None:
    mine, theirs = copy.deepcopy(example), copy.deepcopy(example)
    channel(mine, "lobby")["topic"] = "Mine"
    channel(theirs, "lobby")["topic"] = "Theirs"

    asked = merged(rules, example, mine, theirs)
    [conflict] = asked["conflicts"]
    chosen = merged(rules, example, mine, theirs, {conflict["id"]: "theirs"})

    assert (conflict["name"], conflict["field"]) == ("lobby", "topic")
    assert channel(asked["design"], "lobby")["topic"] == "Mine"
    assert channel(chosen["design"], "lobby")["topic"] == "Theirs"


def test_what_one_removed_and_the_other_left_alone_is_gone(rules: Rules, example: Any) -> None:
    theirs = copy.deepcopy(example)
    theirs["channels"] = [one for one in theirs["channels"] if one["key"] != "bot-corner"]
    theirs["onboarding"]["default_channels"].remove("bot-corner")

    result = merged(rules, example, copy.deepcopy(example), theirs)

    assert "bot-corner" not in [one["key"] for one in result["design"]["channels"]]
    assert "bot-corner" not in result["design"]["onboarding"]["default_channels"]


def test_what_one_removed_and_the_other_edited_is_a_conflict(rules: Rules, example: Any) -> None:
    mine, theirs = copy.deepcopy(example), copy.deepcopy(example)
    mine["channels"] = [one for one in mine["channels"] if one["key"] != "clips"]
    channel(theirs, "clips")["topic"] = "Theirs"

    result = merged(rules, example, mine, theirs)

    assert [one["key"] for one in result["conflicts"]] == ["clips"]
    chosen = merged(rules, example, mine, theirs, {result["conflicts"][0]["id"]: "theirs"})
    assert channel(chosen["design"], "clips")["topic"] == "Theirs"


def test_new_things_of_both_stand_beside_their_neighbours(rules: Rules, example: Any) -> None:
    mine, theirs = copy.deepcopy(example), copy.deepcopy(example)
    at = [one["key"] for one in example["channels"]].index("lobby")
    mine["channels"].insert(at + 1, channel(example, "lobby") | {"key": "my-own", "name": "my-own"})
    theirs["channels"].insert(at, channel(example, "lobby") | {"key": "theirs", "name": "theirs"})

    keys = [one["key"] for one in merged(rules, example, mine, theirs)["design"]["channels"]]

    assert keys.index("theirs") < keys.index("lobby") < keys.index("my-own")


def test_different_entries_of_one_channels_access_are_both_kept(rules: Rules, example: Any) -> None:
    mine, theirs = copy.deepcopy(example), copy.deepcopy(example)
    channel(mine, "lobby")["access"]["role:regular"] = {"allow": "1024", "deny": "0"}
    channel(theirs, "lobby")["access"]["role:captain"] = {"allow": "2048", "deny": "0"}

    result = merged(rules, example, mine, theirs)

    assert result["conflicts"] == []
    assert {"role:regular", "role:captain"} <= set(channel(result["design"], "lobby")["access"])
