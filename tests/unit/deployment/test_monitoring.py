"""Alert rules and dashboards: they name what is really measured, and every alert is explained."""

import json
import re
from typing import Any

import pytest
from fastapi import FastAPI
from prometheus_client import CollectorRegistry

from app.bot.gateway.gateway_client import Heartbeat
from app.bot.gateway.shards import Shard
from app.bot.health.backup_numbers import BackupNumbers
from app.bot.health.metrics import BotNumbers
from app.bot.presence.roster import Roster
from app.bot.presence.shard_state import ShardState
from app.shared.application.ports.backup_records import (
    BackupRecord,
    BackupStanding,
    RestoreCheck,
)
from app.shared.domain.runs.run import RunState
from app.shared.infrastructure.discord.limiter.held_by import HeldBy
from app.shared.infrastructure.discord.metrics import PrometheusMeter
from app.shared.infrastructure.health.process_numbers import measure_process
from app.shared.infrastructure.health.run_numbers import RunNumbers
from app.shared.infrastructure.logging.log_numbers import DroppedLines
from app.shared.infrastructure.postgres.engine import create_engine
from app.web.api.live.stream_numbers import StreamNumbers
from app.web.measuring.request_meter import RequestMeter
from tests.support.builders import NOON
from tests.support.fakes.backup_records import FakeBackupRecords
from tests.support.fakes.clock import FakeClock
from tests.support.monitoring import (
    DASHBOARDS,
    MONITORING,
    OF_OTHERS,
    names_in,
    queries,
    rules,
)
from tests.support.processes import PROJECT
from tests.unit.deployment.compose_file import read_yaml, services

NOWHERE = "postgresql+asyncpg://nobody@127.0.0.1:1/nothing"

_LABEL = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)\s*\"")


RECORD = BackupRecord(at=NOON, check=RestoreCheck.RESTORED, due_at=NOON)


def told_of(standing: BackupStanding) -> BackupNumbers:
    numbers = BackupNumbers(FakeBackupRecords(), FakeClock())
    numbers.standing = standing
    return numbers


def measured() -> dict[str, frozenset[str]]:
    """What scrapes of bot and web app have: names of samples, each with its labels."""
    registry = CollectorRegistry()
    meter = PrometheusMeter(registry)
    meter.called("GET /guilds/{guild_id}", "200", 0.1)
    meter.waited(next(iter(HeldBy)), 0.1)
    meter.breaker(False)
    shard = Shard(0, 1)
    roster = Roster()
    state = ShardState(shard, roster, FakeClock(), changed=lambda: None, latency=lambda: 0.05)
    roster.heed("READY", {"guilds": [{"id": "1", "unavailable": True}]})
    registry.register(BotNumbers([state], lambda: {shard: Heartbeat(1.0, 41.25)}, lambda: 0))
    web = RequestMeter(registry)
    web.answered("/", "GET", 200, 0.1)
    registry.register(StreamNumbers(FastAPI()))
    runs = RunNumbers(create_engine(NOWHERE), FakeClock())
    runs.found({RunState.QUEUED: (0, None)})
    registry.register(runs)
    DroppedLines(registry)
    measure_process(registry, create_engine(NOWHERE))
    registry.register(told_of(BackupStanding(RECORD, RECORD)))
    return {
        sample.name: frozenset(sample.labels)
        for family in registry.collect()
        for sample in family.samples
    }


@pytest.mark.parametrize("query", queries())
def test_what_is_asked_for_is_measured(query: str) -> None:
    names = names_in(query)

    assert names
    assert names <= set(measured()) | OF_OTHERS


def test_labels_that_are_asked_for_are_there() -> None:
    labels = measured()

    for query in queries():
        for name in re.findall(r"guildwright_\w+(?=\{)", query):
            (inside,) = set(re.findall(rf"{name}\{{([^}}]*)\}}", query))
            assert set(_LABEL.findall(inside)) <= labels[name]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule["alert"]))
def test_an_alert_says_what_it_means(rule: dict[str, Any]) -> None:
    assert rule["annotations"].keys() == {"summary", "what"}
    assert rule["labels"]["severity"] in {"critical", "warning", "info"}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule["alert"]))
