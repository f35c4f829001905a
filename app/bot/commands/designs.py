"""Designs as the commands need them: from a file or the live server, saved, given out, listed."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.bot.commands.reading import Names
from app.bot.interactions.attachments import Attachments
from app.bot.interactions.chosen import GivenFile
from app.bot.interactions.used import ORIGIN, Used
from app.bot.wording.wording import Wording
from app.shared.application.blueprints.import_guild import (
    ImportedGuild,
    ImportGuild,
    ImportGuildCommand,
)
from app.shared.application.blueprints.save_version import SaveVersion, SaveVersionCommand
from app.shared.application.ports.documents import DesignDocuments
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, VersionNotFound
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion, VersionHead
from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedVersions:
    heads: tuple[VersionHead, ...]
    names: Mapping[str, str]
    """What their authors are called, by actor."""


class Designs:
    def __init__(
        self,
        begin: BeginUnitOfWork,
        documents: DesignDocuments,
        saving: tuple[ImportGuild, SaveVersion],
        attachments: Attachments,
        wording: Wording,
    ) -> None:
        self._begin = begin
        self._documents = documents
        self._import_guild, self._save_version = saving
        self._attachments = attachments
        self._wording = wording
        self._names = Names(begin)

    async def read_live(self, used: Used) -> tuple[ImportedGuild, str]:
        """With its document. Raises what ImportGuild raises."""
        imported = await self._import_guild(
            ImportGuildCommand(guild_id=used.guild_id, actor=used.actor, origin=ORIGIN)
        )
        return imported, await self._documents.fresh(imported.blueprint)

    async def save_live(self, used: Used) -> BlueprintVersion:
        """Comments of the latest version stay."""
        imported = await self._import_guild(
            ImportGuildCommand(guild_id=used.guild_id, actor=used.actor, origin=ORIGIN)
        )
        return await self._save(used, imported.blueprint, None, "")

    async def read_file(self, file: GivenFile) -> tuple[Blueprint, str]:
        """With its text. Raises BlueprintRefused, FileTooLarge and FileAway."""
        if not file.name.lower().endswith((".yaml", ".yml")):
            words = self._wording
            problem = Problem(what=words.file_not_yaml, remedy=words.file_not_yaml_remedy)
            raise BlueprintRefused((problem,))
        content = await self._attachments.content(file)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            words = self._wording
            problem = Problem(what=words.file_not_text, remedy=words.file_not_yaml_remedy)
            raise BlueprintRefused((problem,)) from None
        return await self._documents.read(text), text

    async def save_file(self, used: Used, file: GivenFile, message: str) -> BlueprintVersion:
        """Raises as `read_file` and SaveVersion do."""
        blueprint, text = await self.read_file(file)
        return await self._save(used, blueprint, text, message)

    async def _save(
        self, used: Used, blueprint: Blueprint, text: str | None, message: str
    ) -> BlueprintVersion:
        return await self._save_version(
            SaveVersionCommand(
                guild_id=used.guild_id,
                blueprint=blueprint,
                text=text,
                message=message,
                actor=used.actor,
                origin=ORIGIN,
            )
        )

    async def version(self, guild_id: GuildId, number: int | None) -> tuple[BlueprintVersion, str]:
        """The latest without a number; with what its author is called. Raises VersionNotFound."""
        async with self._begin() as uow:
            if number is not None:
                found = await uow.versions.get(guild_id, number)
            elif (latest := await uow.versions.latest(guild_id)) is not None:
                found = latest
            else:
                raise VersionNotFound(
                    self._wording.versions_none, remedy=self._wording.versions_none_remedy
                )
        return found, (await self._names([found.author]))[found.author]

    async def list(self, guild_id: GuildId, limit: int, before: int | None) -> ListedVersions:
        """Newest first."""
        async with self._begin() as uow:
            heads = await uow.versions.list(guild_id, limit, before)
        return ListedVersions(
            heads=tuple(heads), names=await self._names([one.author for one in heads])
        )
