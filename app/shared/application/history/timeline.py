"""What has happened to a guild, line by line: versions, plans, runs, drift, access."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.shared.application.history.kinds import ACTIONS, ALL_ACTIONS, HistoryKind, kind_of
from app.shared.application.history.subject_names import names_of_subjects
from app.shared.application.history.telling import Link, told
from app.shared.application.history.user_names import Who, people_behind
from app.shared.application.ports.trail import TrailEntry, TrailQuery
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.structure.identifiers import GuildId

_EXPORT_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineCommand:
    guild_id: GuildId
    kinds: frozenset[HistoryKind] = frozenset()
    """Empty for all."""
    actor: str = ""
    """`user:<id>`, `operator`, `worker` or `somebody`; empty for all."""
    text: str = ""
    """Stands in what the trail keeps of it, whatever its case."""
    before: int | None = None
    """Only lines that are older than the one with this id."""
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    id: int
    kind: HistoryKind
    sign: str
    sentence: str
    who: Who
    when: datetime
    origin: str
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    lines: tuple[TimelineLine, ...]
    next: int | None
    """What to give as `before` for the page after; None at the end."""


class Timeline:
    """Newest first. A few queries for each page, however long it is: lines and names."""

    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, command: TimelineCommand) -> TimelinePage:
        async with self._begin() as uow:
            return await self._page(uow, command)

    async def every(self, command: TimelineCommand) -> AsyncIterator[TimelineLine]:
        """All lines that the command asks for, whatever its limit; for exports."""
        while True:
            async with self._begin() as uow:
                page = await self._page(uow, replace(command, limit=_EXPORT_PAGE))
            for line in page.lines:
                yield line
            if page.next is None:
                return
            command = replace(command, before=page.next)

    async def _page(self, uow: UnitOfWork, command: TimelineCommand) -> TimelinePage:
        entries = await uow.trail.page(
            command.guild_id,
            TrailQuery(
                actions=_actions(command.kinds),
                actor=command.actor,
                text=command.text,
                before=command.before,
                limit=command.limit + 1,
            ),
        )
        shown = entries[: command.limit]
        people = await people_behind(uow, [entry.actor for entry in shown])
        subjects = await names_of_subjects(uow, command.guild_id, shown)
        return TimelinePage(
            lines=tuple(_line(entry, people[entry.actor], subjects) for entry in shown),
            next=shown[-1].id if len(entries) > command.limit else None,
        )


def _actions(kinds: frozenset[HistoryKind]) -> tuple[str, ...]:
    if not kinds:
        return ALL_ACTIONS
    return tuple(action for kind in HistoryKind if kind in kinds for action in ACTIONS[kind])


def _line(entry: TrailEntry, who: Who, subjects: Mapping[str, str]) -> TimelineLine:
    words = told(entry, subjects)
    return TimelineLine(
        id=entry.id,
        kind=kind_of(entry.action) or HistoryKind.VERSION,
        sign=words.sign,
        sentence=words.sentence,
        who=_by_discords_word(entry, who),
        when=entry.at,
        origin=entry.origin,
        link=words.link,
    )


def _by_discords_word(entry: TrailEntry, who: Who) -> Who:
    """Discord named whoever did something there by hand."""
    name = entry.details.get("name")
    if not who.left or entry.origin != "discord" or not isinstance(name, str) or not name:
        return who
    return replace(who, name=name)
