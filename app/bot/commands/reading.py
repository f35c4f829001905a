"""What several commands read before they can say anything."""

from collections.abc import Iterable, Mapping

from app.bot.rendering.plan_message import PlanToShow
from app.shared.application.access.list_reviews import ListReviews, ListReviewsCommand
from app.shared.application.history.user_names import people_behind
from app.shared.application.planning.list_plans import ListPlans, ListPlansCommand
from app.shared.application.planning.show_plan import ShowPlan, ShowPlanCommand
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, PlanNotFound, RunNotFound
from app.shared.application.runs.list_runs import ListRuns, ListRunsCommand
from app.shared.domain.access.actors import actor_of
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.identifiers import GuildId, UserId


class Names:
    """What people are called who did something, by actor: one query for all of them."""

    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, actors: Iterable[str]) -> Mapping[str, str]:
        async with self._begin() as uow:
            people = await people_behind(uow, actors)
        return {actor: who.name for actor, who in people.items()}


class Plans:
    """Plans with all that is shown of them."""

    def __init__(
        self, show_plan: ShowPlan, list_reviews: ListReviews, list_plans: ListPlans, names: Names
    ) -> None:
        self._show_plan = show_plan
        self._list_reviews = list_reviews
        self._list_plans = list_plans
        self._names = names

    async def show(self, guild_id: GuildId, hash: str, reader: UserId | None) -> PlanToShow:
        """As `reader` sees it: their own approval does not count for them. None for what everybody
        sees. Raises PlanNotFound."""
        shown = await self._show_plan(ShowPlanCommand(guild_id=guild_id, hash=hash))
        reviews = await self._list_reviews(
            ListReviewsCommand(guild_id=guild_id, hash=shown.stored.plan.hash, applier=reader)
        )
        reviewers = [actor_of(one.review.reviewer) for one in reviews.reviews]
        return PlanToShow(
            shown=shown,
            reviews=reviews,
            names=await self._names([shown.stored.made_by, *reviewers]),
        )

    async def newest(self, guild_id: GuildId, else_say: tuple[str, str]) -> str:
        """The hash of the plan that was made last. Raises PlanNotFound with those words."""
        found = await self._list_plans(ListPlansCommand(guild_id=guild_id, limit=1))
        if not found:
            raise PlanNotFound(else_say[0], remedy=else_say[1])
        return found[0].hash


async def newest_run(list_runs: ListRuns, guild_id: GuildId, else_say: tuple[str, str]) -> Run:
    """Raises RunNotFound with those words."""
    found = await list_runs(ListRunsCommand(guild_id=guild_id, limit=1))
    if not found:
        raise RunNotFound(else_say[0], remedy=else_say[1])
    return found[0]
