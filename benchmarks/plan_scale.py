"""How long planning takes, up to Discord's own limits, and how that grows."""

import argparse
import math
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.costing import cost_of
from app.shared.domain.planning.drafted_steps import steps_for
from app.shared.domain.planning.judging.access_diff import access_changes
from app.shared.domain.planning.judging.findings import findings_for, members_by_role
from app.shared.domain.planning.plan import basis_of
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.infrastructure.garbage import spare_what_stays
from benchmarks.designs import DESIGNS
from benchmarks.guilds import Size, request_for, sized, structure_of
from benchmarks.reporting import BadWish, parser, print_table, run_benchmark

PROG = "python -m benchmarks.plan_scale"
_SHARES = (1 / 8, 1 / 4, 1 / 2, 1.0)
_REPEATS_OF_OTHERS = 3
_MOST_REPEATS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Milliseconds of processor time, the best of the repetitions."""

    things: int
    changes: int
    compare: float
    steps: float
    findings: float
    lock: float
    """The fingerprints that a plan is held to."""
    access: float
    whole: float
    same: float
    """Planning a guild that is as the design says."""

    @property
    def plan(self) -> float:
        """Everything but the access diff."""
        return self.whole - self.access


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another design at full limits, in the same milliseconds."""

    plan: float
    whole: float
    lines: int
    """Of the access diff: up to roles times channels, where all of them are new."""
    growth: float
    """The exponent in the input from half to full limits."""


def main() -> None:
    wished = parser("plan_scale", "Time planning at 1/8, 1/4, 1/2 and all of Discord's limits.")
    wished.add_argument("--repeat", type=int, help=f"how often each is timed, 1 to {_MOST_REPEATS}")
    run_benchmark(PROG, lambda: _measure(wished.parse_args()))


def _measure(wished: argparse.Namespace) -> Mapping[str, object]:
    times = (3 if wished.quick else 9) if wished.repeat is None else wished.repeat
    if not 1 <= times <= _MOST_REPEATS:
        raise BadWish(f"--repeat must be between 1 and {_MOST_REPEATS}")
    spare_what_stays()  # as every service does
    measured = [_timed(share, times) for share in _SHARES]
    print_table(
        (
            "limits",
            "things",
            "changes",
            "compare",
            "steps",
            "find",
            "lock",
            "access",
            "all",
            "same",
        ),
        [
            (
                f"{share:.3g}",
                one.things,
                one.changes,
                one.compare,
                one.steps,
                one.findings,
                one.lock,
                one.access,
                one.whole,
                one.same,
            )
            for share, one in zip(_SHARES, measured, strict=True)
        ],
    )
    others = {
        name: _other(request, min(times, _REPEATS_OF_OTHERS)) for name, request in DESIGNS.items()
    }
    print_table(
        ("at full limits", "plan", "all", "access lines", "last doubling"),
        [(name, one.plan, one.whole, one.lines, one.growth) for name, one in others.items()],
    )
    sys.stdout.write("Milliseconds of processor time, the best of the repetitions.\n")
    full = measured[-1]
    return {
        "plan_ms": round(full.plan, 1),
        "access_ms": round(full.whole, 1),
        "growth_exponent": round(_growth(measured), 3),
        "worst_plan_ms": round(max(one.plan for one in others.values()), 1),
        "worst_access_ms": round(max(one.whole for one in others.values()), 1),
        "worst_growth": round(max(one.growth for one in others.values()), 3),
    }


def _other(request: Callable[[Size], PlanRequest], times: int) -> Other:
    half, full = sized(1 / 2), sized(1.0)
    of_half, of_full = (_best_of_new(partial(request, size), times) for size in (half, full))
    comparison = compare(request(full))
    access = partial(
        access_changes,
        comparison.live,
        comparison.wanted,
        members_by_role(comparison),
        comparison.differing_targets,
    )
    return Other(
        plan=of_full - _best(access, times),
        whole=of_full,
        lines=len(access()),
        growth=math.log(of_full / of_half) / math.log(full.things / half.things),
    )


def _timed(share: float, times: int) -> Timed:
    size = sized(share)
    whole = _best_of_new(lambda: request_for(size), times)
    same = _best_of_new(lambda: request_for(size, structure_of(size)), times)
    request = request_for(size)
    comparison = compare(request)
    steps = steps_for(comparison)
    cost = cost_of(comparison, steps, request.recent)
    members = members_by_role(comparison)
    access = access_changes(comparison.live, comparison.wanted, members)
    plan = make_plan(request)

    def lock() -> None:
        basis = basis_of(comparison.blueprint, request.snapshot, request.bindings, None)
        _ = replace(plan, basis=basis).hash

    return Timed(
        things=size.things,
        changes=len(comparison.changes),
        compare=_best(lambda: compare(request), times),
        steps=_best(lambda: steps_for(comparison), times),
        findings=_best(lambda: findings_for(comparison, access, cost, None, request.recent), times),
        lock=_best(lock, times),
        access=_best(lambda: access_changes(comparison.live, comparison.wanted, members), times),
        whole=whole,
        same=same,
    )


def _best_of_new(request: Callable[[], PlanRequest], times: int) -> float:
    """Of planning what nothing was looked up in before, as a guild is that was just read. Making
    it is not timed, and no other one is kept meanwhile: the collector of garbage would look
    through that as well."""
    return min(_planned(request()) for _ in range(times))


def _planned(request: PlanRequest) -> float:
    return _taken(lambda: make_plan(request).hash)


def _best(work: Callable[[], object], times: int) -> float:
    return min(_taken(work) for _ in range(times))


def _taken(work: Callable[[], object]) -> float:
    """Milliseconds of processor time: what else the machine does is not ours."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def _growth(measured: list[Timed]) -> float:
    """The exponent of the growth in the input: 1 is linear, by least squares over logarithms."""
    points = [(math.log(one.things), math.log(one.whole)) for one in measured]
    x = sum(point[0] for point in points) / len(points)
    y = sum(point[1] for point in points) / len(points)
    rise = sum((a - x) * (b - y) for a, b in points)
    return rise / sum((a - x) ** 2 for a, _ in points)


if __name__ == "__main__":
    main()
