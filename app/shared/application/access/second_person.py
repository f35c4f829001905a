"""Has somebody else approved a plan, where the policy asks for it, and has nobody rejected it?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.shared.application.access.people import members_of
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.access.who_holds import who_holds
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, StoredPlan, UnitOfWork
from app.shared.domain.access.holding import rights_of
from app.shared.domain.access.membership import Membership
from app.shared.domain.access.plan_objects import outside_plan
from app.shared.domain.access.policy import Policy, greatest_risk
from app.shared.domain.access.refusals import PlanRejected, SecondPersonNeeded
from app.shared.domain.access.reviews import Review, Verdict, standing_reviews
from app.shared.domain.access.rights import Right
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.domain.structure.snapshot import Snapshot

type People = Mapping[UserId, Membership | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One person's standing word on a plan. `counts`: they may review this very plan now."""

    review: Review
    reviewer: Membership | None
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is said of a plan, and whether the policy asks for somebody else's approval of it."""

    judged: tuple[Judged, ...]
    two_person: bool

    @property
    def rejections(self) -> tuple[Judged, ...]:
        return self._counting(Verdict.REJECT)

    def approvals_beside(self, applier: UserId | None) -> tuple[Judged, ...]:
        """Those by anybody else: who approves and who applies are two different people."""
        approvals = self._counting(Verdict.APPROVE)
        return tuple(one for one in approvals if one.review.reviewer != applier)

    def _counting(self, verdict: Verdict) -> tuple[Judged, ...]:
        return tuple(one for one in self.judged if one.counts and one.review.verdict is verdict)


class ReviewersUnknown(Exception):
    """Somebody has reviewed who was not looked up before the transaction began: look again."""


class SecondPerson:
    """Judges the reviews of a plan by what their writers may do now.

    Discord is asked before the transaction, the reviews, the policy and the grants are read
    inside it. Who approved and has lost the right since has approved nothing, and who rejected
    and has lost it stops nobody.
    """

    def __init__(
        self, begin: BeginUnitOfWork, gateway: GuildGateway, rights_of: RightsOf, clock: Clock
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._rights_of = rights_of
        self._clock = clock

    async def reviewers(self, guild_id: GuildId, plan_hash: str) -> People:
        async with self._begin() as uow:
            reviews = standing_reviews(await uow.reviews.of(guild_id, plan_hash))
        return await self.members(guild_id, [review.reviewer for review in reviews])

    async def members(self, guild_id: GuildId, users: Iterable[UserId]) -> People:
        return await members_of(self._rights_of, guild_id, users)

    async def judge(
        self, uow: UnitOfWork, stored: StoredPlan, snapshot: Snapshot | None, people: People
    ) -> Judgement:
        """`snapshot` is the one the plan was made from; None where there are no `people` whose
        rights to hold against it. Raises ReviewersUnknown."""
        plan = stored.plan
        ground = await uow.grants.ground(plan.guild_id)
        reviews = standing_reviews(await uow.reviews.of(plan.guild_id, plan.hash))
        judged = []
        for review in reviews:
            if snapshot is None or review.reviewer not in people:
                raise ReviewersUnknown
            member = people[review.reviewer]
            rights = rights_of(member, ground.grants, ground.policy, self._clock.now())
            within = not outside_plan(rights.objects_of(Right.APPROVE), plan, snapshot)
            counts = rights.has(Right.APPROVE) and within
            judged.append(Judged(review=review, reviewer=member, counts=counts))
        return Judgement(judged=tuple(judged), two_person=_asks_two(ground.policy, stored))

    async def refusal(self, guild_id: GuildId) -> SecondPersonNeeded:
        """Asks Discord who may approve."""
        who = await who_holds(self._begin, self._gateway, self._rights_of, guild_id, Right.APPROVE)
        return SecondPersonNeeded(
            say(
                "This server asks for two people for a plan of this risk: one who approves it and "
                "another who applies it."
            ),
            remedy=say("Ask somebody else to review it: {who}.", who=who),
        )


def check_rejections(judgement: Judgement) -> None:
    """Raises PlanRejected."""
    if not judgement.rejections:
        return
    first = judgement.rejections[0]
    who = say("Somebody") if first.reviewer is None else first.reviewer.display_name
    raise PlanRejected(
        say('{who} has rejected this plan: "{comment}"', who=who, comment=first.review.comment)
        if first.review.comment
        else say("{who} has rejected this plan.", who=who),
        remedy=say("Make another plan, or ask them to take the rejection back."),
    )


def _asks_two(policy: Policy, stored: StoredPlan) -> bool:
    return policy.wants_second_person(greatest_risk(stored.plan.changes))
