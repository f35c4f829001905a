"""/server overview."""

from app.bot.commands.definitions import Commands, command, subcommand
from app.bot.commands.reading import Names
from app.bot.interactions.used import Used
from app.bot.rendering.overview_message import overview_message
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.guilds.show_overview import ShowOverview
from app.shared.domain.access.rights import Right


class ServerCommands(Commands):
    def __init__(self, voice: Voice, gate: Gate, show_overview: ShowOverview, names: Names) -> None:
        self._voice = voice
        self._gate = gate
        self._show_overview = show_overview
        self._names = names

    @command("server", lambda words: words.server_command)
    async def server(self, used: Used) -> None:
        """Discord shows the subcommands in its place."""

    @subcommand(server, "overview", lambda words: words.overview_command)
    async def overview(self, used: Used) -> None:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        found = await self._show_overview(used.guild_id)
        actors = [] if found.latest is None else [found.latest.author]
        names = await self._names(actors)
        await used.reply.send(overview_message(self._voice, used.guild_id, found, names))
