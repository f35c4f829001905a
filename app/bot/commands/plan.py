"""/plan: made, paged, shown to others, reviewed."""

from collections.abc import Mapping

from app.bot.commands.definitions import Commands, command, completes, option
from app.bot.commands.reading import Plans
from app.bot.commands.suggestions import Choices, Suggestions
from app.bot.interactions.used import ORIGIN, Pressed, PressHandler, Used
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.message import Message
from app.bot.rendering.modal import Field, InputStyle, Modal
from app.bot.rendering.pages import page_number
from app.bot.rendering.plan_message import PlanToShow, plan_file, plan_message
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.access.review_plan import ReviewPlan, ReviewPlanCommand
from app.shared.application.planning.plan_guild import PlanGuild, PlanGuildCommand
from app.shared.application.runs.refresh_plan import RefreshPlan, RefreshPlanCommand
from app.shared.domain.access.refusals import AccessDenied
from app.shared.domain.access.reviews import Verdict
from app.shared.domain.access.rights import Right

_COMMENT = "comment"
_LONGEST_COMMENT = 400


class PlanCommands(Commands):
    def __init__(
        self,
        voice: Voice,
        gate: Gate,
        plans: Plans,
        planning: tuple[PlanGuild, RefreshPlan, ReviewPlan],
        suggestions: Suggestions,
    ) -> None:
        self._voice = voice
        self._gate = gate
        self._plans = plans
        self._plan_guild, self._refresh_plan, self._review_plan = planning
        self._suggestions = suggestions

    def presses(self) -> Mapping[str, PressHandler]:
        return {
            "plan": self._page,
            "plan-version": self._of_version,
            "plan-picked": self._of_picked_version,
            "plan-again": self._again,
            "plan-share": self._share,
            "plan-file": self._as_file,
            "review": self._approve,
            "reject": self._ask_why,
            "reject-form": self._reject,
        }

    @command("plan", lambda words: words.plan_command)
    async def plan(
        self,
        used: Used,
        version: int | None = option(
            lambda words: words.plan_version_option, least=1, most=2_000_000_000
        ),
    ) -> None:
        await self._make(used, version)

    @completes(plan, "version")
    async def _versions(self, used: Used, typed: str) -> Choices:
        return await self._suggestions.versions(used, typed)

    async def _make(self, used: Used, version: int | None) -> None:
        await self._require_planner(used)
        stored = await self._plan_guild(
            PlanGuildCommand(
                guild_id=used.guild_id,
                version=version,
                requester=used.user_id,
                actor=used.actor,
                origin=ORIGIN,
            )
        )
        found = await self._show(used, stored.plan.hash)
        await used.reply.send(plan_message(self._voice, found))

    async def _require_planner(self, used: Used) -> None:
        """Who may design, and who may apply. Names the first to who may neither."""
        try:
            await self._gate.require(used.guild_id, used.user_id, Right.DESIGN)
        except AccessDenied as denied:
            try:
                await self._gate.require(used.guild_id, used.user_id, Right.APPLY)
            except AccessDenied:
                raise denied from None

    async def _show(self, used: Used, hash: str) -> PlanToShow:
        return await self._plans.show(used.guild_id, hash, used.user_id)

    async def _page(self, pressed: Pressed, hash: str, page: str, shown_by: str) -> None:
        await pressed.reply.defer_update()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.VIEW)
        await pressed.reply.edit(
            await self._message_for(pressed, hash, shown_by, page_number(page))
        )

    async def _message_for(
        self, pressed: Pressed, hash: str, shown_by: str, page: int = 0
    ) -> Message:
        """For everybody in the channel where somebody has shown it to them, else for who asked."""
        by = page_number(shown_by)
        found = await self._plans.show(pressed.guild_id, hash, None if by else pressed.user_id)
        return plan_message(self._voice, found, page, shown_by=by)

    async def _of_version(self, pressed: Pressed, version: str) -> None:
        await pressed.reply.defer()
        await self._make(pressed, page_number(version))

    async def _of_picked_version(self, pressed: Pressed) -> None:
        await pressed.reply.defer()
        await self._make(pressed, page_number(pressed.values[0]) if pressed.values else None)

    async def _again(self, pressed: Pressed, hash: str) -> None:
        """The same for the server as it is now. A message that others see stays as it is."""
        await pressed.reply.defer()
        await self._require_planner(pressed)
        refreshed = await self._refresh_plan(
            RefreshPlanCommand(
                guild_id=pressed.guild_id,
                hash=hash,
                requester=pressed.user_id,
                actor=pressed.actor,
                origin=ORIGIN,
            )
        )
        found = await self._show(pressed, refreshed.plan.plan.hash)
        await pressed.reply.send(plan_message(self._voice, found))

    async def _share(self, pressed: Pressed, hash: str) -> None:
        await pressed.reply.defer_update()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.VIEW)
        message = await self._message_for(pressed, hash, str(pressed.user_id))
        await pressed.reply.follow_up(message, ephemeral=False)

    async def _as_file(self, pressed: Pressed, hash: str) -> None:
        await pressed.reply.defer()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.VIEW)
        await pressed.reply.send(plan_file(self._voice, await self._show(pressed, hash)))

    async def _approve(self, pressed: Pressed, hash: str, shown_by: str) -> None:
        await pressed.reply.defer_update()
        await self._review(pressed, hash, shown_by, Verdict.APPROVE, "")

    async def _ask_why(self, pressed: Pressed, hash: str, shown_by: str) -> None:
        """A form is the first answer or none: rights are asked when it comes back."""
        words = self._voice.words
        await pressed.reply.modal(
            Modal(
                custom_id=custom_id("reject-form", hash, shown_by),
                title=words.review_title,
                fields=(
                    Field(
                        custom_id=_COMMENT,
                        label=words.review_comment,
                        description=words.review_comment_hint,
                        style=InputStyle.PARAGRAPH,
                        required=False,
                        longest=_LONGEST_COMMENT,
                    ),
                ),
            )
        )

    async def _reject(self, pressed: Pressed, hash: str, shown_by: str) -> None:
        await pressed.reply.defer_update()
        said = pressed.fields.get(_COMMENT, "")
        await self._review(pressed, hash, shown_by, Verdict.REJECT, said)

    async def _review(
        self, pressed: Pressed, hash: str, shown_by: str, verdict: Verdict, comment: str
    ) -> None:
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.APPROVE)
        await self._review_plan(
            ReviewPlanCommand(
                guild_id=pressed.guild_id,
                hash=hash,
                verdict=verdict,
                reviewer=pressed.user_id,
                comment=comment,
                origin=ORIGIN,
            )
        )
        await pressed.reply.edit(await self._message_for(pressed, hash, shown_by))
