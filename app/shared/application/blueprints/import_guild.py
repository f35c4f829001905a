"""Begin with a server that has a life already: its structure as a blueprint."""

from dataclasses import dataclass

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, TrailEntry, UnitOfWork
from app.shared.domain.blueprint.adoption import adoption_notes, blueprint_of
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportGuildCommand:
    guild_id: GuildId
    actor: str = "operator"
    origin: str = "cli"


@dataclass(frozen=True, kw_only=True)
class ImportedGuild:
    blueprint: Blueprint
    notes: tuple[str, ...]
    """What was left out or is left to humans, a sentence each."""
    bound: int
    """How many things are newly bound to keys."""


class ImportGuild:
    """Read the guild, give each thing a key, and remember which key stands for what.

    Nothing of the guild is changed, and a plan of the blueprint against it is empty. Keys that
    stand for something already are kept.
    """

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway, clock: Clock) -> None:
        self._begin = begin
        self._gateway = gateway
        self._clock = clock

    async def __call__(self, command: ImportGuildCommand) -> ImportedGuild:
        """Raises what reading Discord raises."""
        async with self._begin() as uow:
            known = await uow.bindings.of(command.guild_id)
        snapshot = await self._gateway.observe(command.guild_id, known.channel_ids)
        blueprint, bindings = blueprint_of(snapshot, known)
        async with self._begin() as uow:
            bound = await self._bind(uow, command, known, bindings)
            await uow.commit()
        return ImportedGuild(
            blueprint=blueprint, notes=adoption_notes(snapshot, known), bound=bound
        )

    async def _bind(
        self, uow: UnitOfWork, command: ImportGuildCommand, known: Bindings, found: Bindings
    ) -> int:
        new = sorted(found.entries - known.entries)
        for entry in new:
            await uow.bindings.bind(command.guild_id, entry.kind, entry.key, entry.id)
        await uow.trail.add(
            TrailEntry(
                guild_id=command.guild_id,
                at=self._clock.now(),
                actor=command.actor,
                origin=command.origin,
                action="guild.imported",
                details={"bound": len(new)},
            )
        )
        return len(new)
