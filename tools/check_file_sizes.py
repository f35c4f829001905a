"""Fails when a Python file passes 400 lines without a stated reason.

A reason stands in the file's first ten lines as `# long: <why one file is right>`.
"""

import subprocess
import sys
from pathlib import Path

LIMIT = 400


def too_long(path: Path) -> bool:
    lines = path.read_text(encoding="utf-8").splitlines()
    return len(lines) > LIMIT and not any(line.startswith("# long: ") for line in lines[:10])


def main() -> int:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [Path(name) for name in listed.stdout.splitlines()]
    long = [path for path in paths if path.exists() and too_long(path)]
    for path in long:
        sys.stderr.write(f"{path}: past {LIMIT} lines; split it, or state the reason on top\n")
    return 1 if long else 0


if __name__ == "__main__":
    sys.exit(main())
