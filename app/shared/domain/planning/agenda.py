"""The calls that are to be made and what must come before what, not yet put in a row."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from app.shared.domain.planning.steps import Action, Json
from app.shared.domain.structure.identifiers import Key


class Phase(IntEnum):
    """In which order independent calls are listed; it binds nothing."""

    NEW_ROLES = 0
    ROLES = 1
    ROLE_ORDER = 2
    CATEGORIES = 3
    CHANNELS = 4
    SETTINGS = 5
    CHANNEL_ORDER = 6
    PARTS = 7
    RULE_DELETES = 8
    CHANNEL_DELETES = 9
    CATEGORY_DELETES = 10
    ROLE_DELETES = 11
    AFTER_DELETES = 12


@dataclass(eq=False, slots=True, kw_only=True)
class Call:
    """One call to be; the fields are those of a step."""

    action: Action
    key: Key
    name: str
    verb: str
    body: Json = None
    target: Json = None
    changes: tuple[str, ...] = ()
    extra: str = ""
    unless_already: dict[str, Json] | None = None


@dataclass(eq=False, slots=True, kw_only=True)
class Task:
    """Calls that are ordered as one: normally a single call.

    A task that both takes and gives access can be `halved`: what takes goes into `first`, what
    gives into `second`, and other tasks may then come between.
    """

    phase: Phase
    place: int
    """Where it stands among the tasks of its phase."""
    first: list[Call]
    second: list[Call] = field(default_factory=list)
    halve: Callable[[], tuple[Call, Call]] | None = None

    @property
    def last(self) -> list[Call]:
        return self.second or self.first

    @property
    def calls(self) -> Iterator[Call]:
        yield from self.first
        yield from self.second

    @property
    def can_be_halved(self) -> bool:
        return self.halve is not None and not self.second

    def split(self) -> None:
        if self.halve is not None:
            taking, giving = self.halve()
            self.first, self.second = [taking], [giving]


@dataclass(slots=True)
class Agenda:
    """All tasks, with three kinds of order between them.

    `needs` says that one cannot be done before the other; `wishes` that it should not be, where
    nothing graver stands against it; `taking_first` that what the one takes must be taken before
    the other gives, since in between somebody could have both.
    """

    tasks: list[Task] = field(default_factory=list)
    needs: dict[Task, list[Task]] = field(default_factory=dict)
    """Before the task come these."""
    wishes: list[tuple[Task, Task]] = field(default_factory=list)
    taking_first: list[tuple[Task, Task]] = field(default_factory=list)

    def add(self, task: Task) -> Task:
        self.tasks.append(task)
        return task

    def order(self, earlier: Task, later: Task) -> None:
        self.order_all((earlier,), later)

    def order_all(self, earlier: Iterable[Task], later: Task) -> None:
        self.needs.setdefault(later, []).extend(earlier)

    def wish(self, earlier: Task, later: Task) -> None:
        self.wishes.append((earlier, later))

    def take_first(self, taking: Task, giving: Task) -> None:
        self.taking_first.append((taking, giving))
