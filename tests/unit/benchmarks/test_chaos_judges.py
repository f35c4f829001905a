"""The judges of the benchmark of trouble see what they are there for, and nothing else."""

from dataclasses import replace
from random import Random

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.viewer.hands import owner
from app.sandbox.world.operations.channel_deletion import delete_channel
from app.sandbox.world.operations.channels import create_channel
from app.sandbox.world.world import World
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.identifiers import Key
from benchmarks.applying.raw import raw_of
from benchmarks.applying.seeding import Town
from benchmarks.chaos.history import By
from benchmarks.chaos.judging.access import Profile, moments_of_extra_access
from benchmarks.chaos.judging.interference import is_named, overwritten
from benchmarks.chaos.judging.overlay import with_ids_of
from benchmarks.chaos.judging.things import lost, twins
from benchmarks.chaos.towns import build
from tests.unit.benchmarks.chaos_case import NOON, RUN, Case, goal_of


@pytest.fixture
def case() -> Case:
    return Case()


def extra(case: Case) -> list[str]:
    end = case.history.last.raw
    return list(moments_of_extra_access(case.history.frames, end, [Profile(frozenset())]))


def test_access_that_is_there_for_one_moment_is_seen(case: Case) -> None:
    before = dict(case.site.channels["vault"].overwrites)
    case.let_in("role-2")
    case.note(By.BOT)
    case.site.channels["vault"].overwrites = before
    case.note(By.BOT)

    (found,) = extra(case)

    assert "#vault" in found


def test_access_that_stays_to_the_end_is_no_moment(case: Case) -> None:
    case.let_in("role-2")
    case.note(By.BOT)

    assert extra(case) == []


def test_what_a_person_gives_is_not_held_against_the_run(case: Case) -> None:
    before = dict(case.site.channels["vault"].overwrites)
    case.let_in("role-2")
    case.note(By.PERSON)
    case.guild.name = "Renamed"
    case.note(By.BOT)
    case.site.channels["vault"].overwrites = before
    case.note(By.BOT)

    assert extra(case) == []


def test_a_role_that_was_made_anew_is_taken_for_what_it_was(case: Case) -> None:
    role = case.site.roles["role-1"]
    then = Bindings(frozenset({Binding(Kind.ROLE, Key("first"), role.id)}))
    fresh = replace(role, id=case.town.world.next_id())
    now = then.bind(Kind.ROLE, Key("first"), fresh.id)
    before = raw_of(case.guild)
    del case.guild.roles[role.id]
    case.guild.roles[fresh.id] = fresh

    found = with_ids_of(then, raw_of(case.guild), now)

    assert {one["id"] for one in found.roles} == {one["id"] for one in before.roles}


def test_two_things_of_one_step_are_twins(case: Case) -> None:
    made = [create_channel(case.town.world, case.guild, case.bot, {"name": "x"}) for _ in range(2)]

    found = twins(
        case.town.application.id, case.guild.audit_log, raw_of(case.guild), [made[0].id, made[1].id]
    )

    assert found == [f"'Guildwright run {RUN} step 1' made 2 things"]


def test_a_thing_that_no_key_stands_for_was_left_behind(case: Case) -> None:
    made = create_channel(case.town.world, case.guild, case.bot, {"name": "x"})

    (found,) = twins(case.town.application.id, case.guild.audit_log, raw_of(case.guild), [])

    assert str(made.id) in found


@pytest.mark.parametrize(("by", "count"), [(By.BOT, 1), (By.PERSON, 0)])
def test_only_what_a_run_deletes_unasked_is_lost(case: Case, by: By, count: int) -> None:
    vault = case.site.channels["vault"]
    delete_channel(case.town.world, case.guild, vault, owner(case.guild))
    case.note(by)

    assert len(list(lost(case.history.frames, []))) == count
    assert list(lost(case.history.frames, [str(vault.id)])) == []


@pytest.mark.parametrize(
    ("field", "known_by"), [("topic", ("hall",)), ("name", ("hall", "by-hand", "as-designed"))]
)
def test_a_field_that_a_person_set_and_a_run_undid_is_told_by_all_names_of_the_thing(
    case: Case, field: str, known_by: tuple[str, ...]
) -> None:
    setattr(case.site.channels["hall"], field, "by-hand")
    case.note(By.PERSON)
    setattr(case.site.channels["hall"], field, "as-designed")
    case.note(By.BOT)

    ((names, how),) = overwritten(case.history.frames)

    assert (names, how.split()[0]) == (known_by, field)


@pytest.mark.parametrize(("taken_by_the_bot", "undone"), [("role-1", 0), ("role-2", 1)])
def test_whoever_takes_one_overwrite_undoes_no_other(
    case: Case, taken_by_the_bot: str, undone: int
) -> None:
    case.let_in("role-2")
    case.note(By.PERSON)
    del case.site.channels["vault"].overwrites[case.site.roles[taken_by_the_bot].id]
    case.note(By.BOT)

    assert len(list(overwritten(case.history.frames))) == undone


@pytest.mark.parametrize("renamed", [False, True])
def test_an_order_differs_though_an_edit_would_bring_the_number_that_puts_it_right(
    case: Case, renamed: bool
) -> None:
    goal = goal_of(case)
    hall, vault = case.site.channels["hall"], case.site.channels["vault"]
    assert not goal.order_differs(raw_of(case.guild))

    hall.position, vault.position = vault.position, hall.position
    hall.name = "by-hand" if renamed else hall.name

    assert goal.order_differs(raw_of(case.guild))


def test_a_random_town_is_the_same_for_the_same_seed() -> None:
    names = []
    for _ in range(2):
        site = Town(World(DrivenClock(NOON.timestamp()))).found("Town")
        build(site, Random("1/1"))
        names.append([channel.name for channel in site.channels.values()])

    assert names[0] == names[1]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["role-1"], True),
        (["role-2", "rank 1"], True),
        (["rank"], True),
        (["role-10", "hall", "ole-1"], False),
    ],
)
def test_a_thing_is_named_by_its_whole_name(names: list[str], told: bool) -> None:
    sentences = (
        "Ada changed the role role-1 meanwhile (colour), and the run then set it as planned.",
        "Ada changed the role rank 1 meanwhile (name), and the run then set it as planned.",
    )

    assert is_named(names, sentences) is told
    assert not is_named(names, ())
