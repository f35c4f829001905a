"""Say what one thinks of a plan before somebody applies it."""

from dataclasses import dataclass
from typing import ClassVar

from app.shared.application.access.gate import Gate, beyond_objects
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import (
    BeginUnitOfWork,
    PlanAlreadyRun,
    StoredPlan,
    UnitOfWork,
)
from app.shared.domain.access.actors import actor_of
from app.shared.domain.access.plan_objects import outside_plan
from app.shared.domain.access.reviews import Review, Verdict, standing_reviews
from app.shared.domain.access.rights import Right
from app.shared.domain.errors import Conflict, Invalid
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId

LONGEST_COMMENT = 1000


class CommentTooLong(Invalid):
    code: ClassVar[str] = "comment_too_long"


class NothingToWithdraw(Conflict):
    """The person has not reviewed the plan, or has taken that back already."""

    code: ClassVar[str] = "nothing_to_withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPlanCommand:
    guild_id: GuildId
    hash: str
    """The whole hash, or a beginning of it that only one plan has."""
    verdict: Verdict
    reviewer: UserId
    comment: str = ""
    origin: str = "web"


class ReviewPlan:
    """Approve, reject, or take back what one said. The last word of each person stands.

    It takes the right to review, and no rights in Discord: who applies brings those. Taking back
    takes only the right to look; what somebody said who has lost even that counts for nothing.
    """

    def __init__(self, begin: BeginUnitOfWork, gate: Gate, clock: Clock) -> None:
        self._begin = begin
        self._gate = gate
        self._clock = clock

    async def __call__(self, command: ReviewPlanCommand) -> Review:
        """Raises AccessDenied, GuildNotFound, PlanNotFound, PlanAlreadyRun, CommentTooLong,
        NothingToWithdraw."""
        comment = command.comment.strip()
        if len(comment) > LONGEST_COMMENT:
            raise CommentTooLong(
                say("The comment is longer than {most} characters.", most=LONGEST_COMMENT),
                remedy=say("Shorten it."),
            )
        stored = await self._allowed(command)
        async with self._begin() as uow:
            review = Review(
                guild_id=command.guild_id,
                plan_hash=stored.plan.hash,
                verdict=command.verdict,
                reviewer=command.reviewer,
                at=self._clock.now(),
                comment=comment,
            )
            await uow.reviews.hold(command.guild_id, stored.plan.hash)
            await _check_not_run(uow, stored)
            await self._keep(uow, review, command.origin)
            await uow.commit()
        return review

    async def _allowed(self, command: ReviewPlanCommand) -> StoredPlan:
        """The rights first: whoever has none learns nothing of plans."""
        right = Right.VIEW if command.verdict is Verdict.WITHDRAW else Right.APPROVE
        rights = await self._gate.require(command.guild_id, command.reviewer, right)
        async with self._begin() as uow:
            stored = await uow.plans.by_hash(command.guild_id, command.hash)
            snapshot, _ = await uow.snapshots.get(command.guild_id, stored.snapshot_id)
        outside = outside_plan(rights.objects_of(right), stored.plan, snapshot)
        if outside:
            raise beyond_objects(right, outside)
        return stored

    async def _keep(self, uow: UnitOfWork, review: Review, origin: str) -> None:
        said = standing_reviews(await uow.reviews.of(review.guild_id, review.plan_hash))
        before = next((one for one in said if one.reviewer == review.reviewer), None)
        if before is None and review.verdict is Verdict.WITHDRAW:
            raise NothingToWithdraw(
                say("You have said nothing of this plan that could be taken back."),
                remedy=say("Reload to see what stands."),
            )
        await uow.reviews.add(review)
        await uow.trail.add(
            TrailEntry(
                guild_id=review.guild_id,
                at=review.at,
                actor=actor_of(review.reviewer),
                origin=origin,
                action="plan.reviewed",
                subject=review.plan_hash,
                before=None if before is None else {"verdict": before.verdict.value},
                after={"verdict": review.verdict.value},
                details={"comment": review.comment},
            )
        )


async def _check_not_run(uow: UnitOfWork, stored: StoredPlan) -> None:
    """The same plan made anew, after a run that changed nothing, is another one."""
    run = await uow.runs.of_plan(stored.plan.guild_id, stored.plan.hash)
    if run is not None and (await uow.runs.plan_of(run.id)).id == stored.id:
        raise PlanAlreadyRun(
            say("This plan was applied already, so a review changes nothing any more."),
            remedy=say("Look at its run. To go back, make a plan that rolls it back."),
        )
