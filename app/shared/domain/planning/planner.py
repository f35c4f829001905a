"""Makes plans: the way from a live guild to a design, with what it costs and what to know first."""

from dataclasses import replace

from app.shared.domain.language.saying import say
from app.shared.domain.planning.closure import closure_of
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.costing import cost_of
from app.shared.domain.planning.drafted_steps import steps_for
from app.shared.domain.planning.judging.access_diff import access_changes
from app.shared.domain.planning.judging.findings import findings_for, members_by_role
from app.shared.domain.planning.plan import Plan, basis_of
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.planning.selection import check_selection, reduced, reduced_bindings
from app.shared.domain.structure.marks import marked


def make_plan(request: PlanRequest) -> Plan:
    """The whole plan, or the part of it that is selected with all that part depends on.

    Raises ChangeUnknown for a selection of something that is no change.
    """
    comparison = compare(request)
    if request.selected is not None:
        check_selection(comparison, request.selected)
        comparison = _selected(request, comparison, closure_of(comparison, request.selected))
    return _planned(request, comparison)


def _selected(request: PlanRequest, comparison: Comparison, chosen: frozenset[str]) -> Comparison:
    """The same snapshot against a design that has just these changes, named by the same ids."""
    if len(chosen) == len(comparison.changes):
        return comparison
    part = compare(
        replace(
            request,
            blueprint=reduced(comparison, chosen),
            bindings=reduced_bindings(comparison),
            adopt=False,
        )
    )
    return replace(part, adopted=comparison.adopted, unseen=comparison.unseen)


def _planned(request: PlanRequest, comparison: Comparison) -> Plan:
    snapshot, requester = request.snapshot, request.requester
    steps = steps_for(comparison)
    cost = cost_of(comparison, steps, request.recent)
    access = access_changes(
        comparison.live,
        comparison.wanted,
        members_by_role(comparison),
        comparison.differing_targets,
    )
    return Plan(
        guild_id=snapshot.guild_id,
        guild_name=str(comparison.live.settings.get("name") or ""),
        made_at=request.now,
        basis=basis_of(comparison.blueprint, snapshot, request.bindings, requester),
        blueprint=comparison.blueprint,
        blueprint_version=request.blueprint_version,
        requester=None if requester is None else requester.user_id,
        changes=comparison.changes,
        steps=steps,
        findings=findings_for(comparison, access, cost, requester, request.recent),
        access=access,
        cost=cost,
        coverage=snapshot.coverage,
        bindings=comparison.bindings,
        names=_names(comparison),
    )


def _names(comparison: Comparison) -> dict[str, str]:
    live = comparison.live
    return {
        **{f"role:{role.key}": role.name for role in live.roles},
        **{f"channel:{c.key}": marked(c.name, c.type) for c in live.channels},
        f"member:{comparison.snapshot.bot.user_id}": say("the bot"),
    }
