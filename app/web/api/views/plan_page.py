"""A plan to decide on, with what people said of it: the shape of `schemas.plans.PlanView`."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.shared.application.access.list_reviews import PlanReviews
from app.shared.application.access.second_person import Judged
from app.shared.application.history.user_names import Who, people_behind
from app.shared.application.planning.show_plan import ShownPlan, ShowPlanCommand
from app.shared.application.rendering.plan_board import plan_board
from app.shared.domain.access.actors import actor_of
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.container import Container
from app.web.api.views.persons import person_of_member, persons_of


async def plan_page(
    container: Container, guild_id: GuildId, hash: str, reader: UserId
) -> dict[str, Any]:
    """As the reader sees it: their own approval does not count for them. Raises PlanNotFound."""
    shown = await container.show_plan()(ShowPlanCommand(guild_id=guild_id, hash=hash))
    plan = shown.stored.plan
    reviews = await container.list_reviews().of(shown.stored, reader)
    async with container.begin()() as uow:
        runs = await uow.runs.list(guild_id)
        bindings = await uow.bindings.of(guild_id)
        names = await people_behind(uow, _actors(shown, reviews))
    wanted = [] if plan.requester is None else [plan.requester]
    people = await persons_of(container, guild_id, wanted)
    return {
        **plan_board(shown),
        **_reviewed(reviews, names),
        "made_by_name": names[shown.stored.made_by].name,
        "requester": None if plan.requester is None else people[plan.requester],
        "stale": surely_stale(shown, runs, bindings),
    }


async def plan_said(
    container: Container, guild_id: GuildId, hash: str, reader: UserId
) -> dict[str, Any]:
    """What people say of a plan, for who has the rest. Raises PlanNotFound."""
    async with container.begin()() as uow:
        stored = await uow.plans.by_hash(guild_id, hash)
        run = await uow.runs.of_plan(guild_id, stored.plan.hash)
    reviews = await container.list_reviews().of(stored, reader)
    async with container.begin()() as uow:
        names = await people_behind(uow, _reviewers(reviews))
    return {
        **_reviewed(reviews, names),
        "run_id": None if run is None else run.id,
        "run_state": None if run is None else run.state.value,
    }


def _actors(shown: ShownPlan, reviews: PlanReviews) -> list[str]:
    return [shown.stored.made_by, *_reviewers(reviews)]


def _reviewers(reviews: PlanReviews) -> list[str]:
    return [actor_of(one.review.reviewer) for one in reviews.reviews]


def _reviewed(reviews: PlanReviews, names: Mapping[str, Who]) -> dict[str, Any]:
    return {
        "reviews": [_review(one, names) for one in reviews.reviews],
        "review_policy": {
            "two_person": reviews.two_person,
            "have": reviews.have,
            "need": reviews.need,
            "rejected": reviews.rejected,
            "ready": reviews.ready,
        },
    }


def _review(judged: Judged, names: Mapping[str, Who]) -> dict[str, Any]:
    review = judged.review
    return {
        "verdict": review.verdict.value,
        "comment": review.comment,
        "at": review.at,
        "by": person_of_member(review.reviewer, judged.reviewer),
        "by_name": names[actor_of(review.reviewer)].name,
        "counts": judged.counts,
    }


def surely_stale(shown: ShownPlan, newest: Iterable[Run], bindings: Bindings) -> bool | None:
    """True where a later run has written to the guild, or its bindings are others now; None where
    only Discord knows, as of what people did by hand."""
    if shown.run is not None:
        return None
    plan = shown.stored.plan
    later = (run.report for run in newest if run.created_at > plan.made_at)
    wrote = any(report is not None and report.writes > 0 for report in later)
    return True if wrote or not plan.basis.holds_for(bindings) else None
