"""Write docs/configuration.md and docker/.env.example from the settings classes.

python tools/write_configuration.py           writes both
python tools/write_configuration.py --check   1 where one of them is not what would be written
"""

import sys
import textwrap
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from compose_variables import COMPOSE, FIXED, SECRET_FILES, Variable

from app.shared.infrastructure.settings import Settings
from app.shared.infrastructure.settings_sources import ConcernSettings, variable

PROJECT = Path(__file__).resolve().parents[1]
TITLES = {
    "database": "PostgreSQL",
    "redis": "Redis",
    "discord": "Discord",
    "logging": "Logs",
    "worker": "The worker",
    "web": "The web app",
    "bot": "The bot",
    "shard": "Shards",
    "guild": "Servers",
    "sentry": "Errors, sent to Sentry",
    "otel": "Traces, sent by OpenTelemetry",
    "backup": "Backups",
    "language": "The language",
}
WIDTH = 96


def concerns() -> dict[str, type[ConcernSettings]]:
    return {
        name: field.type
        for name, field in Settings.__dataclass_fields__.items()
        if isinstance(field.type, type) and issubclass(field.type, ConcernSettings)
    }


def settings_of(concern: type[ConcernSettings]) -> list[Variable]:
    return [
        Variable(variable(concern, name), written(field.default), field.description or "")
        for name, field in concern.model_fields.items()
    ]


def written(default: object) -> str:
    """As it stands in an environment file."""
    if default is None:
        return ""
    if isinstance(default, bool):
        return str(default).lower()
    return str(default.value if isinstance(default, Enum) else default)


def configuration() -> str:
    parts = [_INTRODUCTION]
    for name, concern in concerns().items():
        parts.append(f"## {TITLES.get(name, name.capitalize())}\n\n{table(settings_of(concern))}")
    parts.append(
        "## Of docker-compose.yml alone\n\n"
        "Read by `docker compose --env-file docker/.env`, not by Guildwright.\n\n"
        f"{table(COMPOSE)}"
    )
    fixed = ", ".join(f"`{name}`" for name in sorted(FIXED))
    parts.append(
        "## Secrets of docker-compose.yml\n\n"
        "Each of these names a file on this machine, whose content reaches a container as a file "
        "below `/run/secrets`.\n`docker/make-secrets.sh` makes them.\n\n"
        f"{table(SECRET_FILES)}\n"
        f"Decided by docker-compose.yml itself, whatever docker/.env says: {fixed}.\n"
    )
    return "\n".join(parts)


def table(variables: Iterable[Variable]) -> str:
    rows = [
        f"| `{one.name}` | {f'`{one.default}`' if one.default else ''} | {one.meaning} |"
        for one in variables
    ]
    return "\n".join(["| variable | default | meaning |", "| --- | --- | --- |", *rows, ""])


def example() -> str:
    """For docker/.env: what compose is told first, then what Guildwright is."""
    secret_files = {one.name for one in SECRET_FILES}
    paragraphs = [_EXAMPLE_BEGINS]
    paragraphs += [paragraph(one) for one in COMPOSE]
    paragraphs += [paragraph(one) for one in SECRET_FILES]
    for concern in concerns().values():
        paragraphs += [
            paragraph(one, is_set=one.name in _SET)
            for one in settings_of(concern)
            if one.name not in FIXED | secret_files
        ]
    return "\n".join(paragraphs)


def paragraph(one: Variable, *, is_set: bool = False) -> str:
    lines = textwrap.wrap(one.meaning, WIDTH, break_on_hyphens=False, break_long_words=False)
    comment = "\n".join(f"# {line}" for line in lines)
    return f"{comment}\n{'' if is_set else '# '}{one.name}={one.default}\n"


def main(arguments: list[str]) -> int:
    wanted = {
        PROJECT / "docs" / "configuration.md": configuration(),
        PROJECT / "docker" / ".env.example": example(),
    }
    if arguments == ["--check"]:
        stale = [path for path, text in wanted.items() if path.read_text("utf-8") != text]
        for path in stale:
            sys.stderr.write(f"{path.relative_to(PROJECT)} is stale: make configuration\n")
        return 1 if stale else 0
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0


_SET = frozenset({"WEB_PUBLIC_URL"})
"""What docker-compose.yml does not start without."""

_INTRODUCTION = """\
# Configuration

Every variable that Guildwright can be told, written by `make configuration` from the settings.

Values come from the environment, then from a file `.env` in the working folder; empty means not
set. A variable X whose table has an X_FILE beside it may lie in the file that X_FILE names instead,
never in both. `guildwright doctor` says everything that is wrong, and so does each process at its
start: also placeholders (`guildwright.example.org` among them), passwords that keep nobody out
(where PostgreSQL and Redis are elsewhere than on this machine), and slips of the pen in names. In
containers the file is `docker/.env`, which none of them has: each is handed the values that are
meant for it. `docker/validate-env.sh` looks through the file before: it says the same, and calls
every name unknown that is none of these.

`GUILDWRIGHT_HOME` names the folder for what a bare machine keeps by itself (databases that nobody
named, the log of commands): `.guildwright` in the working folder where it is not set.
"""

_EXAMPLE_BEGINS = """\
# For docker-compose.yml. Copy this file to docker/.env, change what you need, and look it through
# with docker/validate-env.sh. What begins with # has the value that it shows. Passwords and tokens
# do not belong here: docker/make-secrets.sh makes files for them.
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
