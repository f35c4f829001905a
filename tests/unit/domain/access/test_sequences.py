"""Whatever is granted and revoked in whatever order, nobody comes by what nobody could give.

The oracle is written apart: it lists, person by person, until when each right holds for each single
part of the guild, and knows neither reasons nor limits.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.access.granting import check_grant, check_policy, check_revocation
from app.shared.domain.access.grants import Grant, Subject, SubjectKind
from app.shared.domain.access.holding import rights_of
from app.shared.domain.access.membership import Membership
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.refusals import GrantRefused, PolicyRefused
from app.shared.domain.access.rights import GrantId, Right
from app.shared.domain.permissions.bits import ADMINISTRATOR, MANAGE_GUILD
from app.shared.domain.planning.changes import Risk
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key, UserId
from tests.support.builders import GUILD, NOON, a_channel, a_role, a_structure
from tests.support.examples import examples
from tests.support.people import (
    LOW,
    MIDDLE,
    TOP,
    a_manager,
    a_member,
    an_administrator,
    the_hierarchy,
    the_owner,
    to_role,
    to_user,
)

STRUCTURE = a_structure(
    a_role("helper"),
    a_channel("desk", ChannelType.CATEGORY),
    a_channel("lobby", parent=Key("desk")),
    a_channel("hall"),
)
REST = "everything else"
ATOMS = (REST, "role:helper", "channel:desk", "channel:lobby", "channel:hall")
INSIDE = {"channel:desk": {"channel:desk", "channel:lobby"}}
FOR_EVER = datetime.max.replace(tzinfo=NOON.tzinfo)
RANK = {TOP: 3, MIDDLE: 2, LOW: 1, int(GUILD): 0}

PEOPLE: tuple[Membership, ...] = (
    the_owner(),
    an_administrator(UserId(1), TOP),
    a_manager(UserId(2), MIDDLE),
    a_member(UserId(3), MIDDLE),
    a_member(UserId(4), LOW),
    a_member(UserId(5), LOW),
    a_member(UserId(6)),
)
Holdings = dict[tuple[UserId, Right, str], datetime]

rights = st.frozensets(st.sampled_from(Right), min_size=1)
objects = st.one_of(
    st.just(frozenset[str]()),
    st.frozensets(st.sampled_from(ATOMS[1:]), min_size=1, max_size=3),
)
ends = st.one_of(
    st.none(), st.integers(1, 6).map(lambda hours: NOON + timedelta(hours=hours, minutes=30))
)
subjects = st.one_of(
    st.sampled_from([member.user_id for member in PEOPLE]).map(to_user),
    st.sampled_from(sorted(RANK)).map(to_role),
)
first_grants = st.lists(st.tuples(subjects, rights, objects, ends), max_size=4)
giving = st.tuples(st.just("give"), subjects, rights, objects, ends)
taking = st.tuples(st.just("take"), st.integers(0, 8))
waiting = st.tuples(st.just("wait"))
setting = st.tuples(st.just("set"), st.booleans(), st.one_of(st.none(), st.sampled_from(Risk)))
deeds = st.one_of(giving, giving, giving, taking, waiting, setting)


class Court:
    """A guild in which people grant and revoke, each attempt as the rules let it through."""

    def __init__(self, first: Iterable[tuple[Subject, frozenset[Right], frozenset[str], object]]):
        self.ids = count(1)
        self.now = NOON
        self.policy = Policy(guild_id=GUILD)
        self.grants = [self.grant(None, *one) for one in first]  # type: ignore[arg-type]

    def grant(
        self,
        giver: Membership | None,
        subject: Subject,
        given_rights: frozenset[Right],
        parts: frozenset[str],
        end: datetime | None,
    ) -> Grant:
        return Grant(
            id=GrantId(next(self.ids)),
            guild_id=GUILD,
            subject=subject,
            rights=given_rights,
            objects=parts,
            expires_at=end,
            granted_by=None if giver is None else giver.user_id,
            granted_at=self.now,
        )

    def attempt(self, actor: Membership, deed: tuple[object, ...]) -> Grant | None:
        """The grant that was made, if one was."""
        held = rights_of(actor, self.grants, self.policy, self.now)
        kind, *rest = deed
        try:
            if kind == "give":
                grant = self.grant(actor, *rest)  # type: ignore[arg-type]
                check_grant(actor, held, grant, the_hierarchy(), STRUCTURE, self.now)
                self.grants.append(grant)
                return grant
            if kind == "take" and rest[0] < len(self.grants):  # type: ignore[operator]
                grant = self.grants[rest[0]]  # type: ignore[call-overload]
                check_revocation(actor, held, grant, the_hierarchy(), STRUCTURE, self.now)
                self.grants.remove(grant)
            if kind == "set":
                policy = Policy(
                    guild_id=GUILD,
                    default_managers=bool(rest[0]),
                    two_person_from=rest[1],  # type: ignore[arg-type]
                )
                check_policy(held, self.policy, policy)
                self.policy = policy
        except (GrantRefused, PolicyRefused):
            return None
        if kind == "wait":
            self.now += timedelta(hours=1)
        return None


def holdings(court: Court) -> Holdings:
    found: Holdings = {}

    def note(user: UserId, right: Right, atom: str, end: datetime) -> None:
        found[user, right, atom] = max(end, found.get((user, right, atom), end))

    for person in PEOPLE:
        manages = person.permissions & MANAGE_GUILD and court.policy.default_managers
        if person.owner or person.permissions & ADMINISTRATOR or manages:
            for right in Right:
                for atom in ATOMS:
                    note(person.user_id, right, atom, FOR_EVER)
        for grant in court.grants:
            end = grant.expires_at or FOR_EVER
            if end <= court.now or not concerns(grant.subject, person):
                continue
            for right in grant.rights | {Right.VIEW}:
                for atom in reached(grant.objects) if right is not Right.VIEW else set(ATOMS):
                    note(person.user_id, right, atom, end)
    return found


def concerns(subject: Subject, person: Membership) -> bool:
    if subject.kind is SubjectKind.USER:
        return subject.id == person.user_id
    return subject.id in {*person.roles, GUILD}


def reached(names: frozenset[str]) -> set[str]:
    if not names:
        return set(ATOMS)
    return set[str]().union(*(INSIDE.get(name, {name}) for name in names))


def is_derived(court_before: Holdings, giver: UserId, key: tuple[UserId, Right, str]) -> bool:
    """Whether the giver managed access there, just before."""
    _, right, atom = key
    if right is Right.VIEW:
        # Looking is for the whole guild, whatever part a right is given for.
        return any((giver, Right.MANAGE_ACCESS, one) in court_before for one in ATOMS)
    return (giver, Right.MANAGE_ACCESS, atom) in court_before


@examples(60)
@given(
    first=first_grants,
    deeds=st.lists(st.tuples(st.sampled_from(PEOPLE), deeds), min_size=1, max_size=25),
)
def test_what_somebody_gains_its_giver_held_for_as_much_and_as_long(
    first: list[tuple[Subject, frozenset[Right], frozenset[str], object]],
    deeds: list[tuple[Membership, tuple[object, ...]]],
) -> None:
    court = Court(first)
    for actor, deed in deeds:
        before = holdings(court)
        made, policy = court.attempt(actor, deed), court.policy
        gained = {
            key: end
            for key, end in holdings(court).items()
            if key not in before or before[key] < end
        }
        if made is None:
            by_rank = actor.owner or actor.permissions & ADMINISTRATOR
            assert not gained or (policy.default_managers and by_rank), (actor, deed, gained)
            continue
        for key, end in gained.items():
            _, right, atom = key
            assert key[0] != actor.user_id or made.subject.kind is SubjectKind.ROLE
            assert before.get((actor.user_id, right, atom), NOON) >= end, (actor, deed, key)
            assert is_derived(before, actor.user_id, key), (actor, deed, key)
        if made.subject.kind is SubjectKind.ROLE and not actor.owner:
            own = max((RANK[role] for role in actor.roles), default=0)
            assert RANK[made.subject.id] < own


@examples(60)
@given(
    first=first_grants,
    deeds=st.lists(st.tuples(st.sampled_from(PEOPLE[3:]), deeds), min_size=1, max_size=25),
)
def test_left_to_themselves_people_come_by_nothing_that_none_of_them_could_give(
    first: list[tuple[Subject, frozenset[Right], frozenset[str], object]],
    deeds: list[tuple[Membership, tuple[object, ...]]],
) -> None:
    court = Court(first)
    at_first = latest(court)
    someone_manages = any(right is Right.MANAGE_ACCESS for right, _ in at_first)
    before = holdings(court)

    for actor, deed in deeds:
        court.attempt(actor, deed)

    for thing, end in latest(court).items():
        assert thing in at_first
        assert end <= at_first[thing]
    if not someone_manages:
        assert holdings(court).items() <= before.items()


def latest(court: Court) -> dict[tuple[Right, str], datetime]:
    """Until when anybody holds it, of those whom Discord gives nothing."""
    plain = {member.user_id for member in PEOPLE[3:]}
    found: dict[tuple[Right, str], datetime] = {}
    for (user, right, atom), end in holdings(court).items():
        if user in plain:
            found[right, atom] = max(end, found.get((right, atom), end))
    return found


@examples(100)
@given(
    first=first_grants,
    hours=st.integers(0, 8),
    managers=st.booleans(),
)
def test_rights_are_just_what_the_oracle_lists(
    first: list[tuple[Subject, frozenset[Right], frozenset[str], object]],
    hours: int,
    managers: bool,
) -> None:
    court = Court(first)
    court.now = NOON + timedelta(hours=hours)
    court.policy = Policy(guild_id=GUILD, default_managers=managers)
    expected = holdings(court)
    for person in PEOPLE:
        held = rights_of(person, court.grants, court.policy, court.now)
        found = {
            (person.user_id, right, atom)
            for right in held.held
            for atom in reached(held.objects_of(right))
        }

        assert found == {key for key in expected if key[0] == person.user_id}
