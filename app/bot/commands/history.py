"""/history: what has happened here, newest first."""

from collections.abc import Mapping

from app.bot.commands.definitions import Commands, command, option
from app.bot.interactions.used import Pressed, PressHandler, Used
from app.bot.rendering.history_message import ALL, PAGE, history_message
from app.bot.rendering.message import Message
from app.bot.rendering.pages import page_number
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.history.kinds import HistoryKind
from app.shared.application.history.timeline import Timeline, TimelineCommand
from app.shared.domain.access.rights import Right
from app.shared.domain.language.saying import to_say

_KINDS = {
    to_say("Versions"): HistoryKind.VERSION.value,
    to_say("Plans"): HistoryKind.PLAN.value,
    to_say("Runs"): HistoryKind.RUN.value,
    to_say("Drift"): HistoryKind.DRIFT.value,
    to_say("Access"): HistoryKind.ACCESS.value,
}
"""As the web calls them."""


class HistoryCommands(Commands):
    def __init__(self, voice: Voice, gate: Gate, timeline: Timeline) -> None:
        self._voice = voice
        self._gate = gate
        self._timeline = timeline

    def presses(self) -> Mapping[str, PressHandler]:
        return {"history": self._page}

    @command("history", lambda words: words.history_command)
    async def history(
        self,
        used: Used,
        about: str | None = option(lambda words: words.history_about_option, choices=_KINDS),
    ) -> None:
        await used.reply.send(await self._read(used, about or ALL, 0))

    async def _page(self, pressed: Pressed, about: str, before: str) -> None:
        await pressed.reply.defer_update()
        await pressed.reply.edit(await self._read(pressed, about, page_number(before)))

    async def _read(self, used: Used, about: str, before: int) -> Message:
        """Lines that are older than the one with the id `before`; the newest for 0."""
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        kind = HistoryKind(about) if about in set(HistoryKind) else None
        page = await self._timeline(
            TimelineCommand(
                guild_id=used.guild_id,
                kinds=frozenset() if kind is None else frozenset({kind}),
                before=before or None,
                limit=PAGE,
            )
        )
        return history_message(self._voice, used.guild_id, page, kind, newest=not before)
