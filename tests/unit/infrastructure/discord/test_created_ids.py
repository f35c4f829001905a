"""Which id belongs to which part of the body that was sent."""

from typing import Any

import pytest

from app.shared.application.ports.guild_gateway import Call
from app.shared.domain.planning.steps import Action
from app.shared.infrastructure.discord.created_ids import written

TAGS: Any = [{"name": "help"}, {"name": "bug"}]


def edit(*tags: Any) -> tuple[int, ...]:
    call = Call(action=Action.EDIT_CHANNEL, object_id=1, body={"available_tags": TAGS})
    return written(call, {"id": "1", "available_tags": list(tags)}).parts


def test_tags_are_told_by_place() -> None:
    assert edit({"id": "7", "name": "help"}, {"id": "8", "name": "bug"}) == (7, 8)


def test_tags_that_come_in_another_order_are_told_by_name() -> None:
    assert edit({"id": "8", "name": "bug"}, {"id": "7", "name": "help"}) == (7, 8)


def test_tags_of_one_name_are_told_by_place_alone() -> None:
    call = Call(
        action=Action.EDIT_CHANNEL,
        object_id=1,
        body={"available_tags": [{"name": "a"}, {"name": "a"}]},
    )
    same = [{"id": "7", "name": "a"}, {"id": "8", "name": "a"}]
    changed = [*same, {"id": "9", "name": "b"}]

    assert written(call, {"id": "1", "available_tags": same}).parts == (7, 8)
    assert written(call, {"id": "1", "available_tags": changed}).parts == ()


def test_tags_that_the_answer_does_not_show_are_left_to_the_next_reading() -> None:
    assert edit({"id": "7", "name": "help"}) == ()


def test_a_missing_option_makes_all_ids_of_an_onboarding_doubtful() -> None:
    prompt: Any = {"id": "0", "title": "Q", "options": [{"title": "a"}, {"title": "b"}]}
    call = Call(action=Action.EDIT_ONBOARDING, body={"prompts": [prompt]})
    got = {"id": "5", "title": "Q", "options": [{"id": "6", "title": "a"}]}

    assert written(call, {"prompts": [got]}).parts == ()


@pytest.mark.parametrize("answer", [None, [], {}, {"id": None}])
def test_a_creation_without_an_id_is_no_success(answer: Any) -> None:
    with pytest.raises((TypeError, KeyError)):
        written(Call(action=Action.CREATE_ROLE, body={}), answer)


def test_what_creates_nothing_has_no_id() -> None:
    assert written(Call(action=Action.DELETE_ROLE, object_id=1), None).id is None
    assert written(Call(action=Action.EDIT_ROLE, object_id=1), {"id": "1"}).id is None
