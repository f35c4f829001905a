"""docker-compose.yml as a value, for tests to look into."""

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.support.processes import PROJECT

COMPOSE = PROJECT / "docker-compose.yml"


def read_yaml(path: Path) -> Any:
    """Merge keys are taken together, as Compose does."""
    return YAML(typ="safe").load(path)


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read_yaml(COMPOSE)["services"]
    return found


def interpolated() -> frozenset[str]:
    """Every variable that the file is made from."""
    return frozenset(re.findall(r"(?<!\$)\$\{([A-Z_]+)", COMPOSE.read_text(encoding="utf-8")))
