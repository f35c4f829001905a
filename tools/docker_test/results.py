"""What was looked at, and what came out."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Failed(Exception):
    """Says what is not as it should be."""


class LeftOut(Exception):
    """Says what is missing here to look at it at all: neither good nor bad."""


class Outcome(StrEnum):
    GOOD = "good"
    BAD = "BAD"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Result:
    what: str
    outcome: Outcome
    says: str
    seconds: float


@dataclass(slots=True)
class Results:
    of: list[Result] = field(default_factory=list)

    def look(self, what: str, check: Callable[[], str]) -> bool:
        """Keeps what `check` says, or why it failed."""
        sys.stderr.write(f"… {what}\n")
        began = time.monotonic()
        try:
            says, outcome = check(), Outcome.GOOD
        except LeftOut as missing:
            says, outcome = str(missing), Outcome.LEFT_OUT
        except Failed as wrong:
            says, outcome = str(wrong), Outcome.BAD
        except Exception as fault:  # noqa: BLE001 - the other looks go on, and this one is bad
            says, outcome = f"{type(fault).__name__}: {fault}", Outcome.BAD
        self.of.append(Result(what, outcome, says, time.monotonic() - began))
        sys.stderr.write(f"  {outcome}: {says}\n")
        return outcome is Outcome.GOOD

    @property
    def good(self) -> bool:
        found = {one.outcome for one in self.of}
        return Outcome.GOOD in found and Outcome.BAD not in found

    def table(self) -> str:
        width = max(len(one.what) for one in self.of)
        return "\n".join(
            f"{one.outcome:8}  {one.what:{width}}  {one.seconds:6.1f} s  {one.says}"
            for one in self.of
        )

    def line(self) -> str:
        told = {
            one.what: {
                "outcome": one.outcome.lower(),
                "says": one.says,
                "seconds": round(one.seconds, 1),
            }
            for one in self.of
        }
        word = "good" if self.good else "bad"
        return json.dumps({"docker_test": word, "checks": told}, ensure_ascii=False)
