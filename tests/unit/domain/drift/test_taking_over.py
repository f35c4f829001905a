"""A design that gives in to the live guild, difference by difference."""

from dataclasses import replace
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.validation import problems_of
from app.shared.domain.drift.taking_over import taking_over
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import ChannelType, Overwrite
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target
from app.shared.domain.structure.structure import Structure
from tests.support.builders import a_channel, a_role, a_structure

HELPER, LOBBY, HALL = Key("helper"), Key("lobby"), Key("hall")


def change(subject: Subject, kind: ChangeKind, key: str, *fields: FieldChange) -> Change:
    return Change(subject=subject, kind=kind, key=Key(key), name=key, fields=fields)


def field(name: str, before: Any = None, after: Any = None) -> FieldChange:
    return FieldChange(field=name, before=before, after=after)


def entangled() -> Blueprint:
    """A role and a channel that everything points to, and others beside them."""
    option = PromptOption(key=Key("yes"), title="Yes", roles=(HELPER,), channels=(LOBBY, HALL))
    structure = a_structure(
        a_role("helper"),
        a_role("guide"),
        a_channel("lobby"),
        a_channel("hall", access={role_target(HELPER): Overwrite(1024, 0)}),
        settings={"name": "Guild", "system_channel": "lobby"},
        welcome_screen=WelcomeScreen(
            channels=(
                WelcomeChannel(channel=LOBBY, description="Hello"),
                WelcomeChannel(channel=HALL, description="Talk"),
            )
        ),
        onboarding=Onboarding(
            default_channels=(LOBBY, HALL),
            prompts=(Prompt(key=Key("q"), title="Q", options=(option,)),),
        ),
        automod=(
            AutomodRule(
                key=Key("spam"),
                name="Spam",
                trigger=3,
                actions=(AutomodAction(type=1), AutomodAction(type=2, channel=LOBBY)),
                exempt_roles=frozenset({HELPER}),
                exempt_channels=frozenset({LOBBY, HALL}),
            ),
        ),
    )
    return Blueprint(structure=structure, protected=frozenset({(Kind.CHANNEL, LOBBY)}))


def test_nothing_points_any_more_to_what_goes() -> None:
    design = entangled()
    live = a_structure(a_role("guide"), a_channel("hall"))

    taken = taking_over(
        design,
        live,
        [
            change(Subject.ROLE, ChangeKind.CREATE, "helper"),
            change(Subject.CHANNEL, ChangeKind.CREATE, "lobby"),
        ],
    )

    structure = taken.structure
    assert problems_of(taken) == ()
    assert [role.key for role in structure.roles] == ["guide", EVERYONE]
    assert [one.key for one in structure.channels] == [HALL]
    assert dict(structure.channels[0].access) == {}
    assert dict(structure.settings) == {"name": "Guild"}
    assert structure.welcome_screen is not None
    assert [one.channel for one in structure.welcome_screen.channels] == [HALL]
    assert structure.onboarding is not None
    assert structure.onboarding.default_channels == (HALL,)
    (option,) = structure.onboarding.prompts[0].options
    assert (option.roles, option.channels) == ((), (HALL,))
    (rule,) = structure.automod or ()
    assert [action.type for action in rule.actions] == [1]
    assert not rule.exempt_roles
    assert rule.exempt_channels == {HALL}
    assert taken.protected == frozenset()


def test_only_the_fields_that_were_chosen_are_taken() -> None:
    design = Blueprint(structure=a_structure(a_channel("lobby", topic="Design", slowmode=5)))
    live = a_structure(a_channel("lobby", topic="Live", slowmode=30))

    taken = taking_over(
        design, live, [change(Subject.CHANNEL, ChangeKind.UPDATE, "lobby", field("topic"))]
    )

    (lobby,) = taken.structure.channels
    assert (lobby.topic, lobby.slowmode) == ("Live", 5)


def test_overwrites_are_taken_one_by_one() -> None:
    a, b, c = (role_target(Key(key)) for key in "abc")
    roles = [a_role(key) for key in "abc"]
    design = Blueprint(
        structure=a_structure(
            *roles, a_channel("lobby", access={a: Overwrite(1, 0), b: Overwrite(2, 0)})
        )
    )
    live = a_structure(*roles, a_channel("lobby", access={a: Overwrite(4, 0), c: Overwrite(8, 0)}))
    fields = [field(f"access.{target}") for target in (b, c)]

    taken = taking_over(
        design, live, [change(Subject.CHANNEL, ChangeKind.ACCESS, "lobby", *fields)]
    )

    assert dict(taken.structure.channels[0].access) == {a: Overwrite(1, 0), c: Overwrite(8, 0)}


def test_what_comes_stands_behind_what_it_stands_behind_on_the_server() -> None:
    design = Blueprint(structure=a_structure(a_role("a"), a_role("b"), a_role("c")))
    live = a_structure(a_role("c"), a_role("a"), a_role("new"), a_role("b"))

    taken = taking_over(design, live, [change(Subject.ROLE, ChangeKind.DELETE, "new")])

    assert [role.key for role in taken.structure.roles] == ["a", "new", "b", "c", EVERYONE]


def test_an_order_is_taken_among_what_it_is_about() -> None:
    channels = [a_channel(key) for key in "abcd"]
    design = Blueprint(structure=a_structure(*channels))

    taken = taking_over(
        design,
        a_structure(*reversed(channels)),
        [
            change(
                Subject.ORDER,
                ChangeKind.MOVE,
                "channels",
                field("order.-.text", before=["c", "a", "ghost"], after=["a", "c"]),
            )
        ],
    )

    assert [one.key for one in taken.structure.channels] == ["c", "b", "a", "d"]


def test_another_type_brings_its_own_fields() -> None:
    design = Blueprint(structure=a_structure(a_channel("lobby", slowmode=5, topic="Design")))
    live = a_structure(a_channel("lobby", ChannelType.ANNOUNCEMENT, topic="Live"))

    taken = taking_over(
        design, live, [change(Subject.CHANNEL, ChangeKind.UPDATE, "lobby", field("type"))]
    )

    (lobby,) = taken.structure.channels
    assert (lobby.type, lobby.topic, lobby.slowmode) == (ChannelType.ANNOUNCEMENT, "Design", 0)
    assert problems_of(taken) == ()


def test_settings_and_whole_parts_are_taken() -> None:
    def structure(number: int, screen: WelcomeScreen | None) -> Structure:
        return replace(
            a_structure(),
            settings={"verification": number, "filter": number},
            welcome_screen=screen,
        )

    taken = taking_over(
        Blueprint(structure=structure(1, None)),
        structure(2, WelcomeScreen(description="Live")),
        [
            change(Subject.SETTINGS, ChangeKind.UPDATE, "settings", field("filter")),
            change(Subject.WELCOME_SCREEN, ChangeKind.UPDATE, "welcome_screen"),
        ],
    )

    assert dict(taken.structure.settings) == {"verification": 1, "filter": 2}
    assert taken.structure.welcome_screen == WelcomeScreen(description="Live")


def test_of_a_part_of_the_server_only_the_chosen_fields_are_taken() -> None:
    design = Blueprint(structure=a_structure(welcome_screen=WelcomeScreen(description="Designed")))
    shown = (WelcomeChannel(channel=LOBBY, description="Hello"),)
    live = a_structure(welcome_screen=WelcomeScreen(description="Live", channels=shown))

    described = change(
        Subject.WELCOME_SCREEN, ChangeKind.UPDATE, "welcome_screen", field("description")
    )
    taken = taking_over(design, live, [described])

    assert taken.structure.welcome_screen == WelcomeScreen(description="Live")
