"""What alert rules and dashboards ask for, wherever they lie."""

import json
import re
from typing import Any

from tests.support.processes import PROJECT
from tests.unit.deployment.compose_file import read_yaml

MONITORING = PROJECT / "docker" / "monitoring"
DASHBOARDS = sorted((MONITORING / "grafana" / "dashboards").glob("*.json"))
OF_OTHERS = {"up", "probe_success", "probe_duration_seconds"}
"""What Prometheus and the blackbox exporter measure."""
_NAME = re.compile(r"\b(?:(?:guildwright|probe|process|python)_\w+|up)(?=\{|\)|\[|\s|$)")


def rules() -> list[dict[str, Any]]:
    (group,) = read_yaml(MONITORING / "alerts.yml")["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


def queries() -> list[str]:
    panels = [
        target
        for path in DASHBOARDS
        for panel in json.loads(path.read_text(encoding="utf-8"))["panels"]
        for target in panel["targets"]
        if target["datasource"]["type"] == "prometheus"
    ]
    return [rule["expr"] for rule in rules()] + [target["expr"] for target in panels]


def names_in(query: str) -> set[str]:
    return set(_NAME.findall(query))
