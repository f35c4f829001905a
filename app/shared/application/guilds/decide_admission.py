"""An operator lets a guild in, or keeps it out."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_directory import GuildDirectory
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.errors import NotFound
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.guilds.presence import GuildPresence
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId


class GuildUnknown(NotFound):
    """The bot is not in such a server and never was."""

    code: ClassVar[str] = "guild_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAdmissionCommand:
    """That the actor is an operator is the edge's to know: it is no right in any guild.
    A guild that no bot has noted yet can be decided about as soon as Discord lists it.
    """

    guild_id: GuildId
    decision: Decision
    actor: str = "operator"
    origin: str = "cli"


class DecideAdmission:
    def __init__(self, begin: BeginUnitOfWork, directory: GuildDirectory, clock: Clock) -> None:
        self._begin = begin
        self._directory = directory
        self._clock = clock

    async def __call__(self, command: DecideAdmissionCommand) -> GuildPresence:
        """To decide the same again changes nothing. Raises GuildUnknown, and for a guild that was
        not noted yet what asking Discord raises."""
        now = self._clock.now()
        async with self._begin() as uow:
            known = await uow.guild_presences.of(command.guild_id)
        listed = known or await self._listed(command.guild_id)
        async with self._begin() as uow:
            before = await uow.guild_presences.of(command.guild_id)
            if before is not None and before.decision is command.decision:
                return before
            after = replace(
                before or listed,
                decision=command.decision,
                decided_by=command.actor,
                decided_at=now,
            )
            await uow.guild_presences.save(after)
            await uow.trail.add(
                TrailEntry(
                    guild_id=command.guild_id,
                    at=now,
                    actor=command.actor,
                    origin=command.origin,
                    action=f"guild.{command.decision}",
                    subject=str(command.guild_id),
                    before={"decision": before.decision if before else None},
                    after={"decision": command.decision},
                    details={"name": after.name},
                )
            )
            await uow.commit()
        return after

    async def _listed(self, guild_id: GuildId) -> GuildPresence:
        guild = await self._directory.find(guild_id)
        if guild is None:
            raise GuildUnknown(
                say("The bot has never been in a server with the id {id}.", id=guild_id),
                remedy=say("Check the id. A server can be decided about once the bot was invited."),
            )
        return GuildPresence(guild_id=guild_id, name=guild.name, joined_at=self._clock.now())
