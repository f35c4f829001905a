from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.differences import ORDER, DesignPath, design_differences
from app.shared.domain.blueprint.list_merging import merged_order
from app.shared.domain.blueprint.merging import Side, merge
from app.shared.domain.blueprint.put_together import together
from app.shared.domain.blueprint.taken_apart import ABSENT, apart, part_at
from app.shared.domain.blueprint.validation import problems_of
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite, Tag
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target
from app.shared.domain.structure.roles import Role
from tests.support.blueprints import blueprints
from tests.support.builders import a_blueprint, a_channel, a_role
from tests.support.design_edits import Edit, after, base, edits

slow = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
some_edits = st.lists(edits(range(6)), max_size=6)


@slow
@given(blueprints())
def test_a_design_that_is_taken_apart_can_be_put_together(design: Blueprint) -> None:
    assert together(apart(design)) == design


@slow
@given(blueprints(), blueprints())
def test_an_unchanged_side_takes_the_other_as_it_is(one: Blueprint, other: Blueprint) -> None:
    for mine, theirs, wanted in ((one, other, other), (other, one, other), (other, other, other)):
        merged = merge(one, mine, theirs)

        assert merged.blueprint == wanted
        assert not merged.conflicts
        assert not merged.problems


@slow
@given(blueprints(), blueprints())
def test_designs_differ_where_differences_are_found(one: Blueprint, other: Blueprint) -> None:
    assert bool(design_differences(one, other)) == (one != other)
    assert design_differences(one, one) == ()


@settings(max_examples=60)
@given(st.lists(edits([0, 2, 4]), max_size=5), st.lists(edits([1, 3, 5]), max_size=5))
def test_edits_of_different_things_do_not_mind_whose_they_are(
    mine: list[Edit], theirs: list[Edit]
) -> None:
    start = base()

    merged = merge(start, after(start, mine), after(start, theirs))
    turned = merge(start, after(start, theirs), after(start, mine))

    at_odds = {one.path for one in merged.conflicts}
    assert at_odds == {one.path for one in turned.conflicts}
    assert all(path[0] in {ORDER, "channels"} for path in at_odds)
    assert merged.blueprint == turned.blueprint or at_odds
    assert merged.problems == ()


@settings(max_examples=60)
@given(some_edits, some_edits)
def test_what_one_side_changed_alone_is_in_the_result(mine: list[Edit], theirs: list[Edit]) -> None:
    start = base()
    sides = (after(start, mine), after(start, theirs))

    merged = merge(start, *sides)

    result = apart(merged.blueprint)
    at_odds = {one.path for one in merged.conflicts}
    changed = [{one.path for one in design_differences(start, side)} for side in sides]
    for side, ours, others in zip(sides, changed, reversed(changed), strict=True):
        for path in ours - others:
            if path[0] != ORDER and not _near(path, at_odds | others):
                assert part_at(result, path) == part_at(apart(side), path), path


@settings(max_examples=60)
@given(some_edits, some_edits)
def test_the_result_is_valid_and_has_mine_where_both_are_at_odds(
    mine: list[Edit], theirs: list[Edit]
) -> None:
    start = base()
    sides = (after(start, mine), after(start, theirs))

    merged = merge(start, *sides)

    assert problems_of(merged.blueprint) == merged.problems == ()
    assert tuple(merged.blueprint.structure.channels)
    result = apart(merged.blueprint)
    for one in merged.conflicts:
        assert one.mine != one.theirs
        if one.path[0] != ORDER and not _near(
            one.path, {c.path for c in merged.conflicts} - {one.path}
        ):
            wanted = one.mine if one.taken is Side.MINE else one.theirs
            assert part_at(result, one.path) == wanted


def _near(path: DesignPath, others: set[DesignPath]) -> bool:
    return any(path[: len(one)] == one or one[: len(path)] == path for one in others)


def a_design(*parts: Role | Channel) -> Blueprint:
    return a_blueprint(*parts)


def test_overwrites_are_merged_by_whom_they_are_about() -> None:
    def lobby(**access: int) -> Blueprint:
        overwrites = {role_target(Key(key)): Overwrite(bits, 0) for key, bits in access.items()}
        return a_design(a_role("a"), a_role("b"), a_channel("lobby", access=overwrites))

    merged = merge(lobby(a=1, b=1), lobby(a=2, b=1), lobby(a=1, b=4))

    assert merged.blueprint == lobby(a=2, b=4)
    assert merged.conflicts == ()


def test_what_both_changed_is_told_with_all_three_values() -> None:
    topics = [a_design(a_channel("lobby", topic=topic)) for topic in ("", "mine", "theirs")]

    merged = merge(*topics)

    (conflict,) = merged.conflicts
    assert conflict.path == ("channels", "lobby", "topic")
    assert (conflict.base, conflict.mine, conflict.theirs) == ("", "mine", "theirs")
    assert merged.blueprint == topics[1]


