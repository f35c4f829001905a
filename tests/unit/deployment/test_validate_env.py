"""docker/validate-env.sh, held with settings and doctor to one list of environment files."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.shared.infrastructure.settings import Settings, known_names, read_settings
from app.shared.infrastructure.settings_sources import ConcernSettings, variable
from tests.support.processes import PROJECT
from tests.unit.deployment.environment_files import (
    EVERYBODY_AGREES,
    STRONG,
    THE_SCRIPT_IS_STRICTER,
    EnvironmentFile,
)

SCRIPT = PROJECT / "docker" / "validate-env.sh"
VARIABLES = frozenset(
    variable(field.type, name)
    for field in Settings.__dataclass_fields__.values()
    if isinstance(field.type, type) and issubclass(field.type, ConcernSettings)
    for name in field.type.model_fields
)


def lay(place: Path, environment: EnvironmentFile) -> None:
    (place / ".env").write_text(environment.text, encoding="utf-8", newline="")
    for name, content in environment.files.items():
        (place / name).write_bytes(content)


def validated(place: Path, shell: str = "sh") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shell, str(SCRIPT), ".env"], cwd=place, capture_output=True, text=True, check=False
    )


def assert_they_show_no_value(told: list[str], environment: EnvironmentFile) -> None:
    said = "".join(told)
    contents = (one.decode("utf-8", errors="replace").strip() for one in environment.files.values())
    assert STRONG not in said
    assert not [content for content in contents if content and content in said]


def named(lines: list[str]) -> frozenset[str]:
    return frozenset(line.partition(":")[0] for line in lines)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be read in, with nothing of this machine's environment."""
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES & os.environ.keys():
        monkeypatch.delenv(name)
    return tmp_path


@pytest.mark.parametrize(
    "environment",
    EVERYBODY_AGREES,
    ids=lambda one: one.says,
)
def test_script_and_settings_say_the_same_about(environment: EnvironmentFile, place: Path) -> None:
    lay(place, environment)

    by_script = validated(place)
    _, by_settings = read_settings()

    assert_they_show_no_value([by_script.stdout, by_script.stderr, *by_settings], environment)
    assert named(list(by_settings)) == environment.wrong
    assert named(by_script.stdout.splitlines() if environment.wrong else []) == environment.wrong
    assert by_script.returncode == (1 if environment.wrong else 0), by_script.stdout


