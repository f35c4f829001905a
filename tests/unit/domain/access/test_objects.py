"""What of a change lies beyond the objects of a limited right."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.access.objects import (
    objects_in,
    outside,
    outside_design,
    reaches,
    unknown_objects,
)
from app.shared.domain.blueprint.blueprint import Blueprint, Ignore, Unmanaged
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.community import Onboarding, WelcomeScreen
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.structure import Structure
from tests.support.builders import a_channel, a_role, a_structure
from tests.support.examples import examples
from tests.unit.domain.access.designs import (
    BEFORE,
    BOSS,
    CATEGORY,
    DESK,
    HALL,
    HELPER,
    ORDER_OF_CATEGORIES,
    ORDER_OF_DESK,
    objects,
    with_channel,
    with_roles,
)


@pytest.mark.parametrize(
    ("within", "after"),
    [
        (objects("channel:lobby"), with_channel("lobby", topic="Hi")),
        (objects("channel:desk"), with_channel("lobby", topic="Hi")),
        (objects("channel:desk"), with_channel("desk", name="Desk")),
        (objects("channel:desk"), with_channel("new", parent=DESK)),
        (objects("channel:desk"), with_channel("lobby", gone=True)),
        (objects("channel:lobby"), with_channel("lobby", gone=True)),
        (objects("channel:desk", "channel:hall"), with_channel("lobby", parent=HALL)),
        (objects("channel:desk"), ORDER_OF_DESK),
        (objects("role:helper"), with_roles(BOSS, replace(HELPER, name="Aide"))),
        (objects("role:helper"), with_roles(BOSS)),
        (objects("role:helper"), BEFORE),
        (frozenset(), a_structure()),
    ],
)
def test_what_the_objects_reach_is_inside(within: frozenset[str], after: Structure) -> None:
    assert outside(within, BEFORE, after) == ()


@pytest.mark.parametrize(
    ("within", "after", "said"),
    [
        ("channel:annex", with_channel("lobby", topic="Hi"), 'The channel "lobby" would change.'),
        ("channel:lobby", with_channel("desk", name="D"), 'The category "desk" would change.'),
        ("channel:lobby", with_channel("new", parent=DESK), 'The channel "new" would be new.'),
        ("channel:new", with_channel("new"), 'The channel "new" would be new.'),
        ("channel:news", with_channel("lobby", gone=True), 'The channel "lobby" would be deleted.'),
        (
            "channel:lobby",
            with_channel("lobby", parent=HALL),
            'The channel "lobby" would move to another category.',
        ),
        (
            "channel:desk",
            with_channel("lobby", parent=HALL),
            'The channel "lobby" would move to another category.',
        ),
        (
            "channel:hall",
            with_channel("lobby", parent=HALL),
            'The channel "lobby" would move to another category.',
        ),
        (
            "channel:desk",
            with_channel("lobby", parent=None),
            'The channel "lobby" would move to another category.',
        ),
        ("channel:lobby", ORDER_OF_DESK, 'The order of the channels in "desk" would change.'),
        (
            "channel:desk",
            ORDER_OF_CATEGORIES,
            "The order of the channels outside of categories would change.",
        ),
        (
            "role:boss",
            with_roles(BOSS, replace(HELPER, name="A")),
            'The role "Helper" would change.',
        ),
        ("role:boss", with_roles(BOSS), 'The role "Helper" would be deleted.'),
        ("role:new", with_roles(BOSS, HELPER, a_role("new")), 'The role "New" would be new.'),
        ("role:helper", with_roles(HELPER, BOSS), "The order of the roles would change."),
        (
            "role:helper",
            replace(BEFORE, roles=(BOSS, HELPER, replace(BEFORE.everyone, permissions=8))),
            'The role "@everyone" would change.',
        ),
        ("role:helper", replace(BEFORE, settings={}), "The server settings would change."),
        (
            "role:helper",
            replace(BEFORE, welcome_screen=WelcomeScreen()),
            "The welcome screen would change.",
        ),
        ("role:helper", replace(BEFORE, onboarding=Onboarding()), "The onboarding would change."),
        ("role:helper", replace(BEFORE, automod=()), "AutoMod would change."),
    ],
)
def test_the_rest_is_told_in_a_sentence(within: str, after: Structure, said: str) -> None:
    assert said in outside(objects(within), BEFORE, after)


def test_a_deleted_category_lets_its_channels_go_nowhere() -> None:
    orphaned = [
        replace(one, parent=None) if one.parent == DESK else one
        for one in BEFORE.channels
        if one.key != DESK
    ]
    empty = [one for one in BEFORE.channels if DESK not in (one.key, one.parent)]

    assert outside(
        objects("channel:desk"), BEFORE, replace(BEFORE, channels=display_order(orphaned))
    )
    assert not outside(objects("channel:desk"), BEFORE, replace(BEFORE, channels=tuple(empty)))


class TestWholeDesigns:
    DESIGN = Blueprint(structure=BEFORE)

    def test_everything_in_a_first_design_is_new(self) -> None:
        assert outside_design(objects("channel:desk"), None, self.DESIGN)
        assert outside_design(frozenset(), None, self.DESIGN) == ()

    @pytest.mark.parametrize(
        "after",
        [
            replace(DESIGN, unmanaged_roles=Unmanaged.DELETE),
            replace(DESIGN, unmanaged_channels=Unmanaged.DELETE),
            replace(DESIGN, protected=frozenset({(Kind.CHANNEL, Key("lobby"))})),
            replace(DESIGN, ignored=frozenset({Ignore(Kind.CHANNEL, None, "topic")})),
            replace(DESIGN, ignored=frozenset({Ignore(Kind.CHANNEL, Key("stage"), "topic")})),
            replace(DESIGN, ignored=frozenset({Ignore(Kind.TAG, Key("desk"), "name")})),
            replace(DESIGN, ignored=frozenset({Ignore(Kind.ROLE, Key("desk"), "name")})),
        ],
    )
    def test_what_rules_over_other_things_is_outside(self, after: Blueprint) -> None:
        assert len(outside_design(objects("channel:desk"), self.DESIGN, after)) == 1
        assert outside_design(frozenset(), self.DESIGN, after) == ()

    def test_what_is_ignored_of_ones_own_things_is_inside(self) -> None:
        ignore = Ignore(Kind.CHANNEL, Key("lobby"), "topic")
        after = replace(self.DESIGN, ignored=frozenset({ignore}))

        assert outside_design(objects("channel:desk"), self.DESIGN, after) == ()


def test_objects_are_named_by_what_people_call_them() -> None:
    names = objects_in(BEFORE)

    assert names["role:helper"] == 'the role "Helper"'
    assert names["channel:desk"] == 'the category "desk"'
    assert unknown_objects(["channel:helper", "role:helper", "x"], BEFORE) == {
        "channel:helper",
        "x",
    }
    assert reaches(objects("channel:desk"), "channel:lobby", BEFORE)
    assert not reaches(objects("channel:desk"), "role:lobby", BEFORE)
    assert not reaches(objects("role:desk"), "channel:lobby", BEFORE)


KEYS = [Key(k) for k in ("a", "b", "c", "d")]
CATEGORIES = [Key(k) for k in ("x", "y")]
names = st.sampled_from(
    [f"channel:{k}" for k in (*KEYS, *CATEGORIES)] + [f"role:{k}" for k in KEYS]
)


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    roles = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=3))
    categories = draw(st.lists(st.sampled_from(CATEGORIES), unique=True))
    channels = draw(st.lists(st.sampled_from(KEYS), unique=True))
    parents = st.sampled_from([None, *categories])
    return a_structure(
        *(a_role(key, hoist=draw(st.booleans())) for key in roles),
        *display_order(
            [
                *(a_channel(key, CATEGORY) for key in categories),
                *(a_channel(k, parent=draw(parents), nsfw=draw(st.booleans())) for k in channels),
            ]
        ),
        settings={"name": draw(st.sampled_from("PQ"))},
    )


def allowed_part(within: frozenset[str], before: Structure, after: Structure) -> Structure:
    """The oracle: `before`, with just those differences to `after` that the objects let through."""

    def place(parent: Key | None) -> bool:
        return parent is not None and f"channel:{parent}" in within

    roles = []
    for role in before.roles:
        newer = after.role_by_key.get(role.key)
        own = f"role:{role.key}" in within
        roles += [role] if not own else [] if newer is None else [newer]
    kept: dict[Key, Channel] = {}
    for channel in before.channels:
        new = after.channel_by_key.get(channel.key)
        if not (f"channel:{channel.key}" in within or place(channel.parent)):
            kept[channel.key] = channel
        elif new is not None:
            may_move = place(channel.parent) and place(new.parent)
            kept[channel.key] = new if may_move else replace(new, parent=channel.parent)
    for channel in after.channels:
        if channel.key not in before.channel_by_key and place(channel.parent):
            kept[channel.key] = channel
    old = [one.key for one in before.channels]
    new_order = [one.key for one in after.channels]

    def position(channel: Channel) -> tuple[bool, int]:
        # Newcomers have no place among the old ones that anybody could dispute.
        order = new_order if place(channel.parent) or channel.key not in old else old
        return (channel.key not in order, order.index(channel.key) if channel.key in order else 0)

    return replace(
        before,
        roles=tuple(roles),
        channels=display_order(sorted(kept.values(), key=position)),
    )


def told_apart(structure: Structure) -> tuple[object, ...]:
    groups = {parent: [c.key for c in group] for parent, group in structure.children.items()}
    return (structure.roles, dict(structure.channel_by_key), groups, dict(structure.settings))


@examples(150)
@given(within=st.frozensets(names, min_size=1), before=structures(), after=structures())
def test_just_what_is_let_through_is_inside(
    within: frozenset[str], before: Structure, after: Structure
) -> None:
    """Where nothing is outside, the two designs differ in nothing but what the oracle takes over;
    and what the oracle takes over is never outside."""
    allowed = allowed_part(within, before, after)

    assert outside(within, before, allowed) == ()
    assert (outside(within, before, after) == ()) == (told_apart(allowed) == told_apart(after))


def test_everyone_is_a_role_that_can_be_named() -> None:
    after = replace(BEFORE, roles=(BOSS, HELPER, replace(BEFORE.everyone, permissions=8)))

    assert outside(objects(f"role:{EVERYONE}"), BEFORE, after) == ()
