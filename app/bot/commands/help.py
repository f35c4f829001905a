"""/help and /status: for everybody."""

from app.bot.commands.definitions import Commands, command
from app.bot.interactions.used import Used
from app.bot.rendering.help_message import help_message, status_message
from app.bot.rendering.voice import Voice
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.ports.bot_presence import BotPresence, BotState
from app.shared.application.ports.guild_gateway import GuildNotFound
from app.shared.application.runs.list_runs import ListRuns, ListRunsCommand
from app.shared.domain.access.rights import NO_RIGHTS, Right, Rights
from app.shared.domain.errors import Unavailable
from app.shared.domain.runs.run import Run

_LOOKED_AT = 20


class HelpCommands(Commands):
    def __init__(
        self,
        voice: Voice,
        rights_of: RightsOf,
        presence: BotPresence,
        list_runs: ListRuns,
        version: str,
    ) -> None:
        self._voice = voice
        self._rights_of = rights_of
        self._presence = presence
        self._list_runs = list_runs
        self._version = version

    @command("help", lambda words: words.help_command, seen_by=None)
    async def help(self, used: Used) -> None:
        rights = await self._rights(used)
        await used.reply.send(help_message(self._voice, used.guild_id, rights))

    @command("status", lambda words: words.status_command, seen_by=None)
    async def status(self, used: Used) -> None:
        """Answers also where everything else is away: that is when it is asked for."""
        state = await self._state()
        may_look = await self._may_look(used)
        runs, store_away = None, False
        try:
            runs = await self._under_way(used)
        except Unavailable:
            store_away = True
        await used.reply.send(
            status_message(
                self._voice,
                used.guild_id,
                state,
                runs if may_look else None,
                self._version,
                store_away=store_away,
            )
        )

    async def _may_look(self, used: Used) -> bool:
        """Where nobody can tell, nothing is shown."""
        try:
            return (await self._rights(used)).has(Right.VIEW)
        except Unavailable:
            return False

    async def _rights(self, used: Used) -> Rights:
        try:
            return await self._rights_of(used.guild_id, used.user_id)
        except GuildNotFound:
            return NO_RIGHTS

    async def _state(self) -> BotState | None:
        try:
            return await self._presence.state()
        except Unavailable:
            return None

    async def _under_way(self, used: Used) -> list[Run]:
        found = await self._list_runs(ListRunsCommand(guild_id=used.guild_id, limit=_LOOKED_AT))
        return [run for run in found if not run.state.is_final]
