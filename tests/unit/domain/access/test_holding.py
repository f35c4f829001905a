"""Who holds which right, and why."""

from datetime import timedelta

import pytest

from app.shared.domain.access.holding import rights_of
from app.shared.domain.access.rights import EVERYTHING, NO_RIGHTS, Right, Source
from app.shared.domain.access.tokens import SCOPE_RIGHTS, Scope, narrowed
from app.shared.domain.permissions.bits import ADMINISTRATOR, ALL, MANAGE_GUILD
from app.shared.domain.structure.identifiers import GuildId
from tests.support.builders import GUILD, NOON
from tests.support.people import (
    ANN,
    BEN,
    LOW,
    TOP,
    a_grant,
    a_manager,
    a_member,
    a_policy,
    an_administrator,
    held,
    the_owner,
    to_role,
    to_user,
)


@pytest.mark.parametrize(
    ("member", "source"),
    [
        (the_owner(), Source.OWNER),
        (an_administrator(), Source.ADMINISTRATOR),
        (a_manager(), Source.MANAGE_SERVER),
    ],
)
def test_those_who_run_the_server_hold_everything(member: object, source: Source) -> None:
    rights = held(member)  # type: ignore[arg-type]

    assert rights.held == EVERYTHING
    assert rights.limited_to == {}
    assert {reason.source for reason in rights.reasons} == {source}
    assert rights.by_rank == (source is not Source.MANAGE_SERVER)


def test_other_permissions_of_discord_give_nothing() -> None:
    assert held(a_member(permissions=ALL & ~ADMINISTRATOR & ~MANAGE_GUILD)) == NO_RIGHTS


def test_managers_hold_nothing_where_the_policy_says_so() -> None:
    policy = a_policy(default_managers=False)

    assert held(a_manager(), policy=policy) == NO_RIGHTS
    assert held(an_administrator(), policy=policy).held == EVERYTHING
    assert held(the_owner(), policy=policy).held == EVERYTHING


def test_the_operator_of_the_host_holds_everything_without_being_a_member() -> None:
    rights = rights_of(None, (), a_policy(), NOON, operator=True)

    assert rights.held == EVERYTHING
    assert {reason.source for reason in rights.reasons} == {Source.OPERATOR}
    assert rights_of(None, (), a_policy(), NOON) == NO_RIGHTS


@pytest.mark.parametrize("right", Right)
def test_every_right_lets_its_holder_look(right: Right) -> None:
    rights = held(a_member(), a_grant(to_user(), right, objects=frozenset({"role:helper"})))

    assert rights.held == {right, Right.VIEW}
    assert rights.objects_of(Right.VIEW) == frozenset()


@pytest.mark.parametrize(
    ("subject", "counts"),
    [
        (to_user(ANN), True),
        (to_user(BEN), False),
        (to_role(LOW), True),
        (to_role(TOP), False),
        (to_role(GUILD), True),
        (to_user(LOW), False),
        (to_role(ANN), False),
    ],
)
def test_a_grant_is_for_its_subject_only(subject: object, counts: bool) -> None:
    rights = held(a_member(ANN, LOW), a_grant(subject, Right.APPLY))  # type: ignore[arg-type]

    assert rights.has(Right.APPLY) is counts


def test_a_grant_of_another_guild_gives_nothing() -> None:
    grant = a_grant(to_user(), Right.APPLY, guild_id=GuildId(GUILD + 1))

    assert held(a_member(), grant) == NO_RIGHTS


def test_a_grant_ends_at_its_time() -> None:
    grant = a_grant(to_user(), Right.APPLY, expires_at=NOON + timedelta(hours=1))

    assert held(a_member(), grant, now=NOON + timedelta(minutes=59)).has(Right.APPLY)
    assert held(a_member(), grant, now=NOON + timedelta(hours=1)) == NO_RIGHTS


def test_objects_of_several_grants_add_up_and_the_whole_guild_wins() -> None:
    one = a_grant(to_user(), Right.DESIGN, objects=frozenset({"channel:a"}))
    other = a_grant(to_role(LOW), Right.DESIGN, Right.APPLY, objects=frozenset({"role:b"}))
    whole = a_grant(to_role(GUILD), Right.DESIGN)
    member = a_member(ANN, LOW)

    both = held(member, one, other)
    assert both.limited_to == {
        Right.DESIGN: {"channel:a", "role:b"},
        Right.APPLY: {"role:b"},
    }
    assert held(member, one, other, whole).limited_to == {Right.APPLY: {"role:b"}}


def test_the_reasons_name_what_gave_it() -> None:
    grant = a_grant(
        to_role(LOW),
        Right.APPLY,
        objects=frozenset({"role:b"}),
        expires_at=NOON + timedelta(days=1),
    )

    (reason,) = held(a_member(ANN, LOW), grant).because_of(Right.APPLY)

    assert reason.sentence == (
        'Granted to the role "Low" for one chosen part of the server, until 2026-03-02 12:00 UTC.'
    )
    assert (reason.grant_id, reason.source) == (grant.id, Source.GRANT)


def test_a_token_narrows_what_its_owner_holds() -> None:
    limited = held(
        a_member(),
        a_grant(to_user(), Right.DESIGN, Right.APPLY, objects=frozenset({"role:b"})),
    )

    through = narrowed(limited, SCOPE_RIGHTS[Scope.PLAN])

    assert through.held == {Right.VIEW, Right.DESIGN}
    assert through.limited_to == {Right.DESIGN: {"role:b"}}
    assert {reason.right for reason in through.reasons} == through.held
    assert frozenset[Right]().union(*SCOPE_RIGHTS.values()) == EVERYTHING
