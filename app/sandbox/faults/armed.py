"""A fault that waits for its requests."""

from dataclasses import dataclass, field
from random import Random

from app.sandbox.exchange.messages import Exchange
from app.sandbox.faults.fault import Fault, FaultKind, Moment


@dataclass(slots=True)
class Armed:
    """`covered` and `struck` count requests. A released SLOW fault holds nothing back any more."""

    id: int
    fault: Fault
    covered: int = 0
    struck: int = 0
    released: bool = False
    _random: Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = Random(self.fault.seed)  # noqa: S311 - the same draws for the same seed

    @property
    def is_spent(self) -> bool:
        return self.fault.times is not None and self.struck >= self.fault.times

    def strikes(self, exchange: Exchange) -> bool:
        """Whether this request is hit; counts it either way."""
        if self.is_spent or not self.fault.covers(exchange):
            return False
        self.covered += 1
        if self.covered <= self.fault.skip:
            return False
        chance = self.fault.probability
        if chance is not None and self._random.random() >= chance:
            return False
        self.struck += 1
        return True


@dataclass(frozen=True, slots=True)
class Firing:
    """One line of the log. `at` in epoch seconds of the sandbox's clock."""

    fault_id: int
    kind: FaultKind
    moment: Moment
    method: str
    path: str
    at: float

    def as_json(self) -> dict[str, object]:
        return {
            "fault_id": self.fault_id,
            "kind": self.kind.value,
            "moment": self.moment.value,
            "method": self.method,
            "path": self.path,
            "at": self.at,
        }
