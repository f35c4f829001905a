"""Put two people's changes to a design together."""

import asyncio
from dataclasses import dataclass

from app.shared.application.blueprints.saving import NOTHING_YET
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, VersionNotFound
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.blueprint.merging import Merged, merge
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, kw_only=True)
class MergeDesignsCommand:
    guild_id: GuildId
    base_version: int
    """The version that the author began with; 0 for none."""
    mine: Blueprint


@dataclass(frozen=True, kw_only=True)
class MergedDesigns:
    latest: BlueprintVersion
    """What mine was merged with: the version to save the result over."""
    base: Blueprint
    mine: Blueprint
    merged: Merged


class MergeDesigns:
    """Merges with the latest version and keeps nothing: the author looks at it first."""

    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, command: MergeDesignsCommand) -> MergedDesigns:
        """Raises VersionNotFound."""
        async with self._begin() as uow:
            latest = await uow.versions.latest(command.guild_id)
            if latest is None:
                raise VersionNotFound(
                    say("Nothing has been saved for this server yet."),
                    remedy=say("Save your design: there is nothing to merge it with."),
                )
            base = NOTHING_YET
            if command.base_version:
                base = (await uow.versions.get(command.guild_id, command.base_version)).blueprint
        merged = await asyncio.to_thread(merge, base, command.mine, latest.blueprint)
        return MergedDesigns(latest=latest, base=base, mine=command.mine, merged=merged)
