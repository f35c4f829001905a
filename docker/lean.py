# ruff: noqa: INP001 - one file, copied into an image by itself
"""Takes out of an environment what no program reads when it runs: sources of compiled modules,
headers, type stubs, symbols for debuggers, and the tests that packages bring along. Run while an
image is built; needs `strip`."""

import shutil
import subprocess
import sys
from pathlib import Path

UNREAD = {".c", ".cpp", ".h", ".hpp", ".pyx", ".pxd", ".pxi", ".pyi"}
TESTS = {"test", "tests"}


def main(environment: str) -> int:
    for place in Path(environment).glob("lib/python*/site-packages"):
        for path in sorted(place.rglob("*")):
            if path.is_dir() and path.name in TESTS and path.parent.parent == place:
                shutil.rmtree(path)
            elif path.is_file() and path.suffix in UNREAD:
                path.unlink()
            elif path.is_file() and path.suffix == ".so":
                subprocess.run(["strip", "--strip-debug", path], check=True)  # noqa: S603, S607
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
