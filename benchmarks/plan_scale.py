"""How long planning takes, up to Discord's own limits, and how that grows."""

import argparse
import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from app.shared.domain.planning import planner
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.costing import cost_of
from app.shared.domain.planning.drafted_steps import steps_for
from app.shared.domain.planning.judging.access_diff import access_changes
from app.shared.domain.planning.judging.findings import findings_for, members_by_role
from app.shared.domain.planning.plan import Plan, basis_of
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.infrastructure.garbage import spare_what_stays
from benchmarks.designs import DESIGNS
from benchmarks.guilds import Size, request_for, sized, structure_of
from benchmarks.reporting import BadWish, parser, print_table, run_benchmark

PROG = "python -m benchmarks.plan_scale"
_SHARES = (1 / 8, 1 / 4, 1 / 2, 1.0)
_MOST_REPEATS = 100

type _Times = dict[str, float]
"""Milliseconds of processor time; `things`, `changes` and `lines` are counts."""


def main() -> None:
    wished = parser("plan_scale", "Time planning at 1/8, 1/4, 1/2 and all of Discord's limits.")
    wished.add_argument("--repeat", type=int, help=f"how often each is timed, 1 to {_MOST_REPEATS}")
    run_benchmark(PROG, lambda: _measure(wished.parse_args()))


def _measure(wished: argparse.Namespace) -> Mapping[str, object]:
    times = (3 if wished.quick else 9) if wished.repeat is None else wished.repeat
    if not 1 <= times <= _MOST_REPEATS:
        raise BadWish(f"--repeat must be between 1 and {_MOST_REPEATS}")
    spare_what_stays()  # as every service does
    sizes = [sized(share) for share in _SHARES]
    measured: list[_Times] = [{} for _ in sizes]
    others: dict[str, _Times] = {name: {} for name in DESIGNS}
    # Turn by turn, so that a moment in which the machine is slow spoils one turn of each.
    for _ in range(times):
        for best, size in zip(measured, sizes, strict=True):
            _keep_least(best, _timed(size))
        for name, request in DESIGNS.items():
            _keep_least(others[name], _timed_at_the_limits(request))
    _print(measured, others)
    full = measured[-1]
    return {
        "plan_ms": round(full["plan"], 1),
        "access_ms": round(full["all"], 1),
        "growth_exponent": round(_growth(measured), 3),
        "worst_plan_ms": round(max(one["plan"] for one in others.values()), 1),
        "worst_access_ms": round(max(one["all"] for one in others.values()), 1),
        "worst_growth": round(max(map(_last_doubling, others.values())), 3),
    }


def _print(measured: Sequence[_Times], others: Mapping[str, _Times]) -> None:
    parts = (
        "things",
        "changes",
        "compare",
        "steps",
        "find",
        "lock",
        "access",
        "plan",
        "all",
        "same",
    )
    print_table(
        ("limits", *parts),
        [
            (f"{share:.3g}", *(one[part] for part in parts))
            for share, one in zip(_SHARES, measured, strict=True)
        ],
    )
    print_table(
        ("at full limits", "plan", "all", "access lines", "last doubling"),
        [
            (name, one["plan"], one["all"], one["lines"], _last_doubling(one))
            for name, one in others.items()
        ],
    )
    sys.stdout.write("Milliseconds of processor time, the best of the repetitions.\n")


def _keep_least(best: _Times, times: _Times) -> None:
    for name, value in times.items():
        best[name] = min(best.get(name, value), value)


def _timed(size: Size) -> _Times:
    """All of planning, of a guild that nothing was looked up in before, as it is when it was just
    read; then its parts, one after the other. Making a guild is not timed, and no other is kept
    meanwhile: the collector of garbage would look through that as well."""
    times = _of_planning(lambda: request_for(size))
    # A guild that is as the design says.
    times["same"] = _of_planning(lambda: request_for(size, structure_of(size)))["all"]
    request = request_for(size)
    times["compare"], comparison = _taken(lambda: compare(request))
    times["steps"], steps = _taken(lambda: steps_for(comparison))
    cost = cost_of(comparison, steps, request.recent)
    members = members_by_role(comparison)
    access = access_changes(comparison.live, comparison.wanted, members)
    times["find"], _ = _taken(lambda: findings_for(comparison, access, cost, None, request.recent))
    plan = make_plan(request)

    def lock() -> str:
        """The fingerprints that a plan is held to."""
        basis = basis_of(plan.blueprint, request.snapshot, request.bindings, None)
        return replace(plan, basis=basis).hash

    times["lock"], _ = _taken(lock)
    return times | {"things": size.things, "changes": len(plan.changes)}


def _timed_at_the_limits(request: Callable[[Size], PlanRequest]) -> _Times:
    """Another design, which leaves more or less as it is."""
    half = _of_planning(lambda: request(sized(1 / 2)))
    return _of_planning(lambda: request(sized(1.0))) | {"half": half["all"]}


def _of_planning(request: Callable[[], PlanRequest]) -> _Times:
    """`plan` is all but the access diff, which is timed where it is made. `lines` are of the access
    diff: up to roles times channels, where all of them are new."""
    made = request()
    access = 0.0

    def timed(*given: Any) -> tuple[AccessChange, ...]:
        nonlocal access
        access, changes = _taken(lambda: access_changes(*given))
        return changes

    with patch.object(planner, "access_changes", timed):
        all_, plan = _taken(lambda: _locked(made))
    return {"all": all_, "access": access, "plan": all_ - access, "lines": len(plan.access)}


def _locked(request: PlanRequest) -> Plan:
    plan = make_plan(request)
    _ = plan.hash
    return plan


def _taken[T](work: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds of processor time: what else the machine does is not ours."""
    started = time.process_time()
    result = work()
    return (time.process_time() - started) * 1000, result


def _last_doubling(times: _Times) -> float:
    """The exponent of the growth in the input from half to full limits."""
    more = sized(1.0).things / sized(1 / 2).things
    return math.log(times["all"] / times["half"]) / math.log(more)


def _growth(measured: Sequence[_Times]) -> float:
    """The exponent of the growth in the input: 1 is linear, by least squares over logarithms."""
    points = [(math.log(one["things"]), math.log(one["all"])) for one in measured]
    x = sum(point[0] for point in points) / len(points)
    y = sum(point[1] for point in points) / len(points)
    rise = sum((a - x) * (b - y) for a, b in points)
    return rise / sum((a - x) ** 2 for a, _ in points)


if __name__ == "__main__":
    main()
