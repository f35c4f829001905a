"""Where people took the live guild away from what the runs made of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from app.shared.application.audit.attribution import Attribution, attributed
from app.shared.application.drift.found_by_hand import found_by_hand
from app.shared.application.drift.left_by_runs import read_left_by_runs
from app.shared.application.ports.guild_gateway import AuditEntry, CallForbidden, GuildGateway
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.drift.following import ignored_beside, without_ignored
from app.shared.domain.drift.sentences import left_to_do, wanted_otherwise
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.drift.telling_apart import ByHand
from app.shared.domain.fingerprint import fingerprint
from app.shared.domain.planning.changes import Change, Subject
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Coverage, Snapshot

FOUND = "drift.found"
SOMEBODY = "somebody"
"""The actor where nobody knows who it was."""
_ID_DIGITS = 8
_NAMED = frozenset({Subject.ROLE, Subject.CHANNEL, Subject.RULE})


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareLiveCommand:
    guild_id: GuildId
    live: Snapshot | None = None
    """How the guild is, for who has read it just now; it is read without."""
    who: bool = True
    """Whether Discord's audit log is asked who did it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeWays:
    """Plain JSON values."""

    field: str
    live: Any
    applied: Any
    blueprint: Any


@dataclass(frozen=True, kw_only=True)
class Drifted:
    """One difference. `change` is what would revert it; `sentence` says what is the matter."""

    change: Change
    sentence: str
    by: Attribution | None
    """Who did it, where Discord's audit log tells."""
    wanted: Change | None = None
    """What the latest design would make of it, where that is another one than was applied."""

    @property
    def three_ways(self) -> tuple[ThreeWays, ...]:
        """Each field as it is live, as it was last applied, and as the latest design wants it."""
        named = {} if self.wanted is None else {one.field: one for one in self.wanted.fields}
        return tuple(
            ThreeWays(
                field=one.field,
                live=one.before,
                applied=one.after,
                blueprint=named[one.field].after if one.field in named else one.after,
            )
            for one in self.change.fields
        )

    @property
    def latest(self) -> str:
        """What the latest design wants instead, as a sentence; empty where that was applied."""
        return wanted_otherwise(self.change, self.wanted)

    @cached_property
    def id(self) -> str:
        """The same for the same difference whenever it is looked at, in whatever language it is
        told; another one once it is changed again."""
        return f"{self.change.id}:{fingerprint(_unsaid(self.change))[:_ID_DIGITS]}"


def _unsaid(change: Change) -> Change:
    """Without the words of ours: what is lost, and what a thing is called that has no name."""
    named = change.subject in _NAMED
    return replace(change, loses="", name=change.name if named else "")


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
    """What people changed since a run left it otherwise. What is ignored as a whole is among it."""
    ignored: tuple[Change, ...] = ()
    """The fields that ignore rules took away from `differences`."""
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
            left = await read_left_by_runs(uow, command.guild_id)
            settings = await uow.drift_settings.of(command.guild_id)
        live = command.live
        if live is None:
            expected = left.design.bindings.channel_ids
            live = await self._gateway.observe(command.guild_id, expected)
        found = await found_by_hand(self._begin, left, live)
        by_hand, design, runs = _to_settle(found.by_hand, settings), found.design, left.runs
        audit = await self._audit(command.guild_id, by_hand) if command.who else None
        by = attributed(
            by_hand,
            design.bindings,
            audit or (),
            guild_id=live.guild_id,
            bot=live.bot.user_id,
        )
        report = runs[0].report
        differences = drifted(by_hand, by, found.wanted)
        if command.who:
            await self._note(command.guild_id, differences, live.taken_at)
        return Drift(
            run=runs[0],
            version=design.version,
            read_at=live.taken_at,
            differences=differences,
            ignored=ignored_beside((one.change for one in found.by_hand), settings),
            not_done=tuple(
                NotDone(change=change, sentence=sentence)
                for change, sentence in zip(found.not_done, left_to_do(found.not_done), strict=True)
            ),
            end_known=report is not None and report.end_snapshot is not None,
            taken_over=found.taken_over,
            apply_puts_back=design.is_latest,
            audit_log_read=audit is not None,
            coverage=live.coverage,
        )

    async def _note(
        self, guild_id: GuildId, differences: tuple[Drifted, ...], at: datetime
    ) -> None:
        if not differences:
            return
        async with self._begin() as uow:
            if await note_found(uow, guild_id, differences, at):
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


def _to_settle(by_hand: tuple[ByHand, ...], settings: DriftSettings) -> tuple[ByHand, ...]:
    """Nothing that is ignored is settled along with what is not."""
    left = without_ignored((one.change for one in by_hand), settings)
    return tuple(replace(one, change=left.get(one.change.id, one.change)) for one in by_hand)


def drifted(
    by_hand: tuple[ByHand, ...], by: dict[str, Attribution], wanted: tuple[Change, ...] = ()
) -> tuple[Drifted, ...]:
    sentences = left_to_do(one.change for one in by_hand)
    latest = {change.id: change for change in wanted}
    return tuple(
        Drifted(
            change=one.change,
            sentence=sentence,
            by=by.get(one.change.id),
            wanted=latest.get(one.change.id),
        )
        for one, sentence in zip(by_hand, sentences, strict=True)
    )


async def note_found(
    uow: UnitOfWork, guild_id: GuildId, differences: tuple[Drifted, ...], at: datetime
) -> bool:
    """In the trail, each once: drift is part of a guild's history. False where all were there.
    Commits nothing."""
    known = await uow.trail.known(guild_id, FOUND, [one.id for one in differences])
    unknown = [one for one in differences if one.id not in known]
    await uow.trail.add_all(found_entry(guild_id, one, at) for one in unknown)
    return bool(unknown)


def found_entry(guild_id: GuildId, one: Drifted, at: datetime) -> TrailEntry:
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
