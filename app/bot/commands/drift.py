"""/drift: what was changed by hand, and what is to become of it."""

from collections.abc import Mapping
from dataclasses import replace

from app.bot.commands.definitions import Commands, command
from app.bot.commands.reading import Plans
from app.bot.interactions.used import ORIGIN, Pressed, PressHandler, Used
from app.bot.rendering import parts
from app.bot.rendering.answer import answer
from app.bot.rendering.drift_list_message import DriftPage, drift_list_message
from app.bot.rendering.message import Message
from app.bot.rendering.pages import page_number
from app.bot.rendering.plan_message import plan_message
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.drift.adopt_drift import AdoptDrift, AdoptDriftCommand
from app.shared.application.drift.compare_live import CompareLive, CompareLiveCommand
from app.shared.application.drift.ignore_drift import IgnoreDrift, IgnoreDriftCommand
from app.shared.application.drift.last_design import NothingApplied
from app.shared.application.drift.list_records import ListDrift
from app.shared.application.drift.revert_drift import RevertDrift, RevertDriftCommand
from app.shared.domain.access.refusals import AccessDenied
from app.shared.domain.access.rights import Right
from app.shared.domain.drift.records import DriftState


class DriftCommands(Commands):
    """Each button is about what stood on the page when it was shown: where that has changed, the
    page is shown anew and nothing else happens."""

    def __init__(
        self,
        voice: Voice,
        gate: Gate,
        plans: Plans,
        looking: tuple[CompareLive, ListDrift],
        settling: tuple[AdoptDrift, RevertDrift, IgnoreDrift],
    ) -> None:
        self._voice = voice
        self._gate = gate
        self._plans = plans
        self._compare_live, self._list_drift = looking
        self._adopt_drift, self._revert_drift, self._ignore_drift = settling

    def presses(self) -> Mapping[str, PressHandler]:
        return {
            "drifts": self._page,
            "drifts-pick": self._pick,
            "drifts-adopt": self._adopt,
            "drifts-revert": self._revert,
            "drifts-ignore": self._ignore,
            "drifts-watch": self._watch_again,
        }

    @command("drift", lambda words: words.drift_command)
    async def drift(self, used: Used) -> None:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        try:
            shown = await self._at(used, 0)
        except NothingApplied:
            await used.reply.send(self._nothing_applied(used))
            return
        await used.reply.send(self._list(used, shown))

    def _nothing_applied(self, used: Used) -> Message:
        words = self._voice.words
        return answer(
            words.drift_title,
            words.drift_never_applied,
            parts.row(parts.link(words.open_web, self._voice.links.overview(used.guild_id))),
        )

    async def _at(self, used: Used, page: int, chosen: int = 0) -> DriftPage:
        """Raises NothingApplied, and what reading Discord raises."""
        drift = await self._compare_live(CompareLiveCommand(guild_id=used.guild_id))
        return DriftPage.of(drift, page, chosen, await self._ignored(used))

    async def _ignored(self, used: Used) -> frozenset[str]:
        there = await self._list_drift.lasting(used.guild_id)
        return frozenset(one.difference for one in there if one.state is DriftState.IGNORED)

    def _list(self, used: Used, page: DriftPage, note: str = "") -> Message:
        return drift_list_message(self._voice, used.guild_id, page, note=note)

    async def _page(self, pressed: Pressed, page: str) -> None:
        await pressed.reply.defer_update()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.VIEW)
        await pressed.reply.edit(self._list(pressed, await self._at(pressed, page_number(page))))

    async def _pick(self, pressed: Pressed, page: str, mark: str) -> None:
        chosen = sum(1 << page_number(value) for value in set(pressed.values))
        meant = await self._meant(pressed, Right.VIEW, page, str(chosen), mark)
        if meant is not None:
            await pressed.reply.edit(self._list(pressed, meant))

    async def _meant(
        self, pressed: Pressed, right: Right, page: str, chosen: str, mark: str
    ) -> DriftPage | None:
        """None where the page is no longer what the button was about: then that has been said."""
        await pressed.reply.defer_update()
        await self._require(pressed, right)
        found = await self._at(pressed, page_number(page), page_number(chosen))
        if found.mark == mark and found.items:
            return found
        note = f"**{self._voice.words.drift_page_changed}**"
        await pressed.reply.edit(self._list(pressed, replace(found, chosen=0), note))
        return None

    async def _require(self, used: Used, right: Right) -> None:
        """Undoing is planned by who may design and by who may apply."""
        try:
            await self._gate.require(used.guild_id, used.user_id, right)
        except AccessDenied:
            if right is not Right.APPLY:
                raise
            await self._gate.require(used.guild_id, used.user_id, Right.DESIGN)

    async def _adopt(self, pressed: Pressed, page: str, chosen: str, mark: str) -> None:
        meant = await self._meant(pressed, Right.DESIGN, page, chosen, mark)
        if meant is None:
            return
        saved = await self._adopt_drift(
            AdoptDriftCommand(
                guild_id=pressed.guild_id,
                ids=_ids(meant),
                actor=pressed.actor,
                origin=ORIGIN,
            )
        )
        words = self._voice.words
        note = f"✓ **{words.drift_adopted(saved.number)}** {words.drift_adopt_done}"
        await self._show_again(pressed, meant.number, note)

    async def _revert(self, pressed: Pressed, page: str, chosen: str, mark: str) -> None:
        """A plan for just that, as a message of its own: the list stays."""
        meant = await self._meant(pressed, Right.APPLY, page, chosen, mark)
        if meant is None:
            return
        stored = await self._revert_drift(
            RevertDriftCommand(
                guild_id=pressed.guild_id,
                ids=_ids(meant),
                requester=pressed.user_id,
                actor=pressed.actor,
                origin=ORIGIN,
            )
        )
        found = await self._plans.show(pressed.guild_id, stored.plan.hash, pressed.user_id)
        await pressed.reply.follow_up(plan_message(self._voice, found))

    async def _ignore(self, pressed: Pressed, page: str, chosen: str, mark: str) -> None:
        meant = await self._meant(pressed, Right.DESIGN, page, chosen, mark)
        if meant is None:
            return
        await self._ignore_drift(
            IgnoreDriftCommand(
                guild_id=pressed.guild_id,
                ids=_ids(meant),
                actor=pressed.actor,
                origin=ORIGIN,
            )
        )
        note = f"✓ **{self._voice.words.drift_ignored}**"
        await self._show_again(pressed, meant.number, note)

    async def _watch_again(self, pressed: Pressed) -> None:
        """All that is ignored now. Pressed twice, there is nothing left to do."""
        await pressed.reply.defer_update()
        await self._gate.require(pressed.guild_id, pressed.user_id, Right.DESIGN)
        ignored = await self._ignored(pressed)
        if ignored:
            await self._ignore_drift(
                IgnoreDriftCommand(
                    guild_id=pressed.guild_id,
                    ids=ignored,
                    ignore=False,
                    actor=pressed.actor,
                    origin=ORIGIN,
                )
            )
        await self._show_again(pressed, 0, "")

    async def _show_again(self, pressed: Pressed, page: int, note: str) -> None:
        await pressed.reply.edit(self._list(pressed, await self._at(pressed, page), note))


def _ids(page: DriftPage) -> frozenset[str]:
    return frozenset(one.id for one in page.meant)
