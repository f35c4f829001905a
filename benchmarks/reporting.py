"""What every benchmark has in common: its words on the command line, a table, JSON at the end."""

import argparse
import json
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn


class BadWish(Exception):
    """What was asked for cannot be measured. The message is one line for people."""


class _OneLineParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {message}\n")
        raise SystemExit(2)


def parser(name: str, what: str) -> argparse.ArgumentParser:
    """Takes `--quick`; whatever cannot be understood ends with one line and exit code 2."""
    made = _OneLineParser(prog=f"python -m benchmarks.{name}", description=what, allow_abbrev=False)
    made.add_argument("--quick", action="store_true", help="fewer repetitions, under 45 s")
    return made


def run_benchmark(prog: str, measure: Callable[[], Mapping[str, object]]) -> None:
    """Print the JSON line last. A wish that makes no sense ends with one line and exit code 2,
    what does not answer in time with one line and exit code 1. Whoever ends it (SIGTERM) gets what
    Ctrl-C does, since workers and folders would be left behind otherwise."""
    # Whatever a shell starts in the background is deaf to Ctrl-C.
    before_interrupt = signal.signal(signal.SIGINT, signal.default_int_handler)
    before = signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        results = measure()
    except BadWish as wish:
        sys.stderr.write(f"{prog}: {wish}\n")
        raise SystemExit(2) from None
    except TimeoutError:
        sys.stderr.write(f"{prog}: what is measured did not answer in time; nothing is reported\n")
        raise SystemExit(1) from None
    finally:
        signal.signal(signal.SIGTERM, before)
        signal.signal(signal.SIGINT, before_interrupt)
    sys.stdout.write(json.dumps(results) + "\n")


def print_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns as wide as their widest cell; numbers to the right."""
    texts = [[_text(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *texts, strict=True)]
    for cells, values in ((heads, heads), *zip(texts, rows, strict=True)):
        aligned = [
            cell.ljust(width) if isinstance(value, str) and index == 0 else cell.rjust(width)
            for index, (cell, value, width) in enumerate(zip(cells, values, widths, strict=True))
        ]
        sys.stdout.write("  ".join(aligned).rstrip() + "\n")
    sys.stdout.write("\n")


def _text(cell: object) -> str:
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)
