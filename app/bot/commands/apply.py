"""/apply: the question, and the press that answers it."""

from collections.abc import Mapping

from app.bot.commands.definitions import Commands, command, completes, option
from app.bot.commands.live_runs import LiveRuns
from app.bot.commands.reading import Plans
from app.bot.commands.suggestions import Choices, Suggestions
from app.bot.interactions.failures import PressedByAnother
from app.bot.interactions.used import ORIGIN, Pressed, PressHandler, Used
from app.bot.rendering.apply_message import apply_message
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.ports.unit_of_work import PlanAlreadyRun
from app.shared.application.runs.approve_plan import ApprovePlan, ApprovePlanCommand
from app.shared.domain.access.rights import Right


class ApplyCommands(Commands):
    def __init__(
        self,
        voice: Voice,
        gate: Gate,
        plans: Plans,
        applying: tuple[ApprovePlan, LiveRuns],
        suggestions: Suggestions,
    ) -> None:
        self._voice = voice
        self._gate = gate
        self._plans = plans
        self._approve_plan, self._live = applying
        self._suggestions = suggestions

    def presses(self) -> Mapping[str, PressHandler]:
        return {"ask": self._ask_anew, "apply": self._apply}

    @command("apply", lambda words: words.apply_command)
    async def apply(
        self,
        used: Used,
        plan: str | None = option(lambda words: words.apply_plan_option, longest=64),
    ) -> None:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        words = self._voice.words
        none = (words.no_plan, words.no_plan_remedy)
        await self._ask(used, plan or await self._plans.newest(used.guild_id, none))

    @completes(apply, "plan")
    async def _choices(self, used: Used, typed: str) -> Choices:
        return await self._suggestions.plans(used, typed)

    async def _ask_anew(self, pressed: Pressed, hash: str) -> None:
        await pressed.reply.defer()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.VIEW)
        await self._ask(pressed, hash)

    async def _ask(self, used: Used, hash: str) -> None:
        """Whether they may apply it is known to the core, which asks on the press: looking at the
        question takes no more than looking."""
        found = await self._plans.show(used.guild_id, hash, used.user_id)
        if found.shown.run is not None:
            await self._live.follow(used, found.shown.run.id)
            return
        await used.reply.send(apply_message(self._voice, found, used.user_id))

    async def _apply(self, pressed: Pressed, hash: str, asker: str) -> None:
        """Pressed twice, it shows the run of the first time."""
        if str(pressed.user_id) != asker:
            raise PressedByAnother
        await pressed.reply.defer_update()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.VIEW)
        try:
            run = await self._approve_plan(
                ApprovePlanCommand(
                    guild_id=pressed.guild_id, hash=hash, actor=pressed.actor, origin=ORIGIN
                )
            )
            run_id = run.id
        except PlanAlreadyRun:
            found = await self._plans.show(pressed.guild_id, hash, pressed.user_id)
            if found.shown.run is None:
                raise
            run_id = found.shown.run.id
        await self._live.follow(pressed, run_id)
