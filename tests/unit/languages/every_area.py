"""The areas, each in a file of its own: `AREA` in `areas/<name>.py`."""

import importlib
from functools import cache
from pathlib import Path

from tests.unit.languages.area import Area


@cache
def every_area() -> dict[str, Area]:
    names = sorted(path.stem for path in (Path(__file__).parent / "areas").glob("[!_]*.py"))
    return {
        name: importlib.import_module(f"tests.unit.languages.areas.{name}").AREA for name in names
    }
