"""What each benchmark's figures have to be for its claim to hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class AtMost:
    limit: float

    def __str__(self) -> str:
        return f"at most {self.limit:g}"

    def holds(self, value: float) -> bool:
        return value <= self.limit


@dataclass(frozen=True, slots=True)
class AtLeast:
    limit: float

    def __str__(self) -> str:
        return f"at least {self.limit:g}"

    def holds(self, value: float) -> bool:
        return value >= self.limit


_NONE = AtMost(0)
CLAIMS: Mapping[str, Mapping[str, AtMost | AtLeast]] = {
    "apply_calls": {"worst_ratio": AtMost(1), "noop_writes": _NONE},
    "apply_time": {"worst_ratio": AtMost(1.05), "refusals": _NONE},
    "plan_scale": {
        "plan_ms": AtMost(150),
        "access_ms": AtMost(300),
        "growth_exponent": AtMost(1),
        "worst_plan_ms": AtMost(150),
        "worst_access_ms": AtMost(300),
        "worst_growth": AtMost(1),
    },
    "chaos": dict.fromkeys(("twins", "lost", "extra_access", "untrue_reports", "fallen"), _NONE),
    "throughput": {"pickup_p95_ms": AtMost(100), "worker_mb": AtMost(200), "refusals": _NONE},
    "drift": {"detect_p95_s": AtMost(2), "attribution": AtLeast(1), "false_drifts": _NONE},
    "web": {"route_ratio_min": AtLeast(0.7)},
}


def missed(name: str, figures: Mapping[str, Any]) -> Iterator[str]:
    """Each claim of the benchmark that its figures do not bear out, as a sentence."""
    for figure, claim in CLAIMS.get(name, {}).items():
        value = figures.get(figure)
        if value is None or not claim.holds(value):
            yield f"{figure} is {value}, and shall be {claim}"
    if name == "chaos" and figures.get("converged") != figures.get("runs"):
        yield f"{figures.get('converged')} of {figures.get('runs')} runs converged"
