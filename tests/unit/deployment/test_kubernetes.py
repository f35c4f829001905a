"""Manifests as they lie there: restricted pods, real settings, shards that add up."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from app.shared.infrastructure.web_settings import WebSettings
from tests.support.processes import PROJECT
from tests.unit.deployment.compose_file import read_yaml, services
from tests.unit.deployment.test_validate_env import VARIABLES

FOLDER = PROJECT / "deploy" / "kubernetes"
PATCHES = {"kustomization.yaml", "shards.yaml"}


def documents(path: Path) -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load_all(path))


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.rglob("*.yaml")):
        if path.name in PATCHES:
            continue
        for document in documents(path):
            spec = document.get("spec", {})
            if document["kind"] in {"Deployment", "StatefulSet", "Job"}:
                yield document["metadata"]["name"], spec["template"]["spec"]
            if document["kind"] == "CronJob":
                inner = spec["jobTemplate"]["spec"]["template"]["spec"]
                yield document["metadata"]["name"], inner


PODS = pytest.mark.parametrize("pod", [pytest.param(pod, id=name) for name, pod in pods()])


@PODS
def test_a_pod_is_one_that_a_restricted_namespace_takes(pod: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] >= 10001
    assert pod["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
    assert pod["automountServiceAccountToken"] is False
    for container in pod["containers"]:
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert container["securityContext"]["capabilities"]["drop"] == ["ALL"]
        assert container["resources"]["limits"]["memory"]


@PODS
def test_secrets_are_files(pod: dict[str, Any]) -> None:
    given = [one for container in pod["containers"] for one in container.get("env", [])]

    assert not [one for one in given if "secretKeyRef" in one.get("valueFrom", {})]
    for one in given:
        if one["name"].endswith("_FILE"):
            assert one["name"] in VARIABLES
            assert one["value"] == f"/run/secrets/guildwright/{one['name'][:-5].lower()}"


@pytest.mark.parametrize("overlay", ["base", "sharded"])
def test_settings_are_settings(overlay: str) -> None:
    (settings,) = read_yaml(FOLDER / overlay / "kustomization.yaml")["configMapGenerator"]

    assert {line.partition("=")[0] for line in settings["literals"]} <= VARIABLES


@pytest.mark.parametrize("name", ["web", "bot", "worker", "migrate", "backup"])
def test_each_process_of_ours_is_told_the_settings(name: str) -> None:
    """How it logs and where errors are sent among them."""
    (container,) = next(pod for pod_of, pod in pods() if pod_of == name)["containers"]

    assert container["envFrom"] == [{"configMapRef": {"name": "settings"}}]


def test_the_address_that_stands_there_is_refused_until_somebody_says_theirs() -> None:
    (settings,) = read_yaml(FOLDER / "base" / "kustomization.yaml")["configMapGenerator"]
    given = dict(line.split("=", 1) for line in settings["literals"])

    with pytest.raises(ValidationError, match="has a placeholder"):
        WebSettings.model_validate({"public_url": given["WEB_PUBLIC_URL"]})


def test_the_pods_of_the_bot_hold_every_shard_once() -> None:
    overlay = read_yaml(FOLDER / "sharded" / "kustomization.yaml")
    pods = next(one["count"] for one in overlay["replicas"] if one["name"] == "bot")
    literals = overlay["configMapGenerator"][0]["literals"]
    count = int(next(line for line in literals if line.startswith("SHARD_COUNT")).split("=")[1])
    (patch,) = documents(FOLDER / "sharded" / "shards.yaml")
    (container,) = patch["spec"]["template"]["spec"]["containers"]
    each = next(one["value"] for one in container["env"] if one["name"] == "SHARDS_PER_POD")
    command = container["command"][2].replace("exec guildwright bot", "sh -c 'echo $SHARD_IDS'")

    held: list[int] = []
    for index in range(pods):
        environment = {"SHARDS_PER_POD": each, "POD_INDEX": str(index), "PATH": "/usr/bin:/bin"}
        said = subprocess.run(
            ["sh", "-c", command], env=environment, capture_output=True, text=True, check=True
        )
        first, last = map(int, said.stdout.strip().split("-"))
        held += range(first, last + 1)

    assert held == list(range(count))


def test_backups_come_no_rarer_than_they_are_said_to_be_due() -> None:
    """Kubernetes has the clock, and the alert BackupLate goes by the setting."""
    job = next(
        one for one in documents(FOLDER / "backup" / "backup.yaml") if one["kind"] == "CronJob"
    )["spec"]
    (container,) = job["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    given = {one["name"]: one["value"] for one in container["env"]}
    minute, hour, *days = job["schedule"].split()

    assert (minute.isdecimal(), hour.isdecimal(), days) == (True, True, ["*", "*", "*"])
    assert given["BACKUP_EVERY_HOURS"] == "24"
    assert set(given) <= VARIABLES
    assert job["concurrencyPolicy"] == "Forbid"
    assert {one["mountPath"] for one in container["volumeMounts"]} >= {given["BACKUP_FOLDER"]}


def test_both_overlays_have_backups() -> None:
    for overlay in ("small", "sharded"):
        assert read_yaml(FOLDER / overlay / "kustomization.yaml")["components"] == ["../backup"]


def test_a_worker_of_the_cluster_is_told_what_one_of_the_compose_file_is() -> None:
    """In the cluster by files and settings of its own names, but the same ones."""
    (worker,) = next(pod for name, pod in pods() if name == "worker")["containers"]
    composed = services()["worker"]
    given = {one["name"]: one["value"] for one in worker["env"]}
    own = {"DATABASE_URL", "REDIS_URL", "DISCORD_TOKEN"}

    assert worker["command"] == composed["command"]
    assert {name for name in given if name.startswith("WORKER_METRICS")} == {
        name for name in composed["environment"] if name.startswith("WORKER_METRICS")
    }
    assert {f"{name}_FILE" for name in own} == {name for name in given if name.endswith("_FILE")}
    assert worker["readinessProbe"]["httpGet"]["path"] == "/readyz"


def test_everything_is_refused_first() -> None:
    policies = documents(FOLDER / "base" / "network.yaml")

    assert policies[0]["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_resources_lie_where_they_are_named() -> None:
    for overlay in ("base", "small", "sharded", "backup"):
        named = read_yaml(FOLDER / overlay / "kustomization.yaml")["resources"]
        assert all((FOLDER / overlay / one).exists() for one in named)


def test_only_images_with_a_version_are_taken() -> None:
    for path in sorted(FOLDER.rglob("*.yaml")):
        for image in re.findall(r"(?m)^\s+image: (\S+)$", path.read_text(encoding="utf-8")):
            assert image in {"guildwright-web", "guildwright-bot"} or re.search(r":v\d", image)
