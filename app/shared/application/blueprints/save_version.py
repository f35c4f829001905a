"""Save a design as the next version of a guild's blueprint."""

from dataclasses import dataclass

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, TrailEntry, UnitOfWork
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, kw_only=True)
class SaveVersionCommand:
    guild_id: GuildId
    blueprint: Blueprint
    text: str
    """The document that the blueprint was read from, as it was written."""
    message: str = ""
    """Why it was changed, in the author's words."""
    actor: str = "operator"
    origin: str = "cli"


class SaveVersion:
    """Keep a design under the next number. Saving the latest text again makes no new version."""

    def __init__(self, begin: BeginUnitOfWork, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    async def __call__(self, command: SaveVersionCommand) -> BlueprintVersion:
        """Raises Conflict when somebody else saved at the same moment."""
        async with self._begin() as uow:
            latest = await uow.versions.latest(command.guild_id)
            if latest is not None and _is_same(latest, command):
                return latest
            version = BlueprintVersion(
                guild_id=command.guild_id,
                number=1 if latest is None else latest.number + 1,
                text=command.text,
                blueprint=command.blueprint,
                author=command.actor,
                message=command.message,
                saved_at=self._clock.now(),
            )
            await self._add(uow, latest, version, command)
            await uow.commit()
        return version

    async def _add(
        self,
        uow: UnitOfWork,
        latest: BlueprintVersion | None,
        version: BlueprintVersion,
        command: SaveVersionCommand,
    ) -> None:
        await uow.versions.add(version)
        await uow.trail.add(
            TrailEntry(
                guild_id=version.guild_id,
                at=version.saved_at,
                actor=command.actor,
                origin=command.origin,
                action="blueprint.saved",
                subject=str(version.number),
                before=None if latest is None else {"version": latest.number},
                after={"version": version.number},
                details={"message": version.message},
            )
        )


def _is_same(latest: BlueprintVersion, command: SaveVersionCommand) -> bool:
    """The text decides, and what it means: a newer program may read the same text otherwise."""
    return latest.text == command.text and latest.blueprint == command.blueprint
