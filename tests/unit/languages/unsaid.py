"""What people would read in English whatever the language is.

PYTHONPATH=. .venv/bin/python -m tests.unit.languages.unsaid app/web/static/designer …
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.unit.languages.area import Area
from tests.unit.languages.every_area import every_area
from tests.unit.languages.looks import Unsaid
from tests.unit.languages.unsaid_python import unsaid_in_python
from tests.unit.languages.unsaid_script import unsaid_in_script
from tests.unit.languages.unsaid_template import unsaid_in_template

PROJECT = Path(__file__).resolve().parents[3]
_KINDS = {".py", ".html", ".js"}


def unsaid_in(area: Area, project: Path = PROJECT) -> Iterator[tuple[str, Unsaid]]:
    """With the paths of files, and without what the area excuses."""
    for path in _files(area, project):
        name = path.relative_to(project).as_posix()
        for found in _unsaid_in_file(path, area):
            if not area.excuses(name, found):
                yield name, found


def everything_unsaid_in(area: Area, project: Path = PROJECT) -> Iterator[tuple[str, Unsaid]]:
    """What it excuses too."""
    for path in _files(area, project):
        for found in _unsaid_in_file(path, area):
            yield path.relative_to(project).as_posix(), found


def _files(area: Area, project: Path) -> Iterator[Path]:
    for one in area.paths:
        place = project / one
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.suffix in _KINDS and "vendor" not in path.parts)


def _unsaid_in_file(path: Path, area: Area) -> Iterator[Unsaid]:
    source = path.read_text(encoding="utf-8")
    match path.suffix:
        case ".py":
            yield from unsaid_in_python(source, area.unread_calls, area.unread_names)
        case ".html":
            yield from unsaid_in_template(source)
        case _:
            yield from unsaid_in_script(source, area.unread_calls | {"console"})


def main(places: list[str]) -> int:
    """Held to what the area says that a place belongs to, where there is one already."""
    number = 0
    for place in places:
        area = next(
            (one for one in every_area().values() if _holds(one, place)), Area(paths=(place,))
        )
        for path, found in unsaid_in(area):
            if path.startswith(place.rstrip("/")):
                number += 1
                sys.stdout.write(f"{path}:{found.line}: {found.text}\n")
    sys.stdout.write(f"{number:,} unsaid\n")
    return 1 if number else 0


def _holds(area: Area, place: str) -> bool:
    return any(place == one or place.startswith(f"{one.rstrip('/')}/") for one in area.paths)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
