"""Who may give, take and set what."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from app.shared.domain.access.granting import (
    check_grant,
    check_policy,
    check_revocation,
    no_longer_may,
)
from app.shared.domain.access.grants import Grant
from app.shared.domain.access.membership import Membership
from app.shared.domain.access.policy import at_least, greatest_risk
from app.shared.domain.access.refusals import GrantRefused, PolicyRefused
from app.shared.domain.access.reviews import Review, Verdict, standing_reviews
from app.shared.domain.access.rights import NO_RIGHTS, Right
from app.shared.domain.planning.changes import Change, ChangeKind, Risk, Subject
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key, UserId
from tests.support.builders import GUILD, NOON, a_channel, a_role, a_structure
from tests.support.people import (
    ANN,
    BEN,
    CAT,
    LOW,
    MIDDLE,
    TOP,
    a_grant,
    a_manager,
    a_member,
    a_policy,
    an_administrator,
    held,
    the_hierarchy,
    the_owner,
    to_role,
    to_user,
)

STRUCTURE = a_structure(
    a_role("helper"),
    a_channel("desk", ChannelType.CATEGORY),
    a_channel("lobby", parent=Key("desk")),
)
TOMORROW = NOON + timedelta(days=1)
DESK = frozenset({"channel:desk"})
LOBBY = frozenset({"channel:lobby"})


def give(giver: Membership, grant: Grant, *grants: Grant) -> None:
    rights = held(giver, *grants)
    check_grant(giver, rights, grant, the_hierarchy(), STRUCTURE, NOON)


def take(taker: Membership, grant: Grant, *grants: Grant) -> None:
    rights = held(taker, *grants)
    check_revocation(taker, rights, grant, the_hierarchy(), STRUCTURE, NOON)


def refused(attempt: Callable[[], None], match: str | None = None) -> None:
    with pytest.raises(GrantRefused, match=match):
        attempt()


def test_who_runs_the_server_gives_everything_to_members_and_lower_roles() -> None:
    for giver in (the_owner(), an_administrator(ANN, MIDDLE), a_manager(ANN, MIDDLE)):
        give(giver, a_grant(to_user(BEN), *Right))
        give(giver, a_grant(to_role(LOW), *Right))
        give(giver, a_grant(to_role(GUILD), Right.VIEW))


def test_a_role_at_or_above_ones_highest_is_not_ones_to_give_to() -> None:
    for giver in (an_administrator(ANN, MIDDLE), a_manager(ANN, MIDDLE)):
        refused(partial(give, giver, a_grant(to_role(MIDDLE), Right.VIEW)), "below")
        refused(partial(give, giver, a_grant(to_role(TOP), Right.VIEW)), "below")
    give(the_owner(), a_grant(to_role(TOP), Right.VIEW))
    refused(lambda: give(a_manager(ANN), a_grant(to_role(GUILD), Right.VIEW)), "below")
    refused(lambda: give(the_owner(), a_grant(to_role(999), Right.VIEW)), "999")


def test_without_managing_access_nothing_is_given() -> None:
    mine = a_grant(to_user(ANN), *(set(Right) - {Right.MANAGE_ACCESS}))

    refused(lambda: give(a_member(ANN), a_grant(to_user(BEN), Right.VIEW), mine), "manage access")
    refused(lambda: give(a_member(ANN), a_grant(to_user(BEN), Right.VIEW)), "manage access")


def test_nobody_gives_more_than_they_hold() -> None:
    mine = a_grant(to_user(ANN), Right.MANAGE_ACCESS, Right.DESIGN)

    give(a_member(ANN), a_grant(to_user(BEN), Right.DESIGN, Right.VIEW), mine)
    give(a_member(ANN), a_grant(to_user(BEN), Right.MANAGE_ACCESS), mine)
    refused(
        lambda: give(a_member(ANN), a_grant(to_user(BEN), Right.DESIGN, Right.APPLY), mine),
        "Apply plans",
    )


def test_nobody_gives_beyond_their_objects() -> None:
    mine = a_grant(to_user(ANN), Right.MANAGE_ACCESS, Right.DESIGN, objects=DESK)
    ann = a_member(ANN)

    give(ann, a_grant(to_user(BEN), Right.DESIGN, objects=DESK), mine)
    give(ann, a_grant(to_user(BEN), Right.DESIGN, objects=LOBBY), mine)
    give(ann, a_grant(to_user(BEN), Right.DESIGN, objects=DESK | LOBBY), mine)
    refused(lambda: give(ann, a_grant(to_user(BEN), Right.DESIGN), mine))
    refused(
        lambda: give(
            ann, a_grant(to_user(BEN), Right.DESIGN, objects=frozenset({"role:helper"})), mine
        )
    )


def test_one_channel_of_a_category_does_not_reach_the_category() -> None:
    mine = a_grant(to_user(ANN), Right.MANAGE_ACCESS, Right.DESIGN, objects=LOBBY)

    refused(lambda: give(a_member(ANN), a_grant(to_user(BEN), Right.DESIGN, objects=DESK), mine))


def test_managing_access_everywhere_gives_no_wider_right() -> None:
    manage = a_grant(to_user(ANN), Right.MANAGE_ACCESS)
    design = a_grant(to_user(ANN), Right.DESIGN, objects=LOBBY)
    ann = a_member(ANN)

    give(ann, a_grant(to_user(BEN), Right.DESIGN, objects=LOBBY), manage, design)
    refused(lambda: give(ann, a_grant(to_user(BEN), Right.DESIGN), manage, design), "Design")


def test_nobody_gives_for_longer_than_they_hold() -> None:
    mine = a_grant(to_user(ANN), Right.MANAGE_ACCESS, Right.DESIGN, expires_at=TOMORROW)
    ann = a_member(ANN)
    later = TOMORROW + timedelta(seconds=1)

    give(ann, a_grant(to_user(BEN), Right.DESIGN, expires_at=TOMORROW), mine)
    refused(lambda: give(ann, a_grant(to_user(BEN), Right.DESIGN), mine), "as long")
    refused(lambda: give(ann, a_grant(to_user(BEN), Right.DESIGN, expires_at=later), mine))


def test_a_long_right_for_a_part_and_a_short_one_for_all_do_not_add_up() -> None:
    manage = a_grant(to_user(ANN), Right.MANAGE_ACCESS)
    short = a_grant(to_user(ANN), Right.DESIGN, expires_at=TOMORROW)
    part = a_grant(to_user(ANN), Right.DESIGN, objects=LOBBY)
    ann = a_member(ANN)

    give(ann, a_grant(to_user(BEN), Right.DESIGN, objects=LOBBY), manage, short, part)
    give(ann, a_grant(to_user(BEN), Right.DESIGN, expires_at=TOMORROW), manage, short, part)
    refused(lambda: give(ann, a_grant(to_user(BEN), Right.DESIGN), manage, short, part))


@pytest.mark.parametrize("giver", [the_owner(), an_administrator(ANN), a_manager(ANN)])
def test_nobody_gives_to_themselves(giver: Membership) -> None:
    refused(lambda: give(giver, a_grant(to_user(giver.user_id), Right.VIEW)), "themselves")


class TestTaking:
    def test_ones_own_grant_can_always_be_given_up(self) -> None:
        take(a_member(ANN), a_grant(to_user(ANN), *Right))
        refused(lambda: take(a_member(ANN, LOW), a_grant(to_role(LOW), Right.VIEW)))

    def test_who_manages_access_takes_what_they_could_give(self) -> None:
        mine = a_grant(to_user(ANN), Right.MANAGE_ACCESS, Right.DESIGN, expires_at=TOMORROW)
        ann = a_member(ANN, MIDDLE)

        take(ann, a_grant(to_user(BEN), Right.DESIGN, granted_by=CAT), mine)
        take(ann, a_grant(to_role(LOW), Right.DESIGN, granted_by=CAT), mine)
        refused(lambda: take(ann, a_grant(to_user(BEN), Right.APPLY, granted_by=CAT), mine))
        refused(lambda: take(ann, a_grant(to_role(TOP), Right.DESIGN, granted_by=CAT), mine))

    def test_who_gave_it_takes_it_while_they_manage_access_there(self) -> None:
        given = a_grant(to_user(BEN), Right.APPLY, objects=LOBBY, granted_by=ANN)
        manage = a_grant(to_user(ANN), Right.MANAGE_ACCESS, objects=DESK)

        take(a_member(ANN), given, manage)
        refused(lambda: take(a_member(ANN), given))
        refused(
            lambda: take(a_member(ANN), a_grant(to_user(BEN), Right.APPLY, granted_by=ANN), manage)
        )

    def test_the_owner_takes_everything(self) -> None:
        take(the_owner(), a_grant(to_role(TOP), *Right, granted_by=None))


class TestGrantsOfThoseWhoMayNoLonger:
    GRANT = a_grant(to_user(BEN), Right.DESIGN, granted_by=ANN)

    def test_it_is_told_when_the_giver_lost_the_right(self) -> None:
        for grants in (
            [],
            [a_grant(to_user(ANN), Right.DESIGN)],
            [a_grant(to_user(ANN), Right.MANAGE_ACCESS)],
            [a_grant(to_user(ANN), *Right, objects=LOBBY)],
        ):
            rights = held(a_member(ANN), *grants)

            assert no_longer_may(a_member(ANN), rights, self.GRANT, STRUCTURE, NOON)

    def test_it_is_told_when_the_giver_left(self) -> None:
        assert no_longer_may(None, NO_RIGHTS, self.GRANT, STRUCTURE, NOON)

    def test_it_is_not_told_of_who_still_may_nor_of_the_operator(self) -> None:
        rights = held(a_member(ANN), a_grant(to_user(ANN), *Right))
        by_operator = a_grant(to_user(BEN), Right.DESIGN, granted_by=None)

        assert not no_longer_may(a_member(ANN), rights, self.GRANT, STRUCTURE, NOON)
        assert not no_longer_may(None, NO_RIGHTS, by_operator, STRUCTURE, NOON)

    def test_it_holds_all_the_same(self) -> None:
        assert held(a_member(BEN), self.GRANT).has(Right.DESIGN)


class TestPolicy:
    STRICT = a_policy(two_person_from=Risk.HIGH)
    MANAGER = held(a_member(), a_grant(to_user(), Right.MANAGE_ACCESS))

    def test_the_risk_at_or_above_the_threshold_wants_a_second_person(self) -> None:
        wanted = [risk for risk in Risk if self.STRICT.wants_second_person(risk)]

        assert wanted == [Risk.HIGH, Risk.DESTRUCTIVE]
        assert not any(a_policy().wants_second_person(risk) for risk in Risk)
        assert all(a_policy(two_person_from=Risk.NONE).wants_second_person(r) for r in Risk)

    def test_risks_run_from_harmless_to_destructive(self) -> None:
        assert at_least(Risk.DESTRUCTIVE, Risk.HIGH)
        assert not at_least(Risk.LOW, Risk.HIGH)
        assert greatest_risk(a_change(risk) for risk in (Risk.LOW, Risk.HIGH)) is Risk.HIGH
        assert greatest_risk([]) is Risk.NONE

    def test_who_manages_access_may_ask_for_more_care_but_not_for_less(self) -> None:
        check_policy(self.MANAGER, a_policy(), self.STRICT)
        check_policy(self.MANAGER, self.STRICT, a_policy(two_person_from=Risk.LOW))
        for looser in (a_policy(), a_policy(two_person_from=Risk.DESTRUCTIVE)):
            with pytest.raises(PolicyRefused):
                check_policy(self.MANAGER, self.STRICT, looser)

    def test_only_rank_decides_about_managers(self) -> None:
        closed = a_policy(default_managers=False)
        for rights in (self.MANAGER, held(a_manager())):
            for before, after in ((a_policy(), closed), (closed, a_policy())):
                with pytest.raises(PolicyRefused):
                    check_policy(rights, before, after)
        for member in (the_owner(), an_administrator()):
            check_policy(held(member), closed, a_policy())
            check_policy(held(member), self.STRICT, a_policy())

    def test_a_part_of_the_guild_sets_no_policy(self) -> None:
        part = held(a_member(), a_grant(to_user(), Right.MANAGE_ACCESS, objects=LOBBY))
        for rights in (part, held(a_member(), a_grant(to_user(), Right.APPLY)), NO_RIGHTS):
            with pytest.raises(PolicyRefused):
                check_policy(rights, a_policy(), self.STRICT)


class TestReviews:
    def test_the_last_word_of_each_person_stands(self) -> None:
        said = [
            a_review(ANN, Verdict.REJECT),
            a_review(BEN, Verdict.APPROVE),
            a_review(ANN, Verdict.APPROVE),
            a_review(CAT, Verdict.APPROVE),
            a_review(CAT, Verdict.WITHDRAW),
        ]

        assert standing_reviews(said) == (said[1], said[2])
        assert standing_reviews([]) == ()


def a_review(reviewer: UserId, verdict: Verdict) -> Review:
    return Review(guild_id=GUILD, plan_hash="a", verdict=verdict, reviewer=reviewer, at=NOON)


def a_change(risk: Risk) -> Change:
    return Change(subject=Subject.ROLE, kind=ChangeKind.UPDATE, key=Key("a"), name="A", risk=risk)
