"""Which modules a browser needs before it can run one of ours."""

import posixpath
import re
from collections.abc import Callable

_IMPORT = re.compile(r"""^(?:import|export)\b[^;'"(]*?["'](\.[^"']+)["']""", re.MULTILINE)
"""A static import of a relative path. One by `import()` is for later and does not begin a line."""


def imported_by(entry: str, source: Callable[[str], str]) -> list[str]:
    """The entry and everything it imports, each once, nearest first. `source` gives a file's text
    by its path in the tree."""
    found = [entry]
    for name in found:
        for path in _IMPORT.findall(source(name)):
            there = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            if there not in found:
                found.append(there)
    return found
