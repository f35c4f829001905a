"""Why a plan no longer holds."""

from dataclasses import dataclass

from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.drift.changed_since import changed_since
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatChangedCommand:
    guild_id: GuildId
    hash: str
    """Of the plan, or a beginning of it that only one plan has."""


class WhatChanged:
    """Compare the guild as it is now with how it was when a plan was made, field by field."""

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway) -> None:
        self._begin = begin
        self._gateway = gateway

    async def __call__(self, command: WhatChangedCommand) -> tuple[str, ...]:
        """One sentence for each difference; none when the plan still holds. Raises PlanNotFound."""
        async with self._begin() as uow:
            stored = await uow.plans.by_hash(command.guild_id, command.hash)
            before, bindings = await uow.snapshots.get(command.guild_id, stored.snapshot_id)
        live = await self._gateway.observe(command.guild_id, bindings.channel_ids)
        return changed_since(before, live, stored.plan.bindings)
