"""Make an older design the latest one again."""

from dataclasses import dataclass

from app.shared.application.access.gate import Gate
from app.shared.application.blueprints.saving import (
    NewVersion,
    add_version,
    check_expected,
    check_limits,
    design_limits,
)
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreVersionCommand:
    guild_id: GuildId
    number: int
    message: str = ""
    """Empty for one that names the version."""
    expected: int | None = None
    """As in SaveVersion."""
    actor: str = "operator"
    origin: str = "cli"


class RestoreVersion:
    """The old text as a new version: nothing of what came between is lost.

    Changes nothing in Discord. What the version says has to be planned and applied as ever.
    """

    def __init__(self, begin: BeginUnitOfWork, gate: Gate, clock: Clock) -> None:
        self._begin = begin
        self._gate = gate
        self._clock = clock

    async def __call__(self, command: RestoreVersionCommand) -> BlueprintVersion:
        """Raises VersionNotFound, VersionConflict, AccessDenied."""
        guild_id = command.guild_id
        limits = await design_limits(self._gate, guild_id, command.actor, command.origin)
        async with self._begin() as uow:
            old = await uow.versions.get(guild_id, command.number)
            latest = await uow.versions.latest(guild_id)
            await check_expected(uow, guild_id, latest, command.expected, old.blueprint)
            check_limits(limits, latest, old.blueprint)
            version = await add_version(
                uow,
                self._clock,
                latest,
                NewVersion(
                    guild_id=guild_id,
                    blueprint=old.blueprint,
                    text=old.text,
                    message=command.message
                    or say("Restored from version {number}", number=old.number),
                    actor=command.actor,
                    origin=command.origin,
                    details={"restored": old.number},
                ),
            )
            await uow.commit()
        return version
