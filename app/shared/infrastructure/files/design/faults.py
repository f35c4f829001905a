"""Collects what is wrong with a design, each with its path into the JSON."""

from app.shared.domain.blueprint.problems import BlueprintRefused, Path, Problem
from app.shared.infrastructure.files.report import MOST, visible

_LONGEST = 500
_PART = 100
_SECTIONS = (
    "format",
    "unmanaged",
    "roles",
    "channels",
    "settings",
    "welcome_screen",
    "onboarding",
    "automod",
    "ignore",
)


class Unreadable(Exception):
    """A value could not be read. Its problem is noted already."""


class Faults:
    def __init__(self) -> None:
        self._problems: dict[tuple[Path, str], Problem] = {}
        self._blind: set[Path] = set()
        self.whole = True
        """Whether everything that others point to, or that decides an order, could be read."""

    @property
    def full(self) -> bool:
        return len(self._problems) >= MOST

    def add(self, path: Path, what: str, remedy: str = "") -> None:
        if self.full:
            return
        shown = tuple(visible(part[:_PART]) if isinstance(part, str) else part for part in path)
        problem = Problem(
            what=visible(what[:_LONGEST]), remedy=visible(remedy[:_LONGEST]), path=shown
        )
        self._problems.setdefault((shown, problem.what), problem)

    def unreadable(self, path: Path, what: str, remedy: str = "") -> Unreadable:
        """Note the problem, and give what to raise. No rule is held against what is there."""
        self.add(path, what, remedy)
        self._blind.add(path)
        return Unreadable(what)

    def blind(self, path: Path) -> None:
        """Others' rules say nothing sensible of what is here."""
        self._blind.add(path)
        self.whole = False

    def hides(self, path: Path) -> bool:
        """Whether a rule's problem would only follow from one that is noted already."""
        if any(path[:length] in self._blind for length in range(len(path) + 1)):
            return True
        return not self.whole and any(blind[: len(path)] == path for blind in self._blind)

    def refuse_if_any(self) -> None:
        if self._problems:
            raise BlueprintRefused(tuple(sorted(self._problems.values(), key=_place)))


def _place(problem: Problem) -> tuple[tuple[int, str], ...]:
    """In the order in which a design is written, as far as the path tells."""
    first = problem.path[:1]
    section = _SECTIONS.index(str(first[0])) if first and first[0] in _SECTIONS else -1
    rest = ((part, "") if isinstance(part, int) else (-1, part) for part in problem.path[1:])
    return ((section, ""), *rest)
