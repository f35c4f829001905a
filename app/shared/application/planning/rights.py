"""What somebody may not do by hand of what a plan would do for them."""

from datetime import datetime

from app.shared.application.ports.guild_gateway import GuildGateway, MemberNotFound
from app.shared.domain.language.saying import say
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.judging.hindrances import keyed, requester_hindrances
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.refusals import RightsLost
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import UserId
from app.shared.domain.structure.snapshot import Snapshot, Standing


async def standing_of(gateway: GuildGateway, plan: Plan, user: UserId) -> Standing:
    """Who the user is in the plan's guild now. Raises RightsLost for who has left it."""
    try:
        return await gateway.standing(plan.guild_id, user)
    except MemberNotFound as gone:
        raise RightsLost(
            [say("The member {member} is not in the server any more.", member=user)]
        ) from gone


def check_rights(
    plan: Plan, snapshot: Snapshot, bindings: Bindings, standing: Standing, now: datetime
) -> None:
    """Hold what is still to be done against one person's rights. Raises RightsLost."""
    remaining = compare(
        PlanRequest(
            blueprint=plan.blueprint,
            blueprint_version=plan.blueprint_version,
            snapshot=snapshot,
            bindings=bindings,
            requester=standing,
            now=now,
        )
    )
    person = keyed(standing, remaining.bindings)
    hindrances = requester_hindrances(remaining.live, remaining.wanted, remaining.changes, person)
    if missing := [finding.what for finding in hindrances]:
        raise RightsLost(missing)
