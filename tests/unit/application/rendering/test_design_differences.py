"""Differences of designs in words, and in the shape of the designer's document."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from app.shared.application.rendering.design_differences import difference_views, three_way_views
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.differences import design_differences, three_way_differences
from app.shared.domain.blueprint.merging import merge
from app.shared.domain.structure.channels import ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.identifiers import Key, role_target
from tests.support.blueprints import blueprints
from tests.support.builders import a_blueprint, a_channel, a_role


def views(before: Blueprint, after: Blueprint) -> list[dict[str, Any]]:
    return difference_views(design_differences(before, after), before, after)


def one(before: Blueprint, after: Blueprint) -> dict[str, Any]:
    (view,) = views(before, after)
    return view


def test_a_field_is_told_by_the_name_of_its_thing() -> None:
    view = one(
        a_blueprint(a_channel("lobby", name="general")),
        a_blueprint(a_channel("lobby", name="general", topic="Hello")),
    )

    assert view["label"] == "#general · topic"
    assert (view["before"], view["after"]) == ("", "Hello")
    assert (view["before_text"], view["after_text"]) == ('""', '"Hello"')
    assert view["sign"] == "~"


def test_an_overwrite_is_told_by_whom_it_is_about() -> None:
    access = {role_target(Key("helper")): Overwrite(1024, 2048)}
    view = one(
        a_blueprint(a_role("helper"), a_channel("lobby")),
        a_blueprint(a_role("helper"), a_channel("lobby", access=access)),
    )

    assert view["path"] == ["channels", "lobby", "access", "role:helper"]
    assert view["label"] == "#lobby · access of @Helper"
    assert view["before"] is None
    assert view["after"] == {"allow": "1024", "deny": "2048"}
    assert view["after_text"] == "allows View Channels; denies Send Messages and Create Posts"
    assert view["sign"] == "◐"


def test_what_comes_and_goes_is_told_whole() -> None:
    tag = Tag(key=Key("good"), name="Good", emoji=Emoji(id=5))
    forum = a_channel("ideas", ChannelType.FORUM, tags=(tag,))

    came = one(a_blueprint(), a_blueprint(forum))
    went = one(a_blueprint(forum), a_blueprint())

    assert (came["label"], came["sign"], came["before"]) == ("#ideas", "+", None)
    assert came["after"]["tags"] == [
        {"key": "good", "name": "Good", "moderated": False, "emoji": {"name": None, "id": "5"}}
    ]
    assert (went["sign"], went["after"], went["after_text"]) == ("−", None, "")


def test_an_order_is_told_once() -> None:
    roles = (a_role("a"), a_role("b"))
    view = one(a_blueprint(*roles), a_blueprint(*reversed(roles)))

    assert (view["label"], view["sign"]) == ("Order of the roles", "↕")
    assert view["after_text"] == "@B, @A, @everyone"


def test_permissions_are_text_and_words() -> None:
    view = one(a_blueprint(a_role("a")), a_blueprint(a_role("a", permissions=1 << 60 | 1024)))

    assert view["after"] == str(1 << 60 | 1024)
    assert "View Channels" in view["after_text"]


def test_three_sides_stand_side_by_side() -> None:
    sides = [a_blueprint(a_channel("lobby", topic=topic)) for topic in ("", "mine", "theirs")]

    (view,) = three_way_views(three_way_differences(*sides), *sides)
    (conflict,) = three_way_views(merge(*sides).conflicts, *sides)

    assert (view["base"], view["mine"], view["theirs"]) == ("", "mine", "theirs")
    assert conflict == {**view, "taken": "mine"}


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints(), blueprints())
def test_any_difference_has_a_label_and_fits_into_json(one: Blueprint, other: Blueprint) -> None:
    for view in views(one, other):
        assert view["label"]
        assert view["before"] != view["after"] or view["before_text"] != view["after_text"]
        json.dumps(view)
