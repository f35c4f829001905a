"""What docker-compose.yml promises: hardened containers, closed databases, settings handed on."""

import importlib.util
import sys
from types import ModuleType
from typing import Any

import pytest

from tests.support.processes import PROJECT
from tests.unit.deployment.compose_file import COMPOSE, interpolated, read_yaml, services
from tests.unit.deployment.test_validate_env import VARIABLES

ONE_SHOT = {"migrate", "proxy-volume", "backup-volume"}
MAY_DO_MORE = {
    "proxy": ["NET_BIND_SERVICE"],
    "proxy-volume": ["CHOWN"],
    "backup-volume": ["CHOWN"],
    "alloy": ["DAC_READ_SEARCH"],
}
ROOT = {"proxy-volume", "backup-volume", "alloy"}
"""Those of one command, without a network; and the reader of Docker's files, which are root's."""
EACH = pytest.mark.parametrize("name", sorted(services()))


def tool(name: str) -> ModuleType:
    path = PROJECT / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


variables = tool("compose_variables")


@EACH
def test_a_container_begins_without_rights_and_with_nothing_to_write_to(name: str) -> None:
    service = services()[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service.get("cap_add", []) == MAY_DO_MORE.get(name, [])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["init"] is True
    assert "privileged" not in service


@EACH
def test_a_container_runs_as_a_user_that_is_written_down(name: str) -> None:
    user = services()[name]["user"]

    assert (user.partition(":")[0] == "0") == (name in ROOT)


@EACH
def test_a_container_has_limits_unless_it_ends_at_once(name: str) -> None:
    service = services()[name]

    if name in ONE_SHOT - {"migrate"}:
        assert service["network_mode"] == "none"
        return
    limits = service["deploy"]["resources"]["limits"]
    assert {"cpus", "memory", "pids"} <= set(limits)


@EACH
def test_a_machine_with_one_processor_is_enough(name: str) -> None:
    """Docker refuses to make a container that may use more processors than there are."""
    limits = services()[name].get("deploy", {}).get("resources", {}).get("limits", {})

    assert float(limits.get("cpus", 0)) <= 1


@EACH
def test_logs_do_not_fill_the_disk(name: str) -> None:
    assert "max-size" in services()[name]["logging"]["options"]


@pytest.mark.parametrize("name", sorted(set(services()) - ONE_SHOT - {"web", "bot", "sandbox"}))
def test_health_is_asked_for(name: str) -> None:
    """Web, bot and sandbox bring the question in their images."""
    assert services()[name]["healthcheck"]["test"]


def test_nobody_gets_at_docker_or_at_our_sources() -> None:
    mounted = [str(one) for service in services().values() for one in service.get("volumes", [])]

    assert not [one for one in mounted if "docker.sock" in one or one.startswith("./app")]
    assert not [one for one in mounted if one.startswith("./") and not one.endswith(":ro")]


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_databases_are_reached_from_inside_alone(name: str) -> None:
    service = services()[name]

    assert "ports" not in service
    assert service["networks"] == ["inside"]
    assert read_yaml(COMPOSE)["networks"]["inside"]["internal"] is True


def test_what_is_published_is_on_loopback_but_for_the_proxy() -> None:
    published = {
        name: service["ports"] for name, service in services().items() if "ports" in service
    }

    open_to_all = {
        name for name, ports in published.items() if not all("127.0.0.1" in one for one in ports)
    }

    assert open_to_all == {"proxy"}


def test_no_secret_is_an_environment_variable() -> None:
    for service in services().values():
        given: dict[str, Any] = service.get("environment", {})
        secret = [
            name
            for name in given
            if any(word in name for word in ("PASSWORD", "TOKEN", "SECRET", "_URL"))
            and not name.endswith(("_FILE", "__FILE"))
        ]
        assert set(secret) <= {"DISCORD_API_URL", "DISCORD_SITE_URL", "WEB_PUBLIC_URL"}


def test_every_setting_is_handed_on_to_the_process_it_is_about() -> None:
    handed = {name for service in services().values() for name in service.get("environment", {})}

    assert handed | variables.FIXED >= VARIABLES


@pytest.mark.parametrize("name", ["web", "bot", "worker", "migrate", "backup"])
def test_what_goes_wrong_in_a_process_of_ours_can_be_reported(name: str) -> None:
    service = services()[name]

    assert {"SENTRY_DSN", "SENTRY_DSN_FILE", "SENTRY_ENVIRONMENT"} <= set(service["environment"])
    assert "outside" in service["networks"]


def test_every_variable_of_the_file_is_explained() -> None:
    explained = {one.name for one in (*variables.COMPOSE, *variables.SECRET_FILES)}

    assert interpolated() - VARIABLES - explained == {"COMPOSE_PROJECT_NAME"} - explained
    assert explained <= interpolated() | {"COMPOSE_PROFILES"}


def test_defaults_are_those_that_are_explained() -> None:
    text = COMPOSE.read_text(encoding="utf-8")

    for one in (*variables.COMPOSE, *variables.SECRET_FILES):
        assert not one.default or f"${{{one.name}:-{one.default}}}" in text, one.name


def test_whatever_is_started_waits_for_what_it_needs() -> None:
    for name in ("web", "bot", "worker"):
        waits = services()[name]["depends_on"]
        assert waits["postgres"]["condition"] == "service_healthy"
        assert waits["migrate"]["condition"] == "service_completed_successfully"


@pytest.mark.parametrize("name", ["proxy-volume", "backup-volume"])
def test_a_volume_is_handed_over_again_whatever_its_owner_has_closed_in_it(name: str) -> None:
    """Each `up` does it once more, as root without the right to look into folders of others."""
    service = services()[name]
    words = [*service.get("entrypoint", []), *service.get("command", [])]

    assert words[0] == "chown"
    assert not [word for word in words if word.startswith("-")]


def test_a_worker_beside_the_bot_is_told_what_the_bot_is_told_for_it() -> None:
    bot, worker = services()["bot"], services()["worker"]
    shared = {
        name: value
        for name, value in bot["environment"].items()
        if not name.startswith(("BOT_", "SHARD_"))
    }

    assert {name: worker["environment"].get(name) for name in shared} == shared
    assert worker["image"] == bot["image"]
    assert worker["secrets"] == bot["secrets"]
    assert worker["stop_grace_period"] == bot["stop_grace_period"]
    assert worker["profiles"] == ["workers"]
    assert "ports" not in worker


def test_a_worker_is_asked_where_it_answers() -> None:
    worker = services()["worker"]

    assert worker["healthcheck"]["test"][-1] == "worker"
    assert worker["environment"]["WORKER_METRICS_PORT"] == "8003"
    assert "container_name" not in worker, "more than one may be wanted"


def test_configuration_and_example_are_what_would_be_written() -> None:
    sys.modules["compose_variables"] = variables
    written = tool("write_configuration")

    page = (PROJECT / "docs" / "configuration.md").read_text(encoding="utf-8")
    example = (PROJECT / "docker" / ".env.example").read_text(encoding="utf-8")

    assert page == written.configuration(), "run make configuration"
    assert example == written.example(), "run make configuration"


def test_the_page_names_every_variable() -> None:
    page = (PROJECT / "docs" / "configuration.md").read_text(encoding="utf-8")

    assert not [name for name in VARIABLES | interpolated() if f"`{name}`" not in page]
