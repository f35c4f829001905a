"""Reviews, and the second person that a policy asks for."""

import asyncio
from dataclasses import replace

import pytest

from app.shared.application.access.list_reviews import ListReviews, ListReviewsCommand, PlanReviews
from app.shared.application.access.review_plan import (
    LONGEST_COMMENT,
    CommentTooLong,
    NothingToWithdraw,
)
from app.shared.application.ports.guild_gateway import GuildNotFound
from app.shared.application.ports.unit_of_work import PlanAlreadyRun, PlanNotFound, StoredPlan
from app.shared.domain.access.refusals import AccessDenied, PlanRejected, SecondPersonNeeded
from app.shared.domain.access.reviews import Verdict
from app.shared.domain.access.rights import Right
from app.shared.domain.planning.changes import Risk
from app.shared.domain.runs.refusals import RightsLost
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from tests.support.builders import GUILD, OWNER, a_blueprint, a_channel, a_role
from tests.support.court import Court

DESIGN = a_blueprint(a_role("greeter"), a_channel("lobby"))


@pytest.fixture
def court() -> Court:
    return Court()


@pytest.fixture
async def stored(court: Court) -> StoredPlan:
    return await court.planned(DESIGN)


async def reviews(court: Court, stored: StoredPlan, applier: UserId | None = None) -> PlanReviews:
    use_case = ListReviews(court.store, court.second_person)
    return await use_case(
        ListReviewsCommand(guild_id=GUILD, hash=stored.plan.hash, applier=applier)
    )


class TestReviewing:
    async def test_a_review_stands_in_the_trail(self, court: Court, stored: StoredPlan) -> None:
        court.to(court.ann, Right.APPROVE)

        await court.review(court.ann, stored, Verdict.REJECT, " Too much ")
        await court.review(court.ann, stored, Verdict.APPROVE)

        first, second = court.store.tables.trail[-2:]
        assert (first.action, first.actor, first.subject) == (
            "plan.reviewed",
            f"user:{court.ann}",
            stored.plan.hash,
        )
        assert (first.before, first.after) == (None, {"verdict": "reject"})
        assert first.details == {"comment": "Too much"}
        assert (second.before, second.after) == ({"verdict": "reject"}, {"verdict": "approve"})

    async def test_it_takes_the_right_to_review(self, court: Court, stored: StoredPlan) -> None:
        court.to(court.ann, *(set(Right) - {Right.APPROVE}))

        for user in (court.ann, court.ben):
            with pytest.raises(AccessDenied):
                await court.review(user, stored, Verdict.APPROVE)
        with pytest.raises(GuildNotFound):
            await court.review(UserId(999), stored, Verdict.APPROVE)
        assert court.store.tables.reviews == []

    async def test_it_takes_no_rights_in_discord(self, court: Court, stored: StoredPlan) -> None:
        nobody = court.guild.add_member()
        court.to(nobody, Right.APPROVE)

        await court.review(nobody, stored, Verdict.APPROVE)

        assert (await reviews(court, stored)).have == 1

    async def test_a_limited_right_reviews_what_is_within_it(self, court: Court) -> None:
        desk = court.guild.new_channel({"name": "desk", "type": 4})
        await court.bind(Kind.CHANNEL, "desk", desk)
        court.to(court.ann, Right.APPROVE, objects=frozenset({"channel:desk"}))
        category = a_channel("desk", ChannelType.CATEGORY)
        within = await court.planned(a_blueprint(category, a_channel("inner", parent=Key("desk"))))
        beyond = await court.planned(
            a_blueprint(category, a_channel("inner", parent=Key("desk")), a_channel("outer"))
        )

        await court.review(court.ann, within, Verdict.APPROVE)
        with pytest.raises(AccessDenied, match="outer"):
            await court.review(court.ann, beyond, Verdict.APPROVE)

    async def test_a_plan_that_was_applied_is_reviewed_no_more(
        self, court: Court, stored: StoredPlan
    ) -> None:
        await court.apply(OWNER, stored)

        with pytest.raises(PlanAlreadyRun):
            await court.review(court.admin, stored, Verdict.REJECT)

    async def test_only_what_was_said_can_be_taken_back(
        self, court: Court, stored: StoredPlan
    ) -> None:
        with pytest.raises(NothingToWithdraw):
            await court.review(court.admin, stored, Verdict.WITHDRAW)
        await court.review(court.admin, stored, Verdict.REJECT)
        await court.review(court.admin, stored, Verdict.WITHDRAW)
        with pytest.raises(NothingToWithdraw):
            await court.review(court.admin, stored, Verdict.WITHDRAW)

    async def test_comments_have_an_end(self, court: Court, stored: StoredPlan) -> None:
        with pytest.raises(CommentTooLong):
            await court.review(OWNER, stored, Verdict.REJECT, "x" * (LONGEST_COMMENT + 1))

    async def test_a_plan_must_be_there(self, court: Court, stored: StoredPlan) -> None:
        unknown = replace(stored, plan=replace(stored.plan, changes=()))

        with pytest.raises(PlanNotFound):
            await court.review(OWNER, unknown, Verdict.APPROVE)


