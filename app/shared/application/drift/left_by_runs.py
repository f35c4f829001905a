"""How the runs left a guild: what is asked of the store before a live guild can be compared."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from app.shared.application.drift.last_design import (
    LastDesign,
    last_design,
    moment_at,
    moment_places,
    runs_with_effect,
    saved_since,
)
from app.shared.application.ports.unit_of_work import (
    BeginUnitOfWork,
    BindingsMark,
    UnitOfWork,
)
from app.shared.domain.drift.telling_apart import Moment
from app.shared.domain.runs.run import Run, RunHead, RunState
from app.shared.domain.structure.identifiers import GuildId

_REACH = 20
"""How many runs are looked back over; what is older than these counts as not done yet."""
_KEPT_GUILDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Another one once a run or a version came, a run went on, or an import bound things anew."""

    run: RunHead | None
    version: int | None
    bindings: BindingsMark | None

    @property
    def is_running(self) -> bool:
        return self.run is not None and self.run.state is RunState.RUNNING

    def is_older_than(self, moment: datetime) -> bool:
        """Its run had ended by then."""
        return self.run is None or (self.run.ended_at is not None and self.run.ended_at < moment)


@dataclass(slots=True, kw_only=True)
class LeftByRuns:
    runs: tuple[Run, ...]
    """Those with effect, newest first."""
    design: LastDesign
    newer: LastDesign | None
    """The latest version, where it is another one than the last run was for."""
    mark: Mark
    _moments: dict[bool, list[Moment]] = field(default_factory=dict)

    def known_moments(self, *, newer: bool) -> tuple[Moment, ...]:
        """Those that were read already, from the newest on."""
        return tuple(self._moments.get(newer, ()))

    async def moment(self, uow: UnitOfWork, number: int, *, newer: bool) -> Moment | None:
        """What was there after and before each run, from the newest on, as set against the last
        design or the newer one; None beyond the oldest. Asked for in order, read once."""
        design = self.newer if newer and self.newer is not None else self.design
        places = moment_places(self.runs[:_REACH])
        if number >= len(places):
            return None
        known = self._moments.setdefault(newer, [])
        if number == len(known):
            known.append(await moment_at(uow, places[number], design))
        return known[number]


async def mark_of(uow: UnitOfWork, guild_id: GuildId) -> Mark:
    return (await marks_of(uow, [guild_id]))[guild_id]


async def marks_of(uow: UnitOfWork, guild_ids: Collection[GuildId]) -> dict[GuildId, Mark]:
    runs = await uow.runs.heads_of(guild_ids)
    versions = await uow.versions.newest_of(guild_ids)
    bindings = await uow.bindings.marks_of(guild_ids)
    return {
        guild_id: Mark(
            run=runs.get(guild_id),
            version=versions.get(guild_id),
            bindings=bindings.get(guild_id),
        )
        for guild_id in guild_ids
    }


async def read_left_by_runs(uow: UnitOfWork, guild_id: GuildId) -> LeftByRuns:
    """Raises NothingApplied."""
    mark = await mark_of(uow, guild_id)
    runs = await runs_with_effect(uow, guild_id)
    design = await last_design(uow, runs[0])
    newer = await saved_since(uow, guild_id, design)
    return LeftByRuns(runs=runs, design=design, newer=newer, mark=mark)


class KeptBaselines:
    """Those of the guilds that were asked for last, each read again once its mark is another:
    as many as are looked at whole at once. They are large, and a glance needs none of it."""

    def __init__(self, begin: BeginUnitOfWork, most: int = _KEPT_GUILDS) -> None:
        self._begin = begin
        self._most = most
        self._kept: OrderedDict[GuildId, LeftByRuns] = OrderedDict()

    async def of(self, guild_id: GuildId) -> LeftByRuns:
        """Raises NothingApplied."""
        async with self._begin() as uow:
            kept = self._kept.pop(guild_id, None)
            if kept is None or kept.mark != await mark_of(uow, guild_id):
                kept = await read_left_by_runs(uow, guild_id)
        self._kept[guild_id] = kept
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return kept
