"""Save a design as the next version of a guild's blueprint."""

from dataclasses import dataclass

from app.shared.application.access.gate import Gate
from app.shared.application.blueprints.saving import (
    NewVersion,
    add_version,
    check_expected,
    check_limits,
    design_limits,
)
from app.shared.application.blueprints.version_conflict import VersionConflict
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.documents import DesignDocuments
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.errors import Conflict
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, kw_only=True)
class SaveVersionCommand:
    guild_id: GuildId
    blueprint: Blueprint
    text: str | None = None
    """The document that the blueprint was read from, as it was written. None for one that was not
    read from text: the latest version's text is changed to say it, comments kept."""
    message: str = ""
    """Why it was changed, in the author's words."""
    expected: int | None = None
    """The latest version that the author has seen, 0 for none; None saves over any."""
    actor: str = "operator"
    origin: str = "cli"


class SaveVersion:
    """Keep a design under the next number. Saving the latest text again makes no new version."""

    def __init__(
        self, begin: BeginUnitOfWork, documents: DesignDocuments, gate: Gate, clock: Clock
    ) -> None:
        self._begin = begin
        self._documents = documents
        self._gate = gate
        self._clock = clock

    async def __call__(self, command: SaveVersionCommand) -> BlueprintVersion:
        """Raises VersionConflict, AccessDenied for more than the actor may design, and Conflict
        when others go on saving at the same moment and it does not matter what they saved."""
        limits = await design_limits(self._gate, command.guild_id, command.actor, command.origin)
        try:
            return await self._save(command, limits)
        except VersionConflict:
            raise
        except Conflict:
            # Somebody saved at the same moment. Now their version is there to be compared with.
            return await self._save(command, limits)

    async def _save(self, command: SaveVersionCommand, limits: frozenset[str]) -> BlueprintVersion:
        guild_id, text = command.guild_id, command.text
        if text is None:
            text = await self._text_for(guild_id, command.blueprint)
        async with self._begin() as uow:
            latest = await uow.versions.latest(guild_id)
            await check_expected(uow, guild_id, latest, command.expected, command.blueprint)
            check_limits(limits, latest, command.blueprint)
            version = await add_version(
                uow,
                self._clock,
                latest,
                NewVersion(
                    guild_id=guild_id,
                    blueprint=command.blueprint,
                    text=text,
                    message=command.message,
                    actor=command.actor,
                    origin=command.origin,
                ),
            )
            await uow.commit()
        return version

    async def _text_for(self, guild_id: GuildId, blueprint: Blueprint) -> str:
        async with self._begin() as uow:
            latest = await uow.versions.latest(guild_id)
        if latest is None:
            return await self._documents.fresh(blueprint)
        return await self._documents.updated(latest.text, blueprint)