class TestApplying:
    async def test_without_a_policy_nobody_else_is_needed(
        self, court: Court, stored: StoredPlan
    ) -> None:
        await court.apply(OWNER, stored)

        details = court.store.tables.trail[-1].details
        assert (details["second_person"], details["approved_by"]) == ("not needed", [])

    async def test_it_takes_the_right_to_apply(self, court: Court, stored: StoredPlan) -> None:
        court.to(court.ann, *(set(Right) - {Right.APPLY}))

        with pytest.raises(AccessDenied):
            await court.apply(court.ann, stored)
        assert court.store.tables.runs == {}

        court.to(court.ann, Right.APPLY)
        assert (await court.apply(court.ann, stored)).requested_by == f"user:{court.ann}"

    async def test_the_right_here_is_no_right_in_discord(
        self, court: Court, stored: StoredPlan
    ) -> None:
        nobody = court.guild.add_member()
        court.to(nobody, Right.APPLY)

        with pytest.raises(RightsLost):
            await court.apply(nobody, stored)

    async def test_a_policy_asks_somebody_else(self, court: Court, stored: StoredPlan) -> None:
        court.ask_two()
        court.to(court.ann, Right.APPROVE)

        with pytest.raises(SecondPersonNeeded) as caught:
            await court.apply(OWNER, stored)

        assert caught.value.code == "second_person_needed"
        assert caught.value.remedy == (
            "Ask somebody else to review it: the owner, an Administrator, somebody with "
            '"Manage Server" or Ann.'
        )
        assert court.store.tables.runs == {}

    async def test_ones_own_approval_is_not_somebody_elses(
        self, court: Court, stored: StoredPlan
    ) -> None:
        court.ask_two()
        await court.review(OWNER, stored, Verdict.APPROVE)

        with pytest.raises(SecondPersonNeeded):
            await court.apply(OWNER, stored)

        assert (await reviews(court, stored, OWNER)).have == 0
        assert (await reviews(court, stored, court.admin)).have == 1
        await court.apply(court.admin, stored)

    async def test_somebody_elses_approval_is_enough_and_told(
        self, court: Court, stored: StoredPlan
    ) -> None:
        court.ask_two()
        court.to(court.ann, Right.APPROVE)
        await court.review(court.ann, stored, Verdict.APPROVE)

        await court.apply(OWNER, stored)

        details = court.store.tables.trail[-1].details
        assert details["second_person"] == "given"
        assert details["approved_by"] == [f"user:{court.ann}"]

    @pytest.mark.parametrize("loss", ["grant", "membership", "withdrawal"])
    async def test_an_approval_counts_only_while_it_stands(
        self, court: Court, stored: StoredPlan, loss: str
    ) -> None:
        court.ask_two()
        grant = court.to(court.ann, Right.APPROVE)
        await court.review(court.ann, stored, Verdict.APPROVE)
        if loss == "grant":
            del court.store.tables.grants[grant.id]
        elif loss == "membership":
            del court.guild.members[court.ann]
        else:
            await court.review(court.ann, stored, Verdict.WITHDRAW)

        with pytest.raises(SecondPersonNeeded):
            await court.apply(OWNER, stored)

    async def test_an_approval_is_for_that_very_plan(
        self, court: Court, stored: StoredPlan
    ) -> None:
        court.ask_two()
        other = await court.planned(a_blueprint(a_role("greeter")))
        await court.review(court.admin, other, Verdict.APPROVE)

        with pytest.raises(SecondPersonNeeded):
            await court.apply(OWNER, stored)

    async def test_plans_below_the_risk_need_nobody_else(
        self, court: Court, stored: StoredPlan
    ) -> None:
        assert {change.risk for change in stored.plan.changes} == {Risk.LOW}
        court.ask_two(Risk.HIGH)
        await court.apply(OWNER, stored)

    async def test_plans_at_the_risk_do(self, court: Court, stored: StoredPlan) -> None:
        court.ask_two(Risk.LOW)
        with pytest.raises(SecondPersonNeeded):
            await court.apply(OWNER, stored)

    async def test_a_rejection_blocks_whatever_the_policy_until_it_is_taken_back(
        self, court: Court, stored: StoredPlan
    ) -> None:
        court.to(court.ann, Right.APPROVE)
        await court.review(court.admin, stored, Verdict.APPROVE)
        await court.review(court.ann, stored, Verdict.REJECT, "Not today")

        for two in (None, Risk.NONE):
            court.ask_two(two)
            with pytest.raises(PlanRejected, match='Ann has rejected this plan: "Not today"'):
                await court.apply(OWNER, stored)
        assert (await reviews(court, stored)).rejected

        await court.review(court.ann, stored, Verdict.WITHDRAW)
        assert (await reviews(court, stored, OWNER)).ready
        await court.apply(OWNER, stored)

    async def test_who_has_lost_the_right_to_review_stops_nobody(
        self, court: Court, stored: StoredPlan
    ) -> None:
        grant = court.to(court.ann, Right.APPROVE)
        await court.review(court.ann, stored, Verdict.REJECT)
        del court.store.tables.grants[grant.id]

        (judged,) = (await reviews(court, stored)).reviews
        assert not judged.counts
        await court.apply(OWNER, stored)

    async def test_the_operator_of_the_host_is_asked_for_nobody_and_the_trail_says_so(
        self, court: Court, stored: StoredPlan
    ) -> None:
        court.ask_two()
        await court.review(court.admin, stored, Verdict.REJECT)

        await court.apply(None, stored, origin="cli")

        assert court.store.tables.trail[-1].details["second_person"] == "host operator"

    async def test_in_somebodys_name_at_the_host_is_the_operator_still(
        self, court: Court, stored: StoredPlan
    ) -> None:
        court.ask_two()

        await court.apply(court.ann, stored, origin="cli")

        entry = court.store.tables.trail[-1]
        assert (entry.actor, entry.details["second_person"]) == (
            f"user:{court.ann}",
            "host operator",
        )

    async def test_a_limited_right_applies_what_is_within_it(self, court: Court) -> None:
        desk = court.guild.new_channel({"name": "desk", "type": 4})
        await court.bind(Kind.CHANNEL, "desk", desk)
        court.to(court.ann, Right.APPLY, objects=frozenset({"channel:desk"}))
        category = a_channel("desk", ChannelType.CATEGORY)
        inner = a_channel("inner", parent=Key("desk"))
        beyond = await court.planned(a_blueprint(category, inner, a_channel("outer")))
        within = await court.planned(a_blueprint(category, inner))

        with pytest.raises(AccessDenied, match="outer"):
            await court.apply(court.ann, beyond)
        await court.apply(court.ann, within)


