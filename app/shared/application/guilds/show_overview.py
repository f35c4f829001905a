"""How a guild stands: what it has used up, what the bot may do, whether it is as applied."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.shared.application.drift.compare_live import CompareLive, CompareLiveCommand
from app.shared.application.drift.last_design import NothingApplied, runs_with_effect
from app.shared.application.guilds.bot_place import BotPlace, bot_place
from app.shared.application.guilds.used_limits import used_limits
from app.shared.application.ports.guild_gateway import (
    GuildGateway,
    GuildNotFound,
    LimitReached,
    TokenRefused,
)
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Coverage, Snapshot

_RUNS = 5


class Sync(StrEnum):
    IN_SYNC = "in_sync"
    DRIFTED = "drifted"
    NEVER_APPLIED = "never_applied"
    UNKNOWN = "unknown"
    """Discord or the bot did not answer."""


@dataclass(frozen=True, kw_only=True)
class LiveFacts:
    """What was read from Discord just now."""

    name: str
    members: int | None
    bot: BotPlace
    limits: Mapping[str, tuple[int, int]]
    coverage: Coverage
    read_at: datetime


@dataclass(frozen=True, kw_only=True)
class Overview:
    latest: BlueprintVersion | None
    runs: tuple[Run, ...]
    """The newest few."""
    sync: Sync
    live: LiveFacts | None
    """None where Discord could not be read; then `unread_because` says why."""
    unread_because: DomainError | None
    last_read_at: datetime | None
    """Of the newest run that was read back, for when nothing can be read now."""


class ShowOverview:
    """Reads the guild once. Where Discord does not answer, the rest is told all the same."""

    def __init__(
        self, begin: BeginUnitOfWork, gateway: GuildGateway, compare_live: CompareLive
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._compare_live = compare_live

    async def __call__(self, guild_id: GuildId) -> Overview:
        async with self._begin() as uow:
            latest = await uow.versions.latest(guild_id)
            runs = await uow.runs.list(guild_id, limit=_RUNS)
            bindings = await uow.bindings.of(guild_id)
        snapshot, because = await self._read(guild_id, bindings)
        reports = (run.report for run in runs)
        return Overview(
            latest=latest,
            runs=runs,
            sync=await self._sync(guild_id, snapshot),
            live=None if snapshot is None else _facts(snapshot),
            unread_because=because,
            last_read_at=next((one.read_back_at for one in reports if one is not None), None),
        )

    async def _read(
        self, guild_id: GuildId, bindings: Bindings
    ) -> tuple[Snapshot | None, DomainError | None]:
        try:
            return await self._gateway.observe(guild_id, bindings.channel_ids), None
        except (Unavailable, LimitReached, TokenRefused, GuildNotFound) as error:
            return None, error

    async def _sync(self, guild_id: GuildId, snapshot: Snapshot | None) -> Sync:
        try:
            if snapshot is None:
                async with self._begin() as uow:
                    await runs_with_effect(uow, guild_id)
                return Sync.UNKNOWN
            drift = await self._compare_live(
                CompareLiveCommand(guild_id=guild_id, live=snapshot, who=False)
            )
        except NothingApplied:
            return Sync.NEVER_APPLIED
        return Sync.DRIFTED if drift.differences else Sync.IN_SYNC


def _facts(snapshot: Snapshot) -> LiveFacts:
    return LiveFacts(
        name=str(snapshot.structure.settings.get("name") or snapshot.guild_id),
        members=snapshot.member_count,
        bot=bot_place(snapshot),
        limits=used_limits(snapshot),
        coverage=snapshot.coverage,
        read_at=snapshot.taken_at,
    )