def test_what_one_removed_and_the_other_changed_stays_until_somebody_decides() -> None:
    with_it = a_design(a_channel("hall"), a_channel("lobby"))
    edited = a_design(a_channel("hall"), a_channel("lobby", topic="New"))
    without = a_design(a_channel("hall"))

    for mine, theirs, side in ((without, edited, Side.THEIRS), (edited, without, Side.MINE)):
        merged = merge(with_it, mine, theirs)

        (conflict,) = merged.conflicts
        assert conflict.path == ("channels", "lobby")
        assert ABSENT in (conflict.mine, conflict.theirs)
        assert conflict.taken is side
        assert merged.blueprint == edited


def test_what_one_removed_and_the_other_began_to_need_stays() -> None:
    plain = a_design(a_role("helper"), a_channel("lobby"))
    without = a_design(a_channel("lobby"))
    access = {role_target(Key("helper")): Overwrite(1024, 0)}
    needing = a_design(a_role("helper"), a_channel("lobby", access=access))

    for mine, theirs in ((without, needing), (needing, without)):
        merged = merge(plain, mine, theirs)

        assert merged.blueprint == needing
        assert [one.path for one in merged.conflicts] == [("roles", "helper")]


def test_a_category_that_got_a_channel_meanwhile_stays() -> None:
    club = a_channel("club", ChannelType.CATEGORY, name="Club")
    filled = a_design(club, a_channel("lobby", parent=Key("club")))

    merged = merge(a_design(club), a_design(), filled)

    assert merged.blueprint == filled
    assert [one.path for one in merged.conflicts] == [("channels", "club")]


def test_two_that_add_the_same_key_are_at_odds_about_its_fields() -> None:
    merged = merge(
        a_design(),
        a_design(a_role("helper", hoist=True)),
        a_design(a_role("helper", hoist=False)),
    )

    assert [one.path for one in merged.conflicts] == [("roles", "helper", "hoist")]
    assert merged.blueprint == a_design(a_role("helper", hoist=True))


def test_two_that_move_the_same_role_are_at_odds_about_the_order() -> None:
    def ordered(keys: str) -> Blueprint:
        return a_design(*(a_role(key) for key in keys))

    merged = merge(ordered("abcd"), ordered("bcda"), ordered("bcad"))

    assert [one.path for one in merged.conflicts] == [(ORDER, "roles")]
    assert merged.blueprint == ordered("bcda")


def test_what_became_invalid_by_merging_is_told() -> None:
    def forum(*tags: str) -> Blueprint:
        made = tuple(Tag(key=Key(f"key-{n}-{tag}"), name=tag[0]) for n, tag in enumerate(tags))
        return a_design(a_channel("ideas", ChannelType.FORUM, tags=made))

    merged = merge(forum(), forum("good1"), forum("good2"))

    assert [problem.path[:2] for problem in merged.problems] == [("channels", "ideas")]


names = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@settings(max_examples=120)
@given(names, names, names)
def test_an_order_has_every_entry_once(base: list[str], mine: list[str], theirs: list[str]) -> None:
    alive = set(mine) | set(theirs)

    merged = merged_order(base, mine, theirs, alive)

    assert sorted(merged.names) == sorted(alive)
    if not merged.contested and set(mine) == set(theirs) == set(base):
        assert merged.names == merged_order(base, theirs, mine, alive).names


@settings(max_examples=100)
@given(names, names)
def test_an_unchanged_order_takes_the_other(base: list[str], other: list[str]) -> None:
    alive = set(other)

    assert merged_order(base, base, other, alive).names == tuple(other)
    assert merged_order(base, other, base, alive).names == tuple(other)


def test_everyone_stays_last_whoever_adds_roles() -> None:
    start = a_design(a_role("a"))
    mine = a_design(a_role("a"), a_role("z"))
    theirs = replace(
        start,
        structure=replace(
            start.structure,
            roles=(*mine.structure.roles[:1], a_role("b"), start.structure.everyone),
        ),
    )

    merged = merge(start, mine, theirs)

    assert [role.key for role in merged.blueprint.structure.roles] == ["a", "b", "z", EVERYONE]


def test_moving_a_category_is_at_odds_with_no_order_inside_it() -> None:
    def tree(*names: str) -> Blueprint:
        return a_design(
            *(
                a_channel(name, ChannelType.CATEGORY)
                if name.isupper()
                else a_channel(name, parent=Key(name[0].upper()))
                for name in names
            )
        )

    merged = merge(
        tree("A", "a1", "a2", "B", "b1", "b2"),
        tree("A", "a1", "a2", "B", "b2", "b1"),
        tree("B", "b1", "b2", "A", "a1", "a2"),
    )

    assert not merged.conflicts
    assert merged.blueprint == tree("B", "b2", "b1", "A", "a1", "a2")
