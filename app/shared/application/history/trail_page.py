"""The trail as it is: who did what from where, with before and after."""

from dataclasses import dataclass

from app.shared.application.history.subject_names import names_of_subjects
from app.shared.application.history.telling import Told, told
from app.shared.application.history.user_names import Who, people_behind
from app.shared.application.ports.trail import TrailEntry, TrailQuery
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPageCommand:
    guild_id: GuildId
    action: str = ""
    """A whole action, or a beginning that ends with a dot (`run.`); empty for all."""
    actor: str = ""
    text: str = ""
    before: int | None = None
    """Only entries that are older than the one with this id."""
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    entry: TrailEntry
    who: Who
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailPage:
    lines: tuple[TrailLine, ...]
    next: int | None


class ShowTrail:
    """Newest first, everything that was noted."""

    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, command: TrailPageCommand) -> TrailPage:
        query = TrailQuery(
            actions=(command.action,) if command.action else (),
            actor=command.actor,
            text=command.text,
            before=command.before,
            limit=command.limit + 1,
        )
        async with self._begin() as uow:
            entries = await uow.trail.page(command.guild_id, query)
            shown = entries[: command.limit]
            people = await people_behind(uow, [entry.actor for entry in shown])
            subjects = await names_of_subjects(uow, command.guild_id, shown)
        return TrailPage(
            lines=tuple(
                TrailLine(entry=entry, who=people[entry.actor], told=told(entry, subjects))
                for entry in shown
            ),
            next=shown[-1].id if len(entries) > command.limit else None,
        )
