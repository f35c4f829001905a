"""What the runs of a guild were to make of it, and how each of them left it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from app.shared.application.ports.unit_of_work import SnapshotId, UnitOfWork
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.drift.telling_apart import Moment
from app.shared.domain.errors import NotFound
from app.shared.domain.language.saying import say
from app.shared.domain.planning.changes import Change, Subject
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.run import Run, RunState
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key
from app.shared.domain.structure.snapshot import Snapshot

_RUNS = 200
_KINDS = {Subject.ROLE: Kind.ROLE, Subject.CHANNEL: Kind.CHANNEL, Subject.RULE: Kind.RULE}


class NothingApplied(NotFound):
    """No run of this guild has changed anything yet, so there is nothing to drift from."""

    code: ClassVar[str] = "nothing_applied"


@dataclass(frozen=True, kw_only=True)
class LastDesign:
    """What the newest run that changed something led to, whole, whatever part of it was chosen."""

    blueprint: Blueprint
    version: int | None
    """None where the run led back to a snapshot."""
    is_latest: bool
    """Applying the latest version leads to just this design."""
    bindings: Bindings

    def missing(self, snapshot: Snapshot) -> tuple[Change, ...]:
        """What the guild of the snapshot lacks of the design."""
        return self.ours(self.compared(snapshot).changes)

    def compared(self, snapshot: Snapshot) -> Comparison:
        """The guild of the snapshot with the design."""
        request = PlanRequest(
            blueprint=self.blueprint,
            blueprint_version=self.version,
            snapshot=snapshot,
            bindings=self.bindings,
            requester=None,
            now=snapshot.taken_at,
            adopt=False,
        )
        return compare(request)

    def ours(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Those that are ours to watch."""
        kinds = ((change, _KINDS.get(change.subject)) for change in changes)
        return tuple(
            change for change, kind in kinds if kind is None or self.is_watched(kind, change.key)
        )

    def is_watched(self, kind: Kind, key: Key) -> bool:
        """A way back names everything that was there; only what is bound is ours to watch."""
        if self.version is not None or key == EVERYONE:
            return True
        return self.bindings.id_of(kind, key) is not None


async def runs_with_effect(uow: UnitOfWork, guild_id: GuildId) -> tuple[Run, ...]:
    """Those that sent calls or found everything done, newest first. Raises NothingApplied."""
    found = tuple(run for run in await uow.runs.list(guild_id, limit=_RUNS) if _has_effect(run))
    if not found:
        raise NothingApplied(
            say("No design has been applied to this server yet."),
            remedy=say("Make a plan and apply it first."),
        )
    return found


def _has_effect(run: Run) -> bool:
    if run.report is None:
        return run.started_at is not None
    return run.state is RunState.SUCCEEDED or run.report.writes > 0


async def last_design(uow: UnitOfWork, run: Run) -> LastDesign:
    plan = (await uow.runs.plan_of(run.id)).plan
    latest = await uow.versions.latest(run.guild_id)
    bindings = await uow.bindings.of(run.guild_id)
    if (number := plan.blueprint_version) is not None:
        blueprint = (await uow.versions.get(run.guild_id, number)).blueprint
    elif latest is not None:
        blueprint = _within(plan.blueprint, latest.blueprint)
    else:
        blueprint = plan.blueprint
    return LastDesign(
        blueprint=blueprint,
        version=number,
        is_latest=latest is not None and latest.number == number,
        bindings=bindings,
    )


async def saved_since(uow: UnitOfWork, guild_id: GuildId, design: LastDesign) -> LastDesign | None:
    """The latest version, where it is another one than the runs were for."""
    latest = await uow.versions.latest(guild_id)
    if latest is None or latest.number == design.version:
        return None
    return replace(design, blueprint=latest.blueprint, version=latest.number, is_latest=True)


def _within(back: Blueprint, design: Blueprint) -> Blueprint:
    """The way back, as far as the design speaks of things that exist once per guild."""
    spoken = design.structure
    settings = {
        name: value for name, value in back.structure.settings.items() if name in spoken.settings
    }
    structure = replace(
        back.structure,
        settings=MappingProxyType(settings),
        welcome_screen=back.structure.welcome_screen if spoken.welcome_screen else None,
        onboarding=back.structure.onboarding if spoken.onboarding else None,
        automod=None if spoken.automod is None else back.structure.automod,
    )
    return replace(back, structure=structure, ignored=design.ignored)


type MomentPlace = tuple[Run, bool]
"""A run, and whether it is meant how it left the guild, or how it found it."""


def moment_places(runs: Iterable[Run]) -> tuple[MomentPlace, ...]:
    """After and before each run; only before it, where nobody could read the guild afterwards."""
    places: list[MomentPlace] = []
    for run in runs:
        if run.report is not None and run.report.end_snapshot is not None:
            places.append((run, True))
        places.append((run, False))
    return tuple(places)


async def moment_at(uow: UnitOfWork, place: MomentPlace, design: LastDesign) -> Moment:
    run, after = place
    if after and run.report is not None and run.report.end_snapshot is not None:
        left, _ = await uow.snapshots.get(run.guild_id, SnapshotId(run.report.end_snapshot))
        return Moment(at=left.taken_at, left=design.missing(left))
    stored = await uow.runs.plan_of(run.id)
    found, _ = await uow.snapshots.get(run.guild_id, stored.snapshot_id)
    return Moment(at=found.taken_at, left=design.missing(found), worked_on=stored.plan.changes)
