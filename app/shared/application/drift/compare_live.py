"""Where people took the live guild away from what the runs made of it."""

from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from app.shared.application.drift.attribution import Attribution, attributed
from app.shared.application.drift.last_design import (
    LastDesign,
    last_design,
    moments,
    runs_with_effect,
    saved_since,
)
from app.shared.application.ports.guild_gateway import AuditEntry, CallForbidden, GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, TrailEntry
from app.shared.domain.drift.sentences import left_to_do
from app.shared.domain.drift.telling_apart import ByHand, TellingApart, still_differing
from app.shared.domain.fingerprint import fingerprint
from app.shared.domain.planning.changes import Change
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Coverage, Snapshot

FOUND = "drift.found"
SOMEBODY = "somebody"
"""The actor where nobody knows who it was."""
_ID_DIGITS = 8
_REACH = 20
"""How many runs are looked back over; what is older than these counts as not done yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareLiveCommand:
    guild_id: GuildId
    live: Snapshot | None = None
    """How the guild is, for who has read it just now; it is read without."""
    who: bool = True
    """Whether Discord's audit log is asked who did it."""


@dataclass(frozen=True, kw_only=True)
class Drifted:
    """One difference. `change` is what would revert it; `sentence` says what is the matter."""

    change: Change
    sentence: str
    by: Attribution | None
    """Who did it, where Discord's audit log tells."""

    @property
    def id(self) -> str:
        """The same for the same difference whenever it is looked at; another one once it is
        changed again."""
        return f"{self.change.id}:{fingerprint(self.change)[:_ID_DIGITS]}"


@dataclass(frozen=True, kw_only=True)
class NotDone:
    """One difference that nobody made: no run has brought the guild there yet."""

    change: Change
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Drift:
    run: Run
    """The last run that changed something, whatever its end: what the guild is compared with."""
    version: int | None
    """The version the run was for; None where it led back to a snapshot. When `taken_over`, the
    latest one."""
    read_at: datetime
    differences: tuple[Drifted, ...]
    """What people changed since a run left it otherwise."""
    not_done: tuple[NotDone, ...]
    """What was not chosen, or a run did not come to."""
    end_known: bool
    """How the run left the guild was read. If not, what it worked on is told as not done."""
    taken_over: bool
    """No run was needed for the latest version: the guild was so already."""
    apply_puts_back: bool
    """Applying the latest version leads to what the run was for, and undoes no rollback."""
    audit_log_read: bool
    """False where the bot may not read it, and where nobody asked."""
    coverage: Coverage


class CompareLive:
    """Compare the guild as it is now with how the runs left it, field by field."""

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway) -> None:
        self._begin = begin
        self._gateway = gateway

    async def __call__(self, command: CompareLiveCommand) -> Drift:
        """Raises NothingApplied, and what reading Discord raises."""
        async with self._begin() as uow:
            runs = await runs_with_effect(uow, command.guild_id)
            design = await last_design(uow, runs[0])
            newer = await saved_since(uow, command.guild_id, design)
        live = command.live
        if live is None:
            live = await self._gateway.observe(command.guild_id, design.bindings.channel_ids)
        # What people did by hand is no drift once a version says the same of the whole guild.
        still_wanted = None if newer is None else newer.missing(live)
        taken_over = still_wanted == ()
        if newer is not None and taken_over:
            design = newer
        apart = await self._told_apart(runs[:_REACH], design, design.missing(live))
        by_hand, not_done = apart.by_hand(), apart.not_done()
        if still_wanted is not None:
            # Nor is what a version says by now that nobody has applied yet.
            by_hand = still_differing(by_hand, still_wanted)
        audit = await self._audit(command.guild_id, by_hand) if command.who else None
        by = attributed(by_hand, design.bindings, live.bot.user_id, audit or ())
        report = runs[0].report
        differences = _drifted(by_hand, by)
        if command.who:
            await self._note(command.guild_id, differences, live.taken_at)
        return Drift(
            run=runs[0],
            version=design.version,
            read_at=live.taken_at,
            differences=differences,
            not_done=tuple(
                NotDone(change=change, sentence=sentence)
                for change, sentence in zip(not_done, left_to_do(not_done), strict=True)
            ),
            end_known=report is not None and report.end_snapshot is not None,
            taken_over=taken_over,
            apply_puts_back=design.is_latest,
            audit_log_read=audit is not None,
            coverage=live.coverage,
        )

    async def _told_apart(
        self, runs: tuple[Run, ...], design: LastDesign, changes: tuple[Change, ...]
    ) -> TellingApart:
        apart = TellingApart(changes)
        if apart.is_finished():
            return apart
        async with self._begin() as uow, aclosing(moments(uow, runs, design)) as newest_first:
            async for moment in newest_first:
                apart.look_back(moment)
                if apart.is_finished():
                    break
        return apart

    async def _note(
        self, guild_id: GuildId, differences: tuple[Drifted, ...], at: datetime
    ) -> None:
        """In the trail, each once: drift is part of a guild's history."""
        if not differences:
            return
        async with self._begin() as uow:
            known = await uow.trail.known(guild_id, FOUND, [one.id for one in differences])
            unknown = [one for one in differences if one.id not in known]
            for one in unknown:
                await uow.trail.add(_entry(guild_id, one, at))
            if unknown:
                await uow.commit()

    async def _audit(
        self, guild_id: GuildId, by_hand: tuple[ByHand, ...]
    ) -> tuple[AuditEntry, ...] | None:
        """None where the bot may not read it."""
        if not by_hand:
            return ()
        since = min(one.since for one in by_hand)
        try:
            return await self._gateway.audit_log(guild_id, after=since)
        except CallForbidden:
            return None


def _drifted(by_hand: tuple[ByHand, ...], by: dict[str, Attribution]) -> tuple[Drifted, ...]:
    sentences = left_to_do(one.change for one in by_hand)
    return tuple(
        Drifted(change=one.change, sentence=sentence, by=by.get(one.change.id))
        for one, sentence in zip(by_hand, sentences, strict=True)
    )


def _entry(guild_id: GuildId, one: Drifted, at: datetime) -> TrailEntry:
    """Told of whoever did it, at the time when it was noticed."""
    by = one.by
    return TrailEntry(
        guild_id=guild_id,
        at=at,
        actor=SOMEBODY if by is None else f"user:{by.user_id}",
        origin="discord",
        action=FOUND,
        subject=one.id,
        details={
            "sentence": one.sentence,
            "change": one.change.id,
            "name": "" if by is None else by.user_name,
            "done_at": None if by is None else by.at,
        },
    )
