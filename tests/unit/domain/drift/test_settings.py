"""What a guild wants done about its drift."""

from datetime import time
from typing import Any

import pytest

from app.shared.domain.drift.quiet_hours import QuietHours
from app.shared.domain.drift.settings import (
    DriftSettings,
    DriftSettingsRefused,
    FieldRule,
    check_settings,
    place_text,
    places_of,
)
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.structure.identifiers import Key, UserId
from tests.support.builders import GUILD

TOPIC = FieldRule(subject=Subject.CHANNEL, key="lobby", field="topic")
ACCESS = FieldRule(subject=Subject.CHANNEL, field="access")


def settings(**fields: Any) -> DriftSettings:
    return DriftSettings(guild_id=GUILD, **fields)


def a_change(*fields: str, kind: ChangeKind = ChangeKind.UPDATE, key: str = "lobby") -> Change:
    return Change(
        subject=Subject.CHANNEL,
        kind=kind,
        key=Key(key),
        name=key,
        fields=tuple(FieldChange(field=name, before=1, after=2) for name in fields),
    )


def test_a_rule_covers_the_field_of_the_thing_it_names() -> None:
    ignoring = settings(ignored=(TOPIC,))

    assert ignoring.ignores(a_change("topic"))
    assert not ignoring.ignores(a_change("name"))
    assert not ignoring.ignores(a_change("topic", key="hall"))
    assert not ignoring.ignores(a_change("topic", "name"))


def test_access_stands_for_that_of_everybody() -> None:
    ignoring = settings(ignored=(ACCESS,))

    assert ignoring.ignores(a_change("access.role:helper", "access.member:7"))
    assert not ignoring.ignores(a_change("access.role:helper", "name"))


def test_only_a_rule_for_every_field_covers_that_a_thing_came_or_went() -> None:
    gone = a_change("name", "topic", kind=ChangeKind.CREATE)
    every = FieldRule(subject=Subject.CHANNEL, key="lobby")

    assert not settings(ignored=(TOPIC, ACCESS)).ignores(gone)
    assert settings(ignored=(every,)).ignores(gone)


def test_what_is_ignored_is_not_put_back() -> None:
    every = FieldRule(subject=Subject.CHANNEL, key="lobby")
    reverting = settings(auto_revert=(every,), ignored=(TOPIC,))

    assert settings(auto_revert=(every,)).reverts(a_change("topic", "name"))
    assert not reverting.reverts(a_change("topic"))
    assert reverting.reverted_of(a_change("topic", "name")) == a_change("name")


def test_of_a_thing_the_chosen_fields_are_put_back_and_others_left() -> None:
    reverting = settings(auto_revert=(TOPIC,))
    gone = a_change("name", "topic", kind=ChangeKind.CREATE)

    assert reverting.reverts(a_change("topic", "name"))
    assert reverting.reverted_of(a_change("topic", "name")) == a_change("topic")
    assert reverting.left_of(a_change("topic", "name")) == a_change("name")
    assert reverting.left_of(a_change("topic")) is None
    assert not reverting.reverts(a_change("name"))
    assert not reverting.reverts(gone)


def test_places_name_each_field_or_the_thing_as_a_whole() -> None:
    assert places_of(a_change("topic", "name")) == ("channel:lobby:topic", "channel:lobby:name")
    assert places_of(a_change("name", kind=ChangeKind.CREATE)) == ("channel:lobby:",)


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        (
            {"quiet_hours": QuietHours(begins=time(1), ends=time(2), zone="Vienna")},
            ("quiet_hours", "zone"),
        ),
        (
            {"quiet_hours": QuietHours(begins=time(1), ends=time(2), zone="../etc/passwd")},
            ("quiet_hours", "zone"),
        ),
        (
            {"quiet_hours": QuietHours(begins=time(1), ends=time(1), zone="UTC")},
            ("quiet_hours", "ends"),
        ),
        (
            {"ignored": (TOPIC, FieldRule(subject=Subject.ROLE, key=""))},
            ("ignored", 1, "key"),
        ),
        ({"ignored": (TOPIC,) * 101}, ("ignored",)),
        (
            {"auto_revert": (FieldRule(subject=Subject.ROLE),), "revert_as": UserId(1)},
            ("auto_revert", 0),
        ),
        ({"auto_revert": (TOPIC,)}, ("auto_revert",)),
    ],
)
def test_what_is_wrong_has_its_place_and_a_remedy(
    wrong: dict[str, Any], path: tuple[str | int, ...]
) -> None:
    with pytest.raises(DriftSettingsRefused) as caught:
        check_settings(settings(**wrong))

    assert [problem.path for problem in caught.value.problems] == [path]
    assert all(problem.what and problem.remedy for problem in caught.value.problems)


def test_what_is_right_is_let_through() -> None:
    hours = QuietHours(begins=time(22), ends=time(7), zone="America/Argentina/Buenos_Aires")

    check_settings(
        settings(quiet_hours=hours, ignored=(TOPIC,), auto_revert=(ACCESS,), revert_as=UserId(1))
    )


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("channel:lobby:topic", "The topic of the channel lobby"),
        ("role:helper:", "The existence of the role helper"),
        ("onboarding:onboarding:default_channels", "The default channels of the onboarding"),
        ("welcome_screen:welcome_screen:description", "The description of the welcome screen"),
        ("settings:settings:verification", "The verification of the settings"),
        ("order:roles:order", "The order of roles"),
    ],
)
def test_a_place_is_named_once(place: str, text: str) -> None:
    assert place_text(place) == text
