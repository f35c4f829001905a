"""Take a live guild over as a blueprint."""

from dataclasses import dataclass

from app.shared.application.access.gate import Gate, beyond_objects
from app.shared.application.blueprints.between_runs import keep_bindings, refuse_during_a_run
from app.shared.application.blueprints.saving import design_limits
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.access.rights import Right
from app.shared.domain.blueprint.adoption import adoption_notes, blueprint_of
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.language.saying import say
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
    """Read a guild, give a key to everything in it, and remember what the keys stand for.

    The blueprint changes nothing when it is planned against that same guild. Nothing is saved as
    a version: that is for whoever has the document.
    """

    def __init__(
        self, begin: BeginUnitOfWork, gateway: GuildGateway, gate: Gate, clock: Clock
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._gate = gate
        self._clock = clock

    async def __call__(self, command: ImportGuildCommand) -> ImportedGuild:
        """Raises AccessDenied for who may design a part of the guild only, since keys are given to
        all of it; RunUnderWay, and what reading Discord raises."""
        guild_id = command.guild_id
        if await design_limits(self._gate, guild_id, command.actor, command.origin):
            raise beyond_objects(Right.DESIGN, [say("An import is about all of it.")])
        async with self._begin() as uow:
            known = await uow.bindings.of(command.guild_id)
        live = await self._gateway.observe(command.guild_id, known.channel_ids)
        async with self._begin() as uow:
            await refuse_during_a_run(uow, command.guild_id, say("import again"))
            # What has been bound meanwhile counts, so that one thing never gets two keys.
            known = await uow.bindings.of(command.guild_id)
            blueprint, bindings = blueprint_of(live, known)
            await keep_bindings(uow, command.guild_id, known, bindings)
            await self._note(uow, command, known, bindings)
            await uow.commit()
        return ImportedGuild(
            blueprint=blueprint,
            notes=adoption_notes(live, known),
            bound=len(bindings.entries - known.entries),
        )

    async def _note(
        self, uow: UnitOfWork, command: ImportGuildCommand, before: Bindings, after: Bindings
    ) -> None:
        await uow.trail.add(
            TrailEntry(
                guild_id=command.guild_id,
                at=self._clock.now(),
                actor=command.actor,
                origin=command.origin,
                action="guild.imported",
                details={
                    "bound": len(after.entries - before.entries),
                    "let_go": len(before.entries - after.entries),
                },
            )
        )