class TestAtTheSameMoment:
    async def test_a_rejection_is_either_seen_or_comes_too_late(
        self, court: Court, stored: StoredPlan
    ) -> None:
        outcomes = await asyncio.gather(
            court.review(court.admin, stored, Verdict.REJECT),
            court.apply(OWNER, stored),
            return_exceptions=True,
        )

        applied = bool(court.store.tables.runs)
        kinds = {type(one) for one in outcomes if isinstance(one, Exception)}
        assert kinds == ({PlanAlreadyRun} if applied else {PlanRejected})

    async def test_a_reviewer_who_comes_while_people_are_looked_up_is_looked_up_too(
        self, court: Court, stored: StoredPlan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked_up = court.second_person.reviewers

        async def late(guild_id: GuildId, plan_hash: str) -> object:
            people = await looked_up(guild_id, plan_hash)
            if not court.store.tables.reviews:
                await court.review(court.admin, stored, Verdict.REJECT)
            return people

        monkeypatch.setattr(court.second_person, "reviewers", late)

        with pytest.raises(PlanRejected):
            await court.apply(OWNER, stored)


class TestRollingBack:
    async def rollback(self, court: Court) -> StoredPlan:
        stored = await court.planned(DESIGN)
        run = await court.apply(OWNER, stored)
        await court.work(run)
        return await court.way_back(run)

    async def test_the_right_to_roll_back_starts_a_way_back_and_nothing_else(
        self, court: Court
    ) -> None:
        court.to(court.ann, Right.ROLLBACK)
        back = await self.rollback(court)
        forth = await court.planned(a_blueprint(a_role("greeter"), a_role("other")))

        assert back.rolls_back is not None
        with pytest.raises(AccessDenied):
            await court.apply(court.ann, forth)
        await court.apply(court.ann, back)

    async def test_the_right_to_apply_is_enough_for_it(self, court: Court) -> None:
        court.to(court.ann, Right.APPLY)

        await court.apply(court.ann, await self.rollback(court))
