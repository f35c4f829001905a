"""From references to ids."""

import itertools

import pytest

from app.shared.domain.planning.steps import Action, Json, reference
from app.shared.domain.runs.resolving import Ids, UnknownReference
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import EVERYONE, Key
from tests.support.builders import GUILD, a_step

BOUND = (
    Bindings()
    .bind(Kind.ROLE, Key("helper"), 5)
    .bind(Kind.CHANNEL, Key("lobby"), 6)
    .bind(Kind.CHANNEL, Key("123"), 7)
    .bind(Kind.TAG, Key("forum/help"), 8)
    .bind(Kind.PROMPT, Key("ask"), 9)
)
IDS = Ids(GUILD, BOUND)


def body(value: Json) -> Json:
    numbers = itertools.count(1)
    return IDS.in_body(value, lambda: next(numbers))


@pytest.mark.parametrize(
    ("kind", "key", "expected"),
    [
        (Kind.ROLE, EVERYONE, GUILD),
        (Kind.ROLE, "helper", 5),
        (Kind.ROLE, "99", 99),
        (Kind.CHANNEL, "lobby", 6),
        (Kind.CHANNEL, "123", 7),
        (Kind.TAG, "forum/help", 8),
        (Kind.TAG, "forum/~44", 44),
        (Kind.OPTION, "ask/~45", 45),
        (Kind.PROMPT, "~46", 46),
        (Kind.ROLE, "guide", None),
        (Kind.CHANNEL, "helper", None),
        (Kind.ROLE, "\N{ARABIC-INDIC DIGIT ONE}", None),
    ],
)
def test_a_key_is_bound_or_is_its_own_id(kind: Kind, key: str, expected: int | None) -> None:
    assert IDS.find(kind, Key(key)) == expected


def test_references_become_ids_at_any_depth() -> None:
    sent = body(
        {"a": [{"id": reference(Kind.ROLE, EVERYONE)}], "b": reference(Kind.CHANNEL, Key("lobby"))}
    )

    assert sent == {"a": [{"id": str(GUILD)}], "b": "6"}


def test_a_tag_that_does_not_exist_yet_goes_without_an_id() -> None:
    tags: list[Json] = [
        {"id": reference(Kind.TAG, Key("forum/help")), "name": "help"},
        {"id": reference(Kind.TAG, Key("forum/new")), "name": "new"},
        {"name": "plain"},
    ]

    assert body({"available_tags": tags}) == {
        "available_tags": [{"id": "8", "name": "help"}, {"name": "new"}, {"name": "plain"}]
    }


def test_new_prompts_and_options_get_ids_of_their_own() -> None:
    options: list[Json] = [
        {"id": reference(Kind.OPTION, Key(f"ask/{name}")), "title": name} for name in "ab"
    ]
    prompts: list[Json] = [
        {"id": reference(Kind.PROMPT, Key("ask")), "options": options},
        {"id": reference(Kind.PROMPT, Key("new")), "options": []},
    ]

    assert body({"prompts": prompts}) == {
        "prompts": [
            {"id": "9", "options": [{"id": "1", "title": "a"}, {"id": "2", "title": "b"}]},
            {"id": "3", "options": []},
        ]
    }


def test_what_has_no_id_cannot_be_sent() -> None:
    with pytest.raises(UnknownReference, match="guide"):
        body({"parent_id": reference(Kind.CHANNEL, Key("guide"))})


def test_a_step_knows_what_it_is_about_and_whom() -> None:
    key = Key("lobby")
    by_role = a_step(
        action=Action.PUT_OVERWRITE, key=key, target=reference(Kind.ROLE, Key("helper"))
    )
    by_member = a_step(action=Action.DELETE_OVERWRITE, key=key, target="42")
    creation = a_step(action=Action.CREATE_CHANNEL, key=Key("new"))

    assert (IDS.object_of(by_role), IDS.target_of(by_role)) == (6, 5)
    assert (IDS.object_of(by_member), IDS.target_of(by_member)) == (6, 42)
    assert (IDS.object_of(creation), IDS.target_of(creation)) == (None, None)
