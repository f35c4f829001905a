"""What settling drift has to know: the differences, the guild, and the design they are from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from app.shared.application.drift.compare_live import (
    CompareLive,
    CompareLiveCommand,
    Drift,
    Drifted,
)
from app.shared.application.drift.last_design import LastDesign, last_design, runs_with_effect
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.errors import Conflict
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Snapshot


class DriftChanged(Conflict):
    """Somebody changed it again, or put it right, since it was looked at."""

    code: ClassVar[str] = "drift_changed"


@dataclass(frozen=True, kw_only=True)
class Settling:
    design: LastDesign
    live: Snapshot
    drift: Drift
    chosen: tuple[Drifted, ...]


async def settling(
    begin: BeginUnitOfWork, gateway: GuildGateway, guild_id: GuildId, ids: Iterable[str]
) -> Settling:
    """Raises NothingApplied, DriftChanged, and what reading Discord raises."""
    wanted = set(ids)
    async with begin() as uow:
        runs = await runs_with_effect(uow, guild_id)
        design = await last_design(uow, runs[0])
    live = await gateway.observe(guild_id, design.bindings.channel_ids, with_members=True)
    drift = await CompareLive(begin, gateway)(
        CompareLiveCommand(guild_id=guild_id, live=live, who=False)
    )
    chosen = tuple(one for one in drift.differences if one.id in wanted)
    if not wanted or len(chosen) < len(wanted):
        raise DriftChanged(
            say("The server has changed again since you looked at what differs."),
            remedy=say("Look at the differences again and choose anew."),
        )
    return Settling(design=design, live=live, drift=drift, chosen=chosen)
