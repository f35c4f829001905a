"""What the judges found in one run and all that followed from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Verdict:
    number: int
    steps: int = 0
    ended: str = ""
    """How the run in trouble ended."""
    edits: int = 0
    """By hand, while it was under way."""
    rounds: int = 0
    """Plans without trouble that it took afterwards."""
    converged: bool = False
    why_not: str = ""
    twins: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    extra_access: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)
    """By hand, and then by the run: allowed where the plan says so, and to be told."""
    untold: list[str] = field(default_factory=list)
    """Of these, what the run's report does not name."""
    log: list[str] = field(default_factory=list)

    def complaints(self) -> Iterator[str]:
        if not self.converged:
            yield f"did not converge: {self.why_not}"
        for kind in ("twins", "lost", "extra_access", "untrue"):
            for one in getattr(self, kind):
                yield f"{kind}: {one}"
