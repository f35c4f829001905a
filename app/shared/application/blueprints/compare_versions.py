"""What changed between two versions."""

from dataclasses import dataclass

from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.blueprint.differences import DesignDifference, design_differences
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareVersionsCommand:
    guild_id: GuildId
    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class ComparedVersions:
    before: BlueprintVersion
    after: BlueprintVersion
    differences: tuple[DesignDifference, ...]


class CompareVersions:
    """Any two, either way round."""

    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, command: CompareVersionsCommand) -> ComparedVersions:
        """Raises VersionNotFound."""
        async with self._begin() as uow:
            before = await uow.versions.get(command.guild_id, command.before)
            after = await uow.versions.get(command.guild_id, command.after)
        found = design_differences(before.blueprint, after.blueprint)
        return ComparedVersions(before=before, after=after, differences=found)
