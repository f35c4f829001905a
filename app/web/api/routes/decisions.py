"""What people decide about a plan: reviews, and its application."""

from starlette.status import HTTP_201_CREATED

from app.shared.application.access.review_plan import (
    CommentTooLong,
    NothingToWithdraw,
    ReviewPlanCommand,
)
from app.shared.application.ports.unit_of_work import (
    PlanAlreadyRun,
    PlanNotFound,
    RunNotFound,
    RunUnderWay,
)
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.application.runs.roll_back import RollBackCommand
from app.shared.domain.access.refusals import PlanRejected, SecondPersonNeeded
from app.shared.domain.access.reviews import Verdict
from app.shared.domain.runs.refusals import (
    DestructionNotConfirmed,
    PlanBlocked,
    PlanEmpty,
    PlanStale,
    RightsLost,
)
from app.web.api.authorising import Approver, Reverter, Starter
from app.web.api.idempotency import Once
from app.web.api.parameters import PlanPath, RunPath
from app.web.api.problems import problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.plans import Approval, PlanView, ReviewOrder
from app.web.api.schemas.runs import RunView
from app.web.api.views.names import run_page
from app.web.api.views.plan_page import plan_page
from app.web.dependencies import ContainerDep

router = ApiRouter("/guilds/{guild_id}")


@router.post(
    "/plans/{hash}/reviews",
    tags=["Plans"],
    summary="Approve or reject a plan, or take back what you said.",
    status_code=HTTP_201_CREATED,
    response_model=PlanView,
    responses=problems(PlanNotFound, PlanAlreadyRun, CommentTooLong, NothingToWithdraw),
)
async def review_plan(
    approver: Approver, hash: PlanPath, body: ReviewOrder, container: ContainerDep, _once: Once
) -> object:
    """Your last word stands. A rejection keeps anybody from applying the plan until it is taken
    back."""
    review = await container.review_plan()(
        ReviewPlanCommand(
            guild_id=approver.guild_id,
            hash=hash,
            verdict=Verdict(body.verdict),
            reviewer=approver.identity.user_id,
            comment=body.comment,
            origin=approver.origin,
        )
    )
    reader = approver.identity.user_id
    return await plan_page(container, approver.guild_id, review.plan_hash, reader)


@router.post(
    "/plans/{hash}/apply",
    tags=["Plans"],
    summary="Apply a plan: from here on a worker carries it out.",
    status_code=HTTP_201_CREATED,
    response_model=RunView,
    responses=problems(
        PlanNotFound,
        PlanEmpty,
        PlanBlocked,
        PlanStale,
        PlanRejected,
        DestructionNotConfirmed,
        SecondPersonNeeded,
        RightsLost,
        RunUnderWay,
        PlanAlreadyRun,
    ),
)
async def apply_plan(
    starter: Starter, hash: PlanPath, body: Approval, container: ContainerDep, _once: Once
) -> object:
    """Applying is your approval as well. A plan that leads back needs the right `rollback`, any
    other the right `apply`. Each destructive change has to be confirmed by its id."""
    run = await container.approve_plan()(
        ApprovePlanCommand(
            guild_id=starter.guild_id,
            hash=hash,
            confirmed=frozenset(body.confirmed),
            actor=starter.actor,
            origin=starter.origin,
        )
    )
    return await run_page(container, starter.guild_id, run.id)


@router.post(
    "/runs/{run_id}/rollback",
    tags=["Runs"],
    summary="Plan the way back to how the server was before a run.",
    status_code=HTTP_201_CREATED,
    response_model=PlanView,
    responses=problems(RunNotFound),
)
async def roll_back_run(
    reverter: Reverter, run_id: RunPath, container: ContainerDep, _once: Once
) -> object:
    """Over all later runs too. It is looked at and applied like any other plan; `labels` say
    honestly what does not come back as it was."""
    stored = await container.roll_back()(
        RollBackCommand(
            run_id=run_id,
            guild_id=reverter.guild_id,
            requester=reverter.identity.user_id,
            actor=reverter.actor,
            origin=reverter.origin,
        )
    )
    reader = reverter.identity.user_id
    return await plan_page(container, reverter.guild_id, stored.plan.hash, reader)
