"""Writes down what looks at guilds have shown: many guilds in one transaction."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.shared.application.asked_together import AskedTogether
from app.shared.application.drift.compare_live import FOUND, Drifted, found_entry
from app.shared.application.drift.endings import Endings
from app.shared.application.drift.hidden import is_hidden
from app.shared.application.drift.left_by_runs import Mark, marks_of
from app.shared.application.drift.telling_of import told_in
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.drift.following import NO_NEWS, Followed, Look, Seen, follow, without_ignored
from app.shared.domain.drift.notices import Notice, NoticeId, NoticeState
from app.shared.domain.drift.records import DriftRecord, DriftState, FoundBy
from app.shared.domain.drift.sentences import left_to_do
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Coverage

type AskEndings = Callable[
    [UnitOfWork, Sequence[DriftRecord], Sequence[Seen]], Awaitable[Endings | None]
]
"""Why records are seen no more; None where that cannot be told from what was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """All that one look at a guild has shown."""

    guild_id: GuildId
    mark: Mark
    """Between which runs and versions it was."""
    found_by: FoundBy
    differences: tuple[Drifted, ...]
    bindings: Bindings
    coverage: Coverage
    endings: AskEndings


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """`between` is False where the mark is another by now, and `told_apart` where it takes
    a look at the whole guild to say why something has ended: then nothing was written down."""

    between: bool = True
    told_apart: bool = True
    followed: Followed = NO_NEWS
    open: tuple[DriftRecord, ...] = ()
    """What is still to be settled, of what was known and what came."""
    settings: DriftSettings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    marks: Mapping[GuildId, Mark]
    settings: Mapping[GuildId, DriftSettings]
    lasting: Mapping[GuildId, tuple[DriftRecord, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    settings: DriftSettings
    followed: Followed
    found: tuple[Drifted, ...]


class WritingDown:
    """Records, trail and what is to be told in Discord are one transaction. Whoever looks while
    one is under way is written down in the next, with all the others who did: a few statements
    for many guilds. A guild is in just one at a time."""

    def __init__(self, begin: BeginUnitOfWork, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock
        self._together = AskedTogether(self._all, apart=lambda sight: sight.guild_id)

    async def __call__(self, sight: Sight) -> Written:
        """Raises what the store raises; then nothing was written."""
        return await self._together(sight)

    async def _all(self, sights: Sequence[Sight]) -> list[Written]:
        now, guild_ids = self._clock.now(), [sight.guild_id for sight in sights]
        news: list[_News] = []
        async with self._begin() as uow:
            await uow.drift_records.hold(*guild_ids)
            kept = _Kept(
                marks=await marks_of(uow, guild_ids),
                settings=await uow.drift_settings.of_all(guild_ids),
                lasting=await uow.drift_records.lasting_of(guild_ids),
            )
            written = [await _followed(uow, sight, kept, news, now) for sight in sights]
            if news:
                added = await _keep(uow, news, now)
                await uow.commit()
                written = [_with_ids(one, added) for one in written]
        return written


async def _followed(
    uow: UnitOfWork, sight: Sight, kept: _Kept, news: list[_News], now: datetime
) -> Written:
    guild_id = sight.guild_id
    if kept.marks[guild_id] != sight.mark:
        return Written(between=False)
    settings, known = kept.settings[guild_id], kept.lasting.get(guild_id, ())
    lasting = [one for one in known if not is_hidden(one, sight.bindings, sight.coverage)]
    left_over = _without_ignored(sight.differences, settings)
    seen = tuple(_seen(one) for one in left_over)
    endings = await sight.endings(uow, lasting, seen)
    if endings is None:
        return Written(told_apart=False)
    look = Look(guild_id=guild_id, at=now, found_by=sight.found_by, seen=seen)
    followed = follow(lasting, look, endings)
    if followed.is_news:
        shown = {one.difference for one in (*followed.added, *followed.changed)}
        found = tuple(one for one in left_over if one.id in shown)
        news.append(_News(settings=settings, followed=followed, found=found))
    return Written(followed=followed, open=_left_open(known, followed), settings=settings)


async def _keep(
    uow: UnitOfWork, news: Sequence[_News], now: datetime
) -> Mapping[tuple[GuildId, str], DriftRecord]:
    """The new records as they are kept, by guild and change."""
    notices = await _tell(uow, news, now)
    await uow.drift_records.save_all(
        record for one in news for record in (*one.followed.settled, *one.followed.changed)
    )
    added = await uow.drift_records.add_all(
        replace(record, notice=notices.get(record.guild_id))
        for one in news
        for record in one.followed.added
    )
    await _note(uow, news, now)
    return {(record.guild_id, record.change.id): record for record in added}


async def _tell(
    uow: UnitOfWork, news: Sequence[_News], now: datetime
) -> Mapping[GuildId, NoticeId]:
    """The open notice of each guild that has one."""
    last = await uow.drift_notices.latest_of([one.settings.guild_id for one in news])
    told = [
        told_in(last.get(one.settings.guild_id), one.followed, one.settings, now) for one in news
    ]
    new = [one for one in told if one is not None and one.id == NoticeId(0)]
    await uow.drift_notices.save_all(
        one for one in told if one is not None and one.id != NoticeId(0)
    )
    added = await uow.drift_notices.add_all(new)
    return {one.guild_id: one.id for one in (*_open(last.values()), *added)}


def _open(notices: Iterable[Notice]) -> Iterable[Notice]:
    return (one for one in notices if one.state is NoticeState.OPEN)


async def _note(uow: UnitOfWork, news: Sequence[_News], now: datetime) -> None:
    found = [(one.settings.guild_id, drifted) for one in news for drifted in one.found]
    known = await uow.trail.known_of(FOUND, [(guild_id, one.id) for guild_id, one in found])
    entries = [
        found_entry(guild_id, one, now)
        for guild_id, one in found
        if (guild_id, one.id) not in known
    ]
    await uow.trail.add_all([*entries, *_put_back(news, now)])


def _put_back(news: Sequence[_News], now: datetime) -> Iterable[TrailEntry]:
    for one in news:
        gone = [record for record in one.followed.settled if record.state is DriftState.GONE]
        if gone:
            yield TrailEntry(
                guild_id=one.settings.guild_id,
                at=now,
                actor="somebody",
                origin="discord",
                action="drift.put_back",
                details={"sentences": [record.sentence for record in gone]},
            )


def _with_ids(written: Written, kept: Mapping[tuple[GuildId, str], DriftRecord]) -> Written:
    if not written.followed.added:
        return written

    def as_kept(records: Iterable[DriftRecord]) -> tuple[DriftRecord, ...]:
        return tuple(
            kept.get((one.guild_id, one.change.id), one) if not one.id else one for one in records
        )

    followed = replace(written.followed, added=as_kept(written.followed.added))
    return replace(written, followed=followed, open=as_kept(written.open))


def _left_open(known: Iterable[DriftRecord], followed: Followed) -> tuple[DriftRecord, ...]:
    settled = {one.id: one for one in (*followed.settled, *followed.changed)}
    now = (*(settled.get(one.id, one) for one in known), *followed.added)
    return tuple(one for one in now if one.is_open)


def _without_ignored(
    differences: Iterable[Drifted], settings: DriftSettings
) -> tuple[Drifted, ...]:
    by_id = {one.change.id: one for one in differences}
    left = without_ignored((one.change for one in by_id.values()), settings)
    sentences = left_to_do(left.values())
    return tuple(
        replace(by_id[name], change=change, sentence=sentence)
        for (name, change), sentence in zip(left.items(), sentences, strict=True)
    )


def _seen(one: Drifted) -> Seen:
    by = one.by
    if by is None:
        return Seen(difference=one.id, change=one.change, sentence=one.sentence)
    return Seen(
        difference=one.id,
        change=one.change,
        sentence=one.sentence,
        who=by.user_id,
        who_name=by.user_name,
        by_bot=by.is_bot,
        done_at=by.at,
    )
