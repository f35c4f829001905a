"""The buttons below a notice of drift: adopt, revert, ignore, let putting back go on.

Everybody in the channel sees them, and each press asks what the presser may do. A button is about
what stood in the message: where that has changed meanwhile it does nothing but say so.
"""

from collections.abc import Mapping

from app.bot.commands.reading import Names, Plans
from app.bot.drift.notice_message import mark_of
from app.bot.drift.notifier import Notifier
from app.bot.interactions.used import ORIGIN, Pressed, PressHandler
from app.bot.rendering.answer import answer
from app.bot.rendering.parts import Accent
from app.bot.rendering.plan_message import plan_message
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.drift.adopt_drift import AdoptDriftCommand
from app.shared.application.drift.drift_settings import LetRevertGoOnCommand
from app.shared.application.drift.ignore_drift import IgnoreDriftCommand
from app.shared.application.drift.revert_drift import RevertDriftCommand
from app.shared.application.drift.settling import DriftChanged
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.refusals import AccessDenied
from app.shared.domain.access.rights import Right
from app.shared.domain.drift.notices import NoticeId
from app.shared.infrastructure.container import Container


class DriftPresses:
    def __init__(self, container: Container, voice: Voice, notifier: Notifier) -> None:
        self._begin: BeginUnitOfWork = container.begin()
        self._gate: Gate = container.gate()
        self._adopt_drift = container.adopt_drift()
        self._revert_drift = container.revert_drift()
        self._ignore_drift = container.ignore_drift()
        self._let_go_on = container.let_revert_go_on()
        self._plans = Plans(
            container.show_plan(),
            container.list_reviews(),
            container.list_plans(),
            Names(self._begin),
        )
        self._voice = voice
        self._notifier = notifier

    def handlers(self) -> Mapping[str, PressHandler]:
        return {
            "drift-adopt": self._adopt,
            "drift-revert": self._revert,
            "drift-ignore": self._ignore,
            "drift-go-on": self._go_on,
        }

    async def _adopt(self, pressed: Pressed, notice: str, mark: str) -> None:
        ids = await self._meant(pressed, Right.DESIGN, notice, mark)
        saved = await self._adopt_drift(
            AdoptDriftCommand(
                guild_id=pressed.guild_id, ids=ids, actor=pressed.actor, origin=ORIGIN
            )
        )
        words = self._voice.words
        await self._done(pressed, words.drift_adopted(saved.number), words.drift_adopt_done)

    async def _revert(self, pressed: Pressed, notice: str, mark: str) -> None:
        """A plan with its own buttons, under the same rules as any other."""
        ids = await self._meant(pressed, Right.APPLY, notice, mark)
        stored = await self._revert_drift(
            RevertDriftCommand(
                guild_id=pressed.guild_id,
                ids=ids,
                requester=pressed.user_id,
                actor=pressed.actor,
                origin=ORIGIN,
            )
        )
        found = await self._plans.show(pressed.guild_id, stored.plan.hash, pressed.user_id)
        await pressed.reply.send(plan_message(self._voice, found))

    async def _ignore(self, pressed: Pressed, notice: str, mark: str) -> None:
        ids = await self._meant(pressed, Right.DESIGN, notice, mark)
        await self._ignore_drift(
            IgnoreDriftCommand(
                guild_id=pressed.guild_id, ids=ids, actor=pressed.actor, origin=ORIGIN
            )
        )
        await self._done(pressed, self._voice.words.drift_ignored)

    async def _go_on(self, pressed: Pressed, notice: str, mark: str) -> None:
        await self._meant(pressed, Right.APPLY, notice, mark)
        await self._let_go_on(
            LetRevertGoOnCommand(guild_id=pressed.guild_id, actor=pressed.actor, origin=ORIGIN)
        )
        await self._done(pressed, self._voice.words.notice_goes_on)

    async def _meant(
        self, pressed: Pressed, right: Right, notice: str, mark: str
    ) -> frozenset[str]:
        """The ids of what the button is about. Raises AccessDenied, and DriftChanged also for the
        second of two presses."""
        await pressed.reply.defer()
        await self._require(pressed, right)
        async with self._begin() as uow:
            number = NoticeId(int(notice)) if notice.isdecimal() else NoticeId(0)
            kept = await uow.drift_notices.get(pressed.guild_id, number)
            records = () if kept is None else await uow.drift_records.of_notice(kept.id)
        open_ones = tuple(record for record in records if record.is_open)
        if not open_ones or mark_of(open_ones) != mark:
            raise DriftChanged(
                self._voice.words.notice_changed, remedy=self._voice.words.notice_changed_remedy
            )
        return frozenset(record.difference for record in open_ones)

    async def _require(self, pressed: Pressed, right: Right) -> None:
        """Undoing is planned by who may design and by who may apply."""
        try:
            await self._gate.require(pressed.guild_id, pressed.user_id, right)
        except AccessDenied:
            if right is not Right.APPLY:
                raise
            await self._gate.require(pressed.guild_id, pressed.user_id, Right.DESIGN)

    async def _done(self, pressed: Pressed, title: str, body: str = "") -> None:
        await pressed.reply.send(answer(f"✓ {title}", body, accent=Accent.CREATE))
        self._notifier.hurry()