def test_the_doctor_says_what_the_settings_say(place: Path) -> None:
    (environment,) = (one for one in EVERYBODY_AGREES if one.says == "everything at once")
    lay(place, environment)

    ended = subprocess.run(
        [sys.executable, "-c", "from app.cli.main import main; main()", "doctor", "--json"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )

    checks = [one for one in json.loads(ended.stdout) if one["name"] == "settings"]
    assert named([one["what"] for one in checks]) == environment.wrong
    assert ended.returncode == 1


@pytest.mark.parametrize("environment", THE_SCRIPT_IS_STRICTER, ids=lambda one: one.says)
def test_the_script_also_refuses(environment: EnvironmentFile, place: Path) -> None:
    lay(place, environment)

    ended = validated(place)

    assert_they_show_no_value([ended.stdout, ended.stderr], environment)
    assert read_settings()[1] == ()
    assert named(ended.stdout.splitlines()) == environment.wrong
    assert ended.returncode == 1


def test_each_problem_is_said_once_however_often_the_name_stands_there(place: Path) -> None:
    lay(place, EnvironmentFile("", ("LOG_LEVEL=loud", "LOG_LEVEL=louder")))

    assert len(validated(place).stdout.splitlines()) == 1


def test_where_there_is_no_file_the_way_to_one_is_told(place: Path) -> None:
    ended = validated(place)

    assert ended.returncode == 1
    assert "docker/.env.example" in ended.stderr


def test_a_file_that_is_no_text_is_refused_by_both(place: Path) -> None:
    (place / ".env").write_bytes(b"LOG_LEVEL=\xff\n")

    _, by_settings = read_settings()

    assert named(validated(place).stdout.splitlines()) == named(list(by_settings)) == {".env"}


def test_a_machine_without_iconv_is_no_reason_to_refuse_everything(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = place / "programs"
    programs.mkdir()
    for name in ("sh", "tr", "cat", "grep", "sed", "wc", "dirname", "basename"):
        (programs / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(programs))
    lay(place, EnvironmentFile("", ("LOG_LEVEL=loud", "DISCORD_TOKEN_FILE=t"), files={"t": b"M"}))

    assert named(validated(place).stdout.splitlines()) == {"LOG_LEVEL"}


def test_a_line_that_is_wrong_is_found(place: Path) -> None:
    lay(place, EnvironmentFile("", ("# a comment", "", "LOG_LEVEL", 'GUILD_CONTACT="a')))

    said = validated(place).stdout.splitlines()

    assert [line.partition(" is ")[0] for line in said[:1]] == [".env: line 3"]
    assert said[1].startswith(".env: line 4 has a quote")


def test_a_line_of_a_million_letters_is_named_without_being_looked_through(place: Path) -> None:
    lay(place, EnvironmentFile("", ("LOG_LEVEL=info", f"WEB_OPERATORS={'1, ' * 333_333}")))

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = validated(place).stdout.splitlines()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert len(said) == 1
    assert said[0].startswith(".env: line 2 has more than 32768 bytes")
    assert after.ru_utime - before.ru_utime < 10


@pytest.fixture
def composed(place: Path) -> Path:
    """A folder with docker-compose.yml in it, and every secret that it hands over."""
    secrets = place / "docker" / "secrets"
    shutil.copy(PROJECT / "docker-compose.yml", place)
    subprocess.run(["sh", PROJECT / "docker" / "make-secrets.sh", "--sandbox", secrets], check=True)
    lay(place, EnvironmentFile("", ("WEB_PUBLIC_URL=http://127.0.0.1:8000",)))
    return secrets


def test_where_every_secret_lies_in_its_file_nothing_is_missing(composed: Path) -> None:
    ended = validated(composed.parent.parent)

    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("name", ["database_url", "redis_conf", "discord_token"])
def test_a_secret_that_compose_hands_over_has_to_be_there(composed: Path, name: str) -> None:
    (composed / name).unlink()

    assert named(validated(composed.parent.parent).stdout.splitlines()) == {name.upper()}


@pytest.mark.parametrize("name", ["database_url", "redis_conf", "web_client_secret"])
def test_a_secret_that_no_container_can_read_is_found(composed: Path, name: str) -> None:
    (composed / name).chmod(0o600)

    (said,) = validated(composed.parent.parent).stdout.splitlines()

    assert said.startswith(f"{name.upper()}: ")
    assert f"chmod 444 docker/secrets/{name}" in said


def test_a_secret_on_a_line_of_its_own_is_not_taken_for_a_name(place: Path) -> None:
    (place / ".env").write_text("WEB_CLIENT_SECRET=\nc2VjcmV0IGFuZCBsb25n=\n", encoding="utf-8")

    done = validated(place)

    assert done.returncode == 1
    assert "line 2 begins with a name that is no setting" in done.stdout + done.stderr
    assert "c2VjcmV0" not in done.stdout + done.stderr


def test_a_secret_in_the_file_itself_belongs_elsewhere(composed: Path) -> None:
    lay(composed.parent.parent, EnvironmentFile("", ("DISCORD_TOKEN=MTA.GxYz.abcdef",)))

    (said,) = validated(composed.parent.parent).stdout.splitlines()

    assert said.startswith("DISCORD_TOKEN: belongs into docker/secrets/discord_token")


def test_a_file_that_compose_hands_to_nobody_is_found(composed: Path) -> None:
    (composed / "sentry_dsn").write_text("https://3f2a9c41b7@sentry.guildwright.test/42")
    lay(composed.parent.parent, EnvironmentFile("", ("SENTRY_DSN_FILE=docker/secrets/sentry_dsn",)))

    assert named(validated(composed.parent.parent).stdout.splitlines()) == {"SENTRY_DSN_FILE"}


def test_what_stands_in_a_value_is_never_run(place: Path) -> None:
    lay(place, EnvironmentFile("", ("WEB_HOST=$(touch run)`touch run`", "LOG_LEVEL=';touch run;'")))

    validated(place)

    assert not (place / "run").exists()


def test_the_environment_of_whoever_asks_does_not_count(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(place, EnvironmentFile("", ("LOG_LEVEL=info",)))
    monkeypatch.setenv("WEB_PORT", "none")
    monkeypatch.setenv("DISCORD_TOKEN", "a b")

    assert validated(place).returncode == 0


def test_settings_and_script_know_the_same_names() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    secrets, plain = (re.search(rf"(?m)^{name}='([^']*)'", text) for name in ("SECRETS", "PLAIN"))
    assert secrets is not None
    assert plain is not None
    of_script = {*plain.group(1).split()}
    for name in secrets.group(1).split():
        of_script |= {name, f"{name}_FILE"}

    assert of_script == known_names()
