"""What the contract of stores keeps in them."""

from collections.abc import Awaitable, Callable

from app.shared.application.ports.plan_line import PlanId
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.steps import Action, reference
from app.shared.domain.runs.run import (
    Run,
    RunId,
)
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.domain.structure.snapshot import Coverage
from tests.support.builders import (
    a_plan,
    a_snapshot,
    a_step,
)

ELSEWHERE = GuildId(2000)
HELPER, LOBBY = Key("helper"), Key("lobby")
Queued = Callable[[], Awaitable[list[RunId]]]


def a_rich_plan() -> Plan:
    """A plan with something of every kind in it."""
    change = Change(
        subject=Subject.CHANNEL,
        kind=ChangeKind.DELETE,
        key=LOBBY,
        name="lobby",
        fields=(
            FieldChange(field="access.role:helper", before={"allow": 1, "deny": 0}, after=None),
        ),
        risk=Risk.DESTRUCTIVE,
        loses="All its messages.",
    )
    steps = (
        a_step(1, body={"permissions": "0", "tags": [reference(Kind.TAG, Key("lobby/help"))]}),
        a_step(
            2,
            Action.PUT_OVERWRITE,
            key=LOBBY,
            target=reference(Kind.ROLE, HELPER),
            needs=frozenset({1}),
            changes=(change.id,),
            unless_already={"nsfw": False},
        ),
    )
    finding = Finding(
        code="exposed",
        severity=Severity.WARNS,
        what="It opens.",
        remedy="Look.",
        changes=(change.id,),
        details=(("members", 3), ("roles", ["helper"])),
    )
    return a_plan(
        *steps,
        changes=(change,),
        findings=(finding,),
        blueprint_version=3,
        bindings=Bindings().bind(Kind.ROLE, HELPER, 5),
        coverage=Coverage(unseen_channels=frozenset({Key("9")}), unread={"automod": "no right"}),
    )


async def keep_plan(begin: BeginUnitOfWork, plan: Plan) -> PlanId:
    async with begin() as uow:
        snapshot_id = await uow.snapshots.add(a_snapshot(), Bindings())
        plan_id = await uow.plans.add(plan, snapshot_id)
        await uow.commit()
    return plan_id


async def keep_run(begin: BeginUnitOfWork, run: Run, plan: Plan | None = None) -> PlanId:
    plan_id = await keep_plan(begin, plan or a_plan())
    async with begin() as uow:
        await uow.runs.add(run, plan_id, steps=2)
        await uow.commit()
    return plan_id
