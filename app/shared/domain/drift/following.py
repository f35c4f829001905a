"""What a look at a guild means for what was known of its drift."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.shared.domain.drift.records import DriftRecord, DriftState, FoundBy
from app.shared.domain.drift.settings import DriftSettings, is_whole
from app.shared.domain.planning.changes import Change, FieldChange
from app.shared.domain.structure.identifiers import GuildId, UserId

BY_RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One difference as it is now, and who made it where that is known."""

    difference: str
    change: Change
    """Without the fields that the guild does not want to hear of."""
    sentence: str
    who: UserId | None = None
    who_name: str = ""
    by_bot: bool = False
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a difference is there no longer, and by whom, as the trail writes actors."""

    state: DriftState
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    added: tuple[DriftRecord, ...]
    changed: tuple[DriftRecord, ...]
    """Changed again, or signed by now."""
    settled: tuple[DriftRecord, ...]

    @property
    def is_news(self) -> bool:
        return bool(self.added or self.changed or self.settled)


NO_NEWS = Followed(added=(), changed=(), settled=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    guild_id: GuildId
    at: datetime
    found_by: FoundBy
    seen: tuple[Seen, ...]


def follow(
    lasting: Iterable[DriftRecord], look: Look, ending: Callable[[DriftRecord], Ending]
) -> Followed:
    """`lasting` are the records that have not ended; `ending` is asked about those that are not
    seen any more. The same look twice changes nothing the second time."""
    known = {record.change.id: record for record in lasting}
    seen = {one.change.id: one for one in look.seen}
    added: list[DriftRecord] = []
    changed: list[DriftRecord] = []
    settled = [
        _ended(record, look.at, ending) for name, record in known.items() if name not in seen
    ]
    for name, one in seen.items():
        record = known.get(name)
        if record is not None and record.difference == one.difference:
            changed += _signed(record, one)
        elif record is None:
            added.append(_record(look, one))
        elif record.is_open:
            changed.append(_changed_again(record, one))
        else:
            # What was ignored is another difference than this one.
            settled.append(replace(record, ended_at=look.at))
            added.append(_record(look, one))
    return Followed(added=tuple(added), changed=tuple(changed), settled=tuple(settled))


def without_ignored(changes: Iterable[Change], settings: DriftSettings) -> Mapping[str, Change]:
    """By change id, those of which something is left once ignore rules were heeded."""
    left = (_left_of(change, settings) for change in changes if not settings.ignores(change))
    return {change.id: change for change in left}


def ignored_beside(changes: Iterable[Change], settings: DriftSettings) -> tuple[Change, ...]:
    """What `without_ignored` took away from those of which something is left."""
    return tuple(
        replace(change, fields=fields)
        for change in changes
        if not settings.ignores(change) and (fields := _ignored_of(change, settings))
    )


def _left_of(change: Change, settings: DriftSettings) -> Change:
    ignored = _ignored_of(change, settings)
    return replace(change, fields=tuple(one for one in change.fields if one not in ignored))


def _ignored_of(change: Change, settings: DriftSettings) -> tuple[FieldChange, ...]:
    """None of a thing that came or went: it is there or not as a whole."""
    if is_whole(change):
        return ()
    return tuple(one for one in change.fields if settings.ignores_field(change, one.field))


def _record(look: Look, one: Seen) -> DriftRecord:
    return DriftRecord(
        guild_id=look.guild_id,
        difference=one.difference,
        change=one.change,
        sentence=one.sentence,
        found_at=look.at,
        found_by=look.found_by,
        who=one.who,
        who_name=one.who_name,
        by_bot=one.by_bot,
        done_at=one.done_at,
    )


def _changed_again(record: DriftRecord, one: Seen) -> DriftRecord:
    """By whoever did it last; nobody knows what kept it from being put back before."""
    again = replace(
        record, difference=one.difference, change=one.change, sentence=one.sentence, trouble=""
    )
    if record.who is not None and _is_rest_of(one.change, record.change):
        # Whoever came later only put something back. Before, another may have done what is left.
        return again if _is_later(one, record) else _signed_by(again, one)
    if record.who is not None and not _is_later(one, record):
        # That was about what was there before. Who did this is still to be heard.
        return replace(again, who=None, who_name="", by_bot=False, done_at=None)
    return _signed_by(again, one)


def _is_later(one: Seen, record: DriftRecord) -> bool:
    """Signed with something that was done after what the record is signed with."""
    if one.done_at is None or record.done_at is None:
        return False
    return one.done_at > record.done_at


def _is_rest_of(change: Change, before: Change) -> bool:
    """Some of it was put back, and nothing came."""
    return bool(change.fields) and all(one in before.fields for one in change.fields)


def _signed(record: DriftRecord, one: Seen) -> list[DriftRecord]:
    """Told once it is known who it was. Whoever touches the same thing later did not do this."""
    if one.who is None or record.who not in {None, one.who}:
        return []
    if record.who == one.who and one.who_name in {"", record.who_name}:
        return []
    return [_signed_by(record, one)]


def _signed_by(record: DriftRecord, one: Seen) -> DriftRecord:
    """Whose name was known once keeps it."""
    known = record.who_name if record.who == one.who else ""
    return replace(
        record, who=one.who, who_name=one.who_name or known, by_bot=one.by_bot, done_at=one.done_at
    )


def _ended(
    record: DriftRecord, at: datetime, ending: Callable[[DriftRecord], Ending]
) -> DriftRecord:
    if not record.is_open:
        return replace(record, ended_at=at)
    why = ending(record)
    return replace(record, state=why.state, settled_at=at, settled_by=why.by, ended_at=at)