def test_the_guide_has_a_part_for_each_alert(rule: dict[str, Any]) -> None:
    guide = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")

    assert f"\n### {rule['alert']}\n" in guide


def test_the_guide_has_no_part_for_an_alert_that_never_comes() -> None:
    guide = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")
    section = guide.partition("\n## Alerts\n")[2].partition("\n## ")[0]

    assert set(re.findall(r"(?m)^### (\w+)$", section)) == {rule["alert"] for rule in rules()}


def test_every_alert_is_seen_to_come_and_not_to_come() -> None:
    """By promtool, which tools/check-deployment runs."""
    looks = [
        (look["alertname"], bool(look["exp_alerts"]))
        for group in read_yaml(MONITORING / "alerts_test.yml")["tests"]
        for look in group["alert_rule_test"]
    ]

    names = {str(rule["alert"]) for rule in rules()}
    assert {name for name, comes in looks if comes} == names
    assert {name for name, comes in looks if not comes} == names


def matches(matchers: list[str], labels: dict[str, str]) -> bool:
    """As Alertmanager reads those two kinds of them that are used."""
    for matcher in matchers:
        found = re.fullmatch(r'(\w+)(=~|=)"([^"]*)"', matcher)
        assert found, matcher
        name, kind, text = found.groups()
        pattern = text if kind == "=~" else re.escape(text)
        if not re.fullmatch(pattern, labels.get(name, "")):
            return False
    return True


def is_silenced(labels: dict[str, str], *, by: dict[str, str]) -> bool:
    return any(
        matches(rule["source_matchers"], by)
        and matches(rule["target_matchers"], labels)
        and all(labels.get(name, "") == by.get(name, "") for name in rule.get("equal", []))
        for rule in read_yaml(MONITORING / "alertmanager.yml")["inhibit_rules"]
    )


@pytest.mark.parametrize("name", ["ShardOffline", "HeartbeatLate", "GatewaySlow"])
def test_a_bot_that_is_away_silences_its_own_shards_and_no_others(name: str) -> None:
    away = {"alertname": "BotAway", "job": "bot", "instance": "10.0.0.7:8001"}
    own = {"alertname": name, "job": "bot", "instance": "10.0.0.7:8001", "shard": "3"}

    assert is_silenced(own, by=away)
    assert not is_silenced({**own, "instance": "10.0.0.8:8001"}, by=away)
    assert not is_silenced({**own, "alertname": "BackupBad"}, by=away)


@pytest.mark.parametrize("name", ["BotAway", "ShardOffline", "HeartbeatLate", "GatewaySlow"])
def test_an_alert_that_silences_or_is_silenced_keeps_the_instance(name: str) -> None:
    (rule,) = (one for one in rules() if one["alert"] == name)

    assert not re.search(r"\b(sum|max|min|avg|count|topk)\b|\bby\b|\bwithout\b", rule["expr"])


def test_prometheus_asks_services_that_there_are() -> None:
    text = (MONITORING / "prometheus.yml").read_text(encoding="utf-8")
    asked = re.findall(r"\b([a-z]+):\d{4,5}\b", text)
    named = [
        name
        for job in read_yaml(MONITORING / "prometheus.yml")["scrape_configs"]
        for found in job.get("dns_sd_configs", [])
        for name in found["names"]
    ]

    assert named == ["bot", "worker", "web", "web"]
    assert set(asked) - {"localhost"} <= set(services())


def test_containers_of_others_stay_out_of_the_log() -> None:
    """A tag that is not there is null for Alloy, which matches nothing unless it is made a text."""
    text = (MONITORING / "config.alloy").read_text(encoding="utf-8")
    dropped = re.search(r'stage\.drop \{\s+source\s+= "tag"\s+expression = "\^\$"', text)

    assert dropped
    assert "tag = \"attrs.tag || ''\"" in text
    assert text.index("attrs.tag") < dropped.start() < text.index("stage.labels")


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: str(path.stem))
def test_panels_of_a_dashboard_do_not_lie_over_each_other(path: Any) -> None:
    panels = json.loads(path.read_text(encoding="utf-8"))["panels"]
    taken = [
        (x, y)
        for panel in panels
        for x in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
    ]

    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24
    assert len({panel["id"] for panel in panels}) == len(panels)
