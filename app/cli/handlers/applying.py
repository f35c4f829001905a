"""From a plan to a run: shows it, asks, leaves out what nobody agreed to delete, carries it out."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from app.cli.handlers.people import actor
from app.cli.handlers.plan import show_plan
from app.cli.handlers.run_report import tell_run
from app.cli.handlers.watching import Watched, carry_out
from app.cli.terminal import NoTerminal, can_ask, confirm, say, show_json
from app.shared.application.planning.what_changed import WhatChangedCommand
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.rendering.plan_parts import thing
from app.shared.application.rendering.run_json import run_json
from app.shared.application.rendering.spans import safe
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.application.runs.show_run import ShowRunCommand
from app.shared.domain.errors import Invalid
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.findings import Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.refusals import DestructionNotConfirmed, PlanBlocked, PlanStale
from app.shared.infrastructure.container import Container

_ALL = "all"

PlanAgain = Callable[[frozenset[str]], Awaitable[StoredPlan]]
"""Makes the same plan with only these changes in it."""


class DeletionUnknown(Invalid):
    """--delete names something that the plan does not delete."""

    code = "deletion_unknown"


class DeletionNotAgreed(DestructionNotConfirmed):
    """The plan stands as a whole, and nobody has agreed to all that it deletes."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__(changes)
        named = " ".join(f"--delete {change.id}" for change in changes)
        self.remedy = f"To agree to it, add: {named}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who wants a plan applied, what they agreed to beforehand, and how they want to be told."""

    as_: str | None = None
    delete: frozenset[str] = frozenset()
    yes: bool = False
    detach: bool = False
    json: bool = False

    def covers(self, change: Change) -> bool:
        return change.id in self.delete or _ALL in self.delete


async def apply_stored(
    container: Container, stored: StoredPlan, consent: Consent, again: PlanAgain | None
) -> int:
    """0 when the run is done and verified, or nothing was to do.

    `again` is for plans that may be cut down; one that was reviewed as a whole has none.
    """
    plan = stored.plan
    _check(plan, consent)
    if not consent.json:
        show_plan(plan)
    if plan.is_empty:
        return _nothing_to_do((), consent)
    if not consent.yes and not can_ask():
        raise NoTerminal("This needs a yes, and there is no terminal to ask at.")
    left = _not_agreed(plan, consent)
    if left:
        rest = await _without(stored, left, again)
        if not consent.json:
            _say_left(left)
        if rest is None or rest.plan.is_empty:
            return _nothing_to_do(left, consent)
        stored = rest
    if not consent.yes and not confirm(_question(stored.plan, left)):
        say("Nothing was changed.")
        return 1
    return await _run(container, stored, left, consent)


def _check(plan: Plan, consent: Consent) -> None:
    if plan.blocked:
        if not consent.json:
            show_plan(plan)
        raise PlanBlocked(tuple(f for f in plan.findings if f.severity is Severity.BLOCKS))
    doomed = {change.id for change in plan.destructive}
    if unknown := sorted(consent.delete - doomed - {_ALL}):
        raise DeletionUnknown(
            f"The plan does not delete {', '.join(unknown)}.",
            remedy=f"It deletes: {', '.join(sorted(doomed)) or 'nothing'}.",
        )
    if consent.json and not consent.yes and not plan.is_empty:
        raise NoTerminal(
            "With --json no plan is shown that somebody could say yes to.",
            remedy="Look at it with `guildwright plan` first, then add --yes.",
        )


def _not_agreed(plan: Plan, consent: Consent) -> tuple[Change, ...]:
    """What would be deleted although nobody says so; people are asked one by one."""
    open_ = tuple(change for change in plan.destructive if not consent.covers(change))
    if consent.yes:
        return open_
    return tuple(
        change
        for change in open_
        if not confirm(f"Delete {change.subject} {safe(change.name)}? {safe(change.loses)}")
    )


async def _without(
    stored: StoredPlan, left: tuple[Change, ...], again: PlanAgain | None
) -> StoredPlan | None:
    """The plan without these changes; None when no other change is in it."""
    if again is None:
        raise DeletionNotAgreed(left)
    out = {change.id for change in left}
    wanted = frozenset(change.id for change in stored.plan.changes if change.id not in out)
    if not wanted:
        return None
    rest = await again(wanted)
    pulled_in = tuple(change for change in rest.plan.destructive if change.id in out)
    if pulled_in:
        # Something that is wanted cannot be without it.
        raise DeletionNotAgreed(pulled_in)
    _check_within(rest.plan, wanted)
    return rest


def _check_within(plan: Plan, seen: Collection[str]) -> None:
    """Nothing may be in the second plan that was not shown with the first."""
    if new := [change for change in plan.changes if change.id not in seen]:
        raise PlanStale(tuple(f"{thing(change)} was changed." for change in new))


def _say_left(left: tuple[Change, ...]) -> None:
    for change in left:
        say(f"Left as it is: {change.subject} {safe(change.name)}. {safe(change.loses)}", "warns")
        say(f"    To delete it: --delete {change.id}", "muted")


def _nothing_to_do(left: tuple[Change, ...], consent: Consent) -> int:
    if consent.json:
        show_json({"run": None, "left": [change.id for change in left]})
    elif left:
        say("Nothing else was to do, so nothing was changed.")
    return 0


def _question(plan: Plan, left: tuple[Change, ...]) -> str:
    calls = "1 call" if plan.cost.writes == 1 else f"{plan.cost.writes} calls"
    what = "the rest of this plan" if left else "this plan"
    return f"Apply {what} to {safe(plan.guild_name)} with {calls}?"


async def _run(
    container: Container, stored: StoredPlan, left: tuple[Change, ...], consent: Consent
) -> int:
    plan = stored.plan
    await _refuse_stale(container, plan)
    run = await container.approve_plan()(
        ApprovePlanCommand(
            guild_id=plan.guild_id,
            hash=plan.hash,
            actor=actor(consent.as_),
            confirmed=frozenset(change.id for change in plan.destructive),
        )
    )
    if consent.detach:
        watched = Watched(await container.show_run()(ShowRunCommand(run_id=run.id)), 0)
    else:
        watched = await carry_out(container, run.id, quiet=consent.json)
    if consent.json:
        show_json({**run_json(watched.shown), "left": [change.id for change in left]})
    else:
        tell_run(watched.shown, handed_over=watched.handed_over)
    if consent.detach and not consent.json:
        say("A worker takes it up; where none runs: guildwright worker", "muted")
    return watched.exit_code


async def _refuse_stale(container: Container, plan: Plan) -> None:
    """The run would refuse too; this way no failed run is left behind."""
    command = WhatChangedCommand(guild_id=plan.guild_id, hash=plan.hash)
    if changed := await container.what_changed()(command):
        raise PlanStale(changed)
