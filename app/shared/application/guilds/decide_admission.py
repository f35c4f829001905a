"""An operator lets a guild in, or keeps it out."""

from dataclasses import dataclass, replace
from typing import ClassVar

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, TrailEntry
from app.shared.domain.errors import NotFound
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.guilds.presence import GuildPresence
from app.shared.domain.structure.identifiers import GuildId


class GuildUnknown(NotFound):
    code: ClassVar[str] = "guild_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAdmissionCommand:
    """That the actor is an operator is the edge's to know: it is no right in any guild.

    `name` is what the guild is called; with one, a guild that the bot is not in yet can be decided
    about as well.
    """

    guild_id: GuildId
    decision: Decision
    actor: str = "operator"
    origin: str = "cli"
    name: str = ""


class DecideAdmission:
    def __init__(self, begin: BeginUnitOfWork, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    async def __call__(self, command: DecideAdmissionCommand) -> GuildPresence:
        """To decide the same again changes nothing. Raises GuildUnknown."""
        now = self._clock.now()
        async with self._begin() as uow:
            before = await uow.guild_presences.of(command.guild_id)
            if before is not None and before.decision is command.decision:
                return before
            after = replace(
                before or self._not_heard_of(command),
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

    def _not_heard_of(self, command: DecideAdmissionCommand) -> GuildPresence:
        if not command.name:
            raise GuildUnknown(
                f"The bot has never been in a server with the id {command.guild_id}.",
                remedy="Check the id. A server can be decided about once the bot was invited.",
            )
        return GuildPresence(
            guild_id=command.guild_id, name=command.name, joined_at=self._clock.now()
        )
