"""/run and /rollback: a run as it goes on, steered by its buttons, and the way back from it."""

from collections.abc import Mapping
from contextlib import suppress

from app.bot.commands.definitions import Commands, command, completes, option
from app.bot.commands.live_runs import LiveRuns
from app.bot.commands.reading import Plans, newest_run
from app.bot.commands.suggestions import Choices, Suggestions
from app.bot.interactions.failures import PressedByAnother, told
from app.bot.interactions.used import ORIGIN, Pressed, PressHandler, Used
from app.bot.rendering.plan_message import plan_message
from app.bot.rendering.run_message import cancel_question
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.ports.progress import Progress, ProgressChannel
from app.shared.application.runs.list_runs import ListRuns
from app.shared.application.runs.roll_back import RollBack, RollBackCommand
from app.shared.application.runs.steer_run import SteerRun, SteerRunCommand
from app.shared.domain.access.rights import Right
from app.shared.domain.runs.lifecycle import RunEnded
from app.shared.domain.runs.run import RunId, Wish


class RunCommands(Commands):
    def __init__(
        self,
        voice: Voice,
        gate: Gate,
        live: LiveRuns,
        steering: tuple[ListRuns, SteerRun, ProgressChannel],
        suggestions: Suggestions,
    ) -> None:
        self._voice = voice
        self._gate = gate
        self._live = live
        self._list_runs, self._steer_run, self._progress = steering
        self._suggestions = suggestions

    def presses(self) -> Mapping[str, PressHandler]:
        return {
            "run": self._show,
            "pause": self._pause,
            "resume": self._resume,
            "cancel": self._ask_to_cancel,
            "stop": self._cancel,
        }

    @command("run", lambda words: words.run_command)
    async def run(
        self, used: Used, run: str | None = option(lambda words: words.run_option, longest=40)
    ) -> None:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        words = self._voice.words
        if run is None:
            none = (words.no_run, words.no_run_remedy)
            run = (await newest_run(self._list_runs, used.guild_id, none)).id
        await self._live.follow(used, RunId(run))

    @completes(run, "run")
    async def _choices(self, used: Used, typed: str) -> Choices:
        return await self._suggestions.runs(used, typed)

    async def _show(self, pressed: Pressed, run_id: str) -> None:
        await pressed.reply.defer_update()
        await self._live.follow(pressed, RunId(run_id))

    async def _pause(self, pressed: Pressed, run_id: str) -> None:
        await self._steer(pressed, run_id, Wish.PAUSE)

    async def _resume(self, pressed: Pressed, run_id: str) -> None:
        await self._steer(pressed, run_id, Wish.GO_ON)

    async def _steer(self, pressed: Pressed, run_id: str, wish: Wish) -> None:
        """Of a run that has ended meanwhile, its end is shown."""
        await pressed.reply.defer_update()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.VIEW)
        with suppress(RunEnded):
            await self._wish(pressed, run_id, wish)
        await self._live.follow(pressed, RunId(run_id))

    async def _wish(self, pressed: Pressed, run_id: str, wish: Wish) -> None:
        run = await self._steer_run(
            SteerRunCommand(
                run_id=RunId(run_id),
                guild_id=pressed.guild_id,
                wish=wish,
                actor=pressed.actor,
                origin=ORIGIN,
            )
        )
        # Whoever watches hears of the wish now, and not when a worker heeds it.
        await self._progress.publish(Progress(run=run))

    async def _ask_to_cancel(self, pressed: Pressed, run_id: str) -> None:
        await pressed.reply.send(cancel_question(self._voice, run_id, pressed.user_id))

    async def _cancel(self, pressed: Pressed, run_id: str, asker: str) -> None:
        if str(pressed.user_id) != asker:
            raise PressedByAnother
        await pressed.reply.defer_update()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.VIEW)
        try:
            await self._wish(pressed, run_id, Wish.CANCEL)
        except RunEnded:
            await pressed.reply.edit(told(self._voice.words.run_ended_already))
            return
        await self._live.follow(pressed, RunId(run_id))


class RollBackCommands(Commands):
    def __init__(
        self,
        voice: Voice,
        gate: Gate,
        plans: Plans,
        going_back: tuple[ListRuns, RollBack],
        suggestions: Suggestions,
    ) -> None:
        self._voice = voice
        self._gate = gate
        self._plans = plans
        self._list_runs, self._roll_back = going_back
        self._suggestions = suggestions

    def presses(self) -> Mapping[str, PressHandler]:
        return {"rollback": self._of_run}

    @command("rollback", lambda words: words.rollback_command)
    async def rollback(
        self,
        used: Used,
        run: str | None = option(lambda words: words.rollback_option, longest=40),
    ) -> None:
        await self._gate.require(used.guild_id, used.user_id, Right.ROLLBACK)
        words = self._voice.words
        if run is None:
            none = (words.no_run, words.no_run_remedy)
            run = (await newest_run(self._list_runs, used.guild_id, none)).id
        await self._plan_back(used, run)

    @completes(rollback, "run")
    async def _choices(self, used: Used, typed: str) -> Choices:
        return await self._suggestions.runs(used, typed)

    async def _of_run(self, pressed: Pressed, run_id: str) -> None:
        await pressed.reply.defer()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.ROLLBACK)
        await self._plan_back(pressed, run_id)

    async def _plan_back(self, used: Used, run_id: str) -> None:
        stored = await self._roll_back(
            RollBackCommand(
                run_id=RunId(run_id),
                guild_id=used.guild_id,
                requester=used.user_id,
                actor=used.actor,
                origin=ORIGIN,
            )
        )
        found = await self._plans.show(used.guild_id, stored.plan.hash, used.user_id)
        await used.reply.send(plan_message(self._voice, found))
