"""Nothing is lost whatever breaks: random designs, random trouble, and judges of their own."""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Mapping
from math import inf

from benchmarks.chaos.campaign import Result, Wish, fight
from benchmarks.chaos.troubles import Menu
from benchmarks.chaos.verdict import Verdict
from benchmarks.reporting import BadWish, parser, print_table, run_benchmark

PROG = "python -m benchmarks.chaos"
_RUNS, _QUICK_RUNS, _MOST = 100, 6, 100_000
_LANES, _WORKERS = 8, 2


def main() -> None:
    wished = parser("chaos", "Break everything while plans are applied, and look at what is left.")
    wished.add_argument("--runs", type=int, help=f"random guilds; {_RUNS} unless said otherwise")
    wished.add_argument("--seed", type=int, default=1, help="the same trouble for the same seed")
    wished.add_argument("--only", type=int, metavar="N", help="one run of the seed, by its number")
    wished.add_argument("--lanes", type=int, default=_LANES, help="guilds at the same time")
    wished.add_argument("--workers", type=int, default=_WORKERS, help="worker processes")
    wished.add_argument("--minutes", type=float, default=inf, help="then no other run is begun")
    run_benchmark(PROG, lambda: _measure(wished.parse_args()))


def _measure(wished: argparse.Namespace) -> Mapping[str, object]:
    result = asyncio.run(fight(_wish(wished), lambda verdict: _tell(wished, verdict)))
    _summarise(result)
    return {
        "runs": len(result.verdicts),
        "kills": result.kills,
        "faults": result.faults,
        "converged": result.converged,
        "twins": result.count("twins"),
        "lost": result.count("lost"),
        "extra_access": result.count("extra_access"),
        "untrue_reports": result.count("untrue"),
        "fallen": len(result.fallen),
    }


def _wish(wished: argparse.Namespace) -> Wish:
    runs = wished.runs if wished.runs is not None else _QUICK_RUNS if wished.quick else _RUNS
    if not 1 <= runs <= _MOST:
        raise BadWish(f"--runs must be between 1 and {_MOST}")
    if wished.seed < 0:
        raise BadWish("--seed must not be negative")
    if not wished.minutes > 0:
        raise BadWish("--minutes must be more than 0")
    for name, most in (("lanes", 64), ("workers", 8)):
        if not 1 <= getattr(wished, name) <= most:
            raise BadWish(f"--{name} must be between 1 and {most}")
    # Who waits for one worker's death to be noticed after the other is not quick.
    menu = Menu(second_kill=0) if wished.quick else Menu()
    numbers = range(1, runs + 1)
    if wished.only is not None:
        if wished.runs is not None:
            raise BadWish("--only is one run, and --runs would say nothing beside it")
        if wished.only < 1:
            raise BadWish("--only takes the number of a run, from 1 on")
        numbers = range(wished.only, wished.only + 1)
    return Wish(numbers, wished.seed, wished.lanes, wished.workers, menu, wished.minutes)


def _tell(wished: argparse.Namespace, verdict: Verdict) -> None:
    """Of what was written over without a word as well, though it is counted and no complaint."""
    remarks = [*verdict.complaints(), *(f"written over, not told: {o}" for o in verdict.untold)]
    mark = "." if not remarks else f"\nrun {verdict.number} of seed {wished.seed}:\n"
    sys.stdout.write(mark)
    for remark in remarks:
        sys.stdout.write(f"  {remark}\n")
    if remarks:
        for line in verdict.log:
            sys.stdout.write(f"    {line.rstrip()}\n")
        words = f"--seed {wished.seed} --only {verdict.number}{' --quick' * wished.quick}"
        sys.stdout.write(f"  again: {PROG} {words}\n")
    sys.stdout.flush()


def _summarise(result: Result) -> None:
    sys.stdout.write("\n\n")
    rows: list[tuple[str, int]] = [
        ("runs in trouble", len(result.verdicts)),
        ("steps planned for them", sum(one.steps for one in result.verdicts)),
        ("workers killed", result.kills),
        ("workers asked to stop", result.terminations),
        ("faults of Discord's", result.faults),
        ("times PostgreSQL or Valkey went away", result.outages),
        ("converged", result.converged),
        ("twins", result.count("twins")),
        ("lost objects", result.count("lost")),
        ("moments of extra access", result.count("extra_access")),
        ("untrue sentences", result.count("untrue")),
        ("hand edits during runs", sum(one.edits for one in result.verdicts)),
        ("hand edits that a run wrote over", result.count("overwritten")),
        ("of these, not told by its report", result.count("untold")),
        ("workers that fell by themselves", len(result.fallen)),
    ]
    ends = Counter(one.ended for one in result.verdicts)
    rows += [(f"runs in trouble that ended: {end}", count) for end, count in sorted(ends.items())]
    rounds = Counter(one.rounds for one in result.verdicts)
    rows += [(f"converged after {n} more runs", count) for n, count in sorted(rounds.items())]
    print_table(("what", "how often"), rows)
    for one in result.fallen:
        sys.stdout.write(f"{one}\n")


if __name__ == "__main__":
    main()
