"""What was looked at, and what came out."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field


class Failed(Exception):
    """Says what is not as it should be."""


@dataclass(frozen=True, slots=True)
class Result:
    what: str
    ok: bool
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
            says, ok = check(), True
        except Failed as wrong:
            says, ok = str(wrong), False
        except Exception as fault:  # noqa: BLE001 - the other looks go on, and this one is bad
            says, ok = f"{type(fault).__name__}: {fault}", False
        self.of.append(Result(what, ok, says, time.monotonic() - began))
        return ok

    @property
    def good(self) -> bool:
        return bool(self.of) and all(one.ok for one in self.of)

    def table(self) -> str:
        width = max(len(one.what) for one in self.of)
        return "\n".join(
            f"{'good' if one.ok else 'BAD '}  {one.what:{width}}  {one.seconds:6.1f} s  {one.says}"
            for one in self.of
        )

    def line(self) -> str:
        told = {
            one.what: {"ok": one.ok, "says": one.says, "seconds": round(one.seconds, 1)}
            for one in self.of
        }
        word = "good" if self.good else "bad"
        return json.dumps({"docker_test": word, "checks": told}, ensure_ascii=False)
