"""What was said of a plan, and what is still needed before it can be applied."""

from dataclasses import dataclass

from app.shared.application.access.second_person import (
    Judged,
    Judgement,
    ReviewersUnknown,
    SecondPerson,
)
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, StoredPlan
from app.shared.domain.structure.identifiers import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReviewsCommand:
    guild_id: GuildId
    hash: str
    """The whole hash, or a beginning of it that only one plan has."""
    applier: UserId | None = None
    """Who would apply the plan: their own approval does not count for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReviews:
    reviews: tuple[Judged, ...]
    """The last word of each person, oldest first, without what was taken back."""
    two_person: bool
    """The policy asks for somebody else's approval of this plan."""
    have: int
    """Approvals that count for this applier."""
    need: int
    rejected: bool

    @property
    def ready(self) -> bool:
        return not self.rejected and self.have >= self.need


class ListReviews:
    def __init__(self, begin: BeginUnitOfWork, second_person: SecondPerson) -> None:
        self._begin = begin
        self._second_person = second_person

    async def __call__(self, command: ListReviewsCommand) -> PlanReviews:
        """Raises PlanNotFound."""
        async with self._begin() as uow:
            stored = await uow.plans.by_hash(command.guild_id, command.hash)
        return await self.of(stored, command.applier)

    async def of(self, stored: StoredPlan, applier: UserId | None) -> PlanReviews:
        """For who has read the plan already."""
        while True:
            try:
                judgement = await self._judged(stored.plan.guild_id, stored)
            except ReviewersUnknown:
                continue
            return PlanReviews(
                reviews=judgement.judged,
                two_person=judgement.two_person,
                have=len(judgement.approvals_beside(applier)),
                need=1 if judgement.two_person else 0,
                rejected=bool(judgement.rejections),
            )

    async def _judged(self, guild_id: GuildId, stored: StoredPlan) -> Judgement:
        people = await self._second_person.reviewers(guild_id, stored.plan.hash)
        async with self._begin() as uow:
            # Without a reviewer nobody's right is held against the server as it was.
            snapshot = (
                (await uow.snapshots.get(guild_id, stored.snapshot_id))[0] if people else None
            )
            return await self._second_person.judge(uow, stored, snapshot, people)
