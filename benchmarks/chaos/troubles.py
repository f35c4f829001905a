"""What befalls one run: drawn at random, and the same for the same seed and plan."""

from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from app.sandbox.faults.fault import FaultKind, Moment
from app.shared.domain.runs.run import Wish

_AROUND = 14
"""Calls that a run makes beside its steps, about: looks before, in between and at the end."""

_PREFLIGHT = 9
"""The first call that may be a step's, about."""


class KillMoment(StrEnum):
    BEFORE = "before its call took effect"
    AFTER = "after its call took effect, before the answer"
    BETWEEN = "between two calls"


@dataclass(frozen=True, slots=True)
class Kill:
    """kill -9 of the worker that makes this call."""

    at: int
    moment: KillMoment
    delay_s: float
    arrives: bool
    """BEFORE: whether the call takes effect after all, `delay_s` after its sender's death."""
    of_creation: bool = False
    """Not the call `at`, but the first from there on that makes something."""

    def befalls(self, number: int, method: str) -> bool:
        if self.of_creation:
            return method == "POST" and number >= self.at
        return number == self.at


@dataclass(frozen=True, slots=True)
class Mishap:
    """A fault of the sandbox's, for `times` calls in a row."""

    at: int
    kind: FaultKind
    moment: Moment
    times: int
    status: int
    delay_s: float


@dataclass(frozen=True, slots=True)
class Outage:
    at: int
    of_postgres: bool
    """Valkey otherwise."""
    crash: bool
    """It does not get to say goodbye."""


@dataclass(frozen=True, slots=True)
class HandEdit:
    at: int
    seed: int


@dataclass(frozen=True, slots=True)
class Steering:
    at: int
    wish: Wish


@dataclass(frozen=True, slots=True)
class Trouble:
    """Calls to Discord are counted from 1, reads among them, over all workers that take part."""

    mishaps: tuple[Mishap, ...] = ()
    kills: tuple[Kill, ...] = ()
    terminations: tuple[int, ...] = ()
    """At these calls the worker is asked to stop (SIGTERM)."""
    outages: tuple[Outage, ...] = ()
    edits: tuple[HandEdit, ...] = ()
    steering: tuple[Steering, ...] = ()


@dataclass(frozen=True, slots=True)
class Menu:
    """How likely each kind of trouble is for one run."""

    kill: float = 0.55
    second_kill: float = 0.15
    terminate: float = 0.08
    postgres: float = 0.08
    valkey: float = 0.06
    edit: float = 0.5
    steer: float = 0.1
    mishaps: tuple[int, int] = field(default=(0, 4))
    kill_at_creation: bool = False
    """Whoever makes something first is killed after the effect and before the answer. Few runs
    meet that by chance: where it must be met, it is ordered."""


def trouble_for(random: Random, steps: int, menu: Menu) -> Trouble:
    calls = steps + _AROUND

    def some(chance: float) -> bool:
        return random.random() < chance

    def at() -> int:
        """Mostly when the guild has been looked at and found as it was planned with."""
        return random.randint(_PREFLIGHT if some(0.85) else 1, calls)

    kills = [_kill(random, at()) for chance in (menu.kill, menu.second_kill) if some(chance)]
    if menu.kill_at_creation:
        kills.append(Kill(1, KillMoment.AFTER, 0.0, arrives=True, of_creation=True))
    return Trouble(
        mishaps=tuple(_mishap(random, at()) for _ in range(random.randint(*menu.mishaps))),
        kills=tuple(kills),
        terminations=tuple(at() for _ in range(some(menu.terminate))),
        outages=tuple(
            Outage(at(), of_postgres, some(0.5))
            for of_postgres, chance in ((True, menu.postgres), (False, menu.valkey))
            if some(chance)
        ),
        edits=tuple(
            HandEdit(at(), random.randrange(1 << 30))
            for _ in range(random.randint(1, 3) if some(menu.edit) else 0)
        ),
        steering=tuple(
            Steering(at(), random.choice((Wish.PAUSE, Wish.PAUSE, Wish.CANCEL)))
            for _ in range(some(menu.steer))
        ),
    )


def _kill(random: Random, at: int) -> Kill:
    moment = random.choice(list(KillMoment))
    longest = 3.0 if moment is KillMoment.BEFORE else 0.05
    return Kill(at, moment, random.uniform(0, longest), random.random() < 0.6)


def _mishap(random: Random, at: int) -> Mishap:
    kind = random.choices(
        (
            FaultKind.ERROR,
            FaultKind.DROP,
            FaultKind.SLOW,
            FaultKind.BARE_429,
            FaultKind.EMPTY_BODY,
            FaultKind.WRONG_BODY,
        ),
        (5, 4, 2, 2, 1, 1),
    )[0]
    return Mishap(
        at,
        kind,
        random.choice(list(Moment)),
        random.choice((1, 1, 1, 1, 2, 5)) if kind is FaultKind.ERROR else 1,
        random.choice((500, 502, 503, 504)),
        random.uniform(0.05, 1.0),
    )
