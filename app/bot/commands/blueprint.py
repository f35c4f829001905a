"""/blueprint: the design as a document, in and out."""

from collections.abc import Mapping

from app.bot.commands.definitions import Commands, command, completes, option, subcommand
from app.bot.commands.designs import Designs
from app.bot.commands.options import Attached
from app.bot.commands.suggestions import Choices, Suggestions
from app.bot.interactions.failures import PressedByAnother, told
from app.bot.interactions.used import Pressed, PressHandler, Used
from app.bot.rendering.blueprint_message import (
    VERSIONS_ON_PAGE,
    exported_message,
    imported_message,
    problems_message,
    saved_message,
    valid_message,
    versions_message,
)
from app.bot.rendering.message import Message
from app.bot.rendering.pages import page_number
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.domain.access.rights import Right
from app.shared.domain.blueprint.problems import BlueprintRefused


class BlueprintCommands(Commands):
    def __init__(
        self, voice: Voice, gate: Gate, designs: Designs, suggestions: Suggestions
    ) -> None:
        self._voice = voice
        self._gate = gate
        self._designs = designs
        self._suggestions = suggestions

    def presses(self) -> Mapping[str, PressHandler]:
        return {"import-save": self._save_live, "versions": self._page}

    @command("blueprint", lambda words: words.blueprint_command)
    async def blueprint(self, used: Used) -> None:
        """Discord shows the subcommands in its place."""

    @subcommand(blueprint, "import", lambda words: words.import_command)
    async def take_over(
        self,
        used: Used,
        file: Attached | None = option(lambda words: words.import_file_option),
        message: str | None = option(lambda words: words.import_message_option, longest=200),
    ) -> None:
        await self._gate.require(used.guild_id, used.user_id, Right.DESIGN)
        if file is None:
            await used.reply.send(await self._imported(used))
            return
        try:
            saved = await self._designs.save_file(used, file, message or "")
        except BlueprintRefused as refused:
            await used.reply.send(problems_message(self._voice, refused.problems))
            return
        await used.reply.send(saved_message(self._voice, saved))

    async def _imported(self, used: Used) -> Message:
        """The server itself. Nothing is saved before somebody has looked at it."""
        imported, text = await self._designs.read_live(used)
        return imported_message(
            self._voice, used.guild_id, imported.blueprint, text, imported.notes, used.user_id
        )

    async def _save_live(self, pressed: Pressed, asker: str) -> None:
        """Reads the server once more: what was shown may be days old. Pressed twice, it finds
        nothing new to save and shows the same version."""
        if str(pressed.user_id) != asker:
            raise PressedByAnother
        await pressed.reply.defer()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.DESIGN)
        await pressed.reply.send(saved_message(self._voice, await self._designs.save_live(pressed)))

    @subcommand(blueprint, "validate", lambda words: words.validate_command)
    async def validate(
        self,
        used: Used,
        file: Attached = option(lambda words: words.validate_file_option, required=True),
    ) -> None:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        try:
            blueprint, _ = await self._designs.read_file(file)
        except BlueprintRefused as refused:
            await used.reply.send(problems_message(self._voice, refused.problems))
            return
        await used.reply.send(valid_message(self._voice, used.guild_id, blueprint))

    @subcommand(blueprint, "export", lambda words: words.export_command)
    async def export(
        self,
        used: Used,
        version: int | None = option(
            lambda words: words.version_option, least=1, most=2_000_000_000
        ),
    ) -> None:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        found, author = await self._designs.version(used.guild_id, version)
        await used.reply.send(exported_message(self._voice, found, found.text, author))

    @completes(export, "version")
    async def _versions(self, used: Used, typed: str) -> Choices:
        return await self._suggestions.versions(used, typed)

    @subcommand(blueprint, "versions", lambda words: words.versions_command)
    async def versions(self, used: Used) -> None:
        await used.reply.send(await self._listed(used, 0))

    async def _page(self, pressed: Pressed, before: str) -> None:
        await pressed.reply.defer_update()
        await pressed.reply.edit(await self._listed(pressed, page_number(before)))

    async def _listed(self, used: Used, before: int) -> Message:
        """Versions below the number `before`; the newest for 0."""
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        found = await self._designs.list(used.guild_id, VERSIONS_ON_PAGE + 1, before or None)
        shown = found.heads[:VERSIONS_ON_PAGE]
        if not shown:
            words = self._voice.words
            return told(f"**{words.versions_none}**\n{words.versions_none_remedy}")
        return versions_message(
            self._voice,
            used.guild_id,
            shown,
            found.names,
            newest=not before,
            more=len(found.heads) > len(shown),
        )
