"""Whatever is wrong: exit code 1, one clear error with the fix, nothing changed, nothing told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from app.sandbox.clock import SystemClock
from app.sandbox.seed.simple import empty_guild
from app.shared.infrastructure.dsn import dsn_of
from tests.support.command_line import CommandLine, Ended
from tests.support.sandbox_beside import SandboxBeside, sandbox_beside
from tests.support.small_disks import small_disk

NOBODY_LISTENS = "postgresql://someone:pass-never-told@127.0.0.1:1/nothing"
GOOD = "version: 1\nroles:\n  - Bard\n"
BOMB = "version: 1\nx0: &x0 [a, a, a, a, a, a, a, a, a]\n" + "".join(
    f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 12)
)

DOCUMENTS = [
    ("broken YAML", "version: 1\nroles:\n  - name: 'Bard\n", ":3:"),
    ("no YAML at all", "\x00\x01\x02", ":1:"),
    ("nothing", "", "version: 1"),
    ("a duplicate key", "version: 1\nroles: []\nroles: []\n", ":3:"),
    ("an alias bomb", BOMB, "alias"),
    ("ten megabytes", "# " + "x" * (10 << 20), "large"),
    ("an unknown field", "version: 1\nroles:\n  - nmae: Bard\n", "name"),
    ("a wrong type", "version: 1\nroles:\n  - name: Bard\n    hoist: maybe\n", ":4:"),
    (
        "an unknown role",
        "version: 1\nchannels:\n  - text: a\n    access: private to nobody\n",
        ":4:",
    ),
    ("a version from the future", "version: 99\n", "99"),
    ("a name that Discord refuses", "version: 1\nroles:\n  - name: '" + "x" * 101 + "'\n", "100"),
    ("a bidirectional override", 'version: 1\nroles:\n  - name: "a\\u202Eb"\n', ":3:"),
]


def assert_clear(ended: Ended, guildwright: CommandLine, *secrets: str) -> None:
    """One error in sentences, and no more of it anywhere than people shall see."""
    told = f"{ended.both}{guildwright.log}"
    assert ended.code == 1, told
    assert ended.err.count("Error: ") == 1
    assert ended.out == ""
    assert "Traceback" not in told
    assert "unexpected" not in told
    for secret in (*secrets, guildwright.environment.get("DISCORD_TOKEN", "")):
        assert not secret or secret not in told


@contextmanager
def unchanged(copper: SandboxBeside) -> Iterator[None]:
    before = copper.writes()
    yield
    assert copper.writes() == before


@pytest.mark.parametrize(
    ("text", "told"),
    [document[1:] for document in DOCUMENTS],
    ids=[document[0] for document in DOCUMENTS],
)
def test_a_document_that_is_no_blueprint(
    at_copper: CommandLine, copper: SandboxBeside, text: str, told: str
) -> None:
    path = at_copper.folder / "guildwright.yaml"
    path.write_text(text, encoding="utf-8")

    with unchanged(copper):
        applied = at_copper("apply", "--yes")
        validated = at_copper("validate", "--json")

    assert_clear(applied, at_copper)
    assert told in applied.err
    assert "problem" in applied.err
    assert validated.code == 1
    assert json.loads(validated.out)["valid"] is False
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "garbage",
    [
        "{}",
        "{ nothing that ends",
        '{"kind": "guildwright-plan", "guild_id": "1", "hash": "%"}',
        '{"kind": "guildwright-plan", "guild_id": "-1", "hash": "ab"}',
        '{"kind": "guildwright-plan", "guild_id": "99999999999999999999", "hash": "ab"}',
        "[" * 10_000,
    ],
)
def test_a_plan_file_that_is_none(
    at_copper: CommandLine, copper: SandboxBeside, garbage: str
) -> None:
    (at_copper.folder / "plan.json").write_text(garbage)

    with unchanged(copper):
        ended = at_copper("apply", "plan.json", "--yes")

    assert_clear(ended, at_copper)


@pytest.mark.parametrize("plan_hash", ["", "%", "abc", "'; --", "x" * 500])
def test_a_plan_that_nobody_made(at_copper: CommandLine, plan_hash: str) -> None:
    assert_clear(at_copper("apply", "--plan", plan_hash, "--yes"), at_copper)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("plan", "nowhere.yaml"), "nowhere.yaml"),
        (("plan", "."), "directory"),
        (("plan", "--guild", "12"), "server"),
        (("plan", "--guild", "my server"), "Copy Server ID"),
        (("plan", "--guild", "²"), "Copy Server ID"),
        (("plan", "--as", "me"), "Copy User ID"),
        (("plan", "--as", "12"), "member"),
        (("plan", "--select", "role:nobody:create"), "role:nobody:create"),
        (("show", "nosuchrun"), "nosuchrun"),
        (("show", "--version", "7"), "7"),
        (("show", "--version", "99999999999"), "--version"),
        (("rollback",), "--to-version"),
        (("rollback", "nosuchrun"), "nosuchrun"),
        (("resume", "nosuchrun"), "nosuchrun"),
        (("cancel", "\x00"), "Check the ids"),
        (("explain", "@nobody"), "nobody"),
        (("explain", "@everyone", "#nowhere"), "nowhere"),
        (("explain", "@everyone", "#general", "fly"), "fly"),
        (("drift",), "applied"),
        (("import", "--template", "guildwright.yaml"), ""),
        (("import", "-o", "guildwright.yaml"), "--force"),
        (("init",), "--force"),
    ],
)
def test_something_that_does_not_exist_or_cannot_be(
    at_copper: CommandLine, copper: SandboxBeside, words: tuple[str, ...], told: str
) -> None:
    (at_copper.folder / "guildwright.yaml").write_text(GOOD)

    with unchanged(copper):
        ended = at_copper(*words)

    assert_clear(ended, at_copper)
    assert told in ended.err


def test_a_wrong_token(at_copper: CommandLine, copper: SandboxBeside) -> None:
    at_copper.set(
        DISCORD_TOKEN="MTIzNDU2Nzg5MDEyMzQ1Njc4.Gx1234.wrong-but-of-the-right-shape-0123456"
    )
    (at_copper.folder / "guildwright.yaml").write_text(GOOD)

    with unchanged(copper):
        ended = at_copper("apply", "--yes")
        doctor = at_copper("doctor")

    assert_clear(ended, at_copper)
    assert "token" in ended.err
    assert doctor.code == 1
    assert "✕" in doctor.out
    assert "✓ The database answers." in doctor.out


@pytest.mark.parametrize("token", ["two words", "né", "Bot "])
def test_a_token_that_cannot_be_one(at_copper: CommandLine, token: str) -> None:
    at_copper.set(DISCORD_TOKEN=token)
    (at_copper.folder / "guildwright.yaml").write_text(GOOD)

    ended = at_copper("plan")

    assert_clear(ended, at_copper)
    assert "DISCORD_TOKEN" in ended.err


def test_a_token_without_rights(
    guildwright: CommandLine, migrated_url: str, clean_redis_url: str
) -> None:
    with sandbox_beside(empty_guild(SystemClock(), bot_permissions=1 << 10)) as poor:
        guildwright.set(DATABASE_URL=migrated_url, REDIS_URL=clean_redis_url, **poor.settings)
        (guildwright.folder / "guildwright.yaml").write_text(GOOD)
        with unchanged(poor):
            ended = guildwright("apply", "--yes", "--json")
            planned = guildwright("plan")
            doctor = guildwright("doctor")

    error = json.loads(ended.err)["error"]
    assert ended.code == 1
    assert ended.out == ""
    assert error["code"] == "plan_blocked"
    assert "Manage Roles" in error["message"]
    assert error["remedy"]
    assert "⛔" in planned.out
    assert doctor.code == 1
    assert "The bot lacks" in doctor.out


def test_a_database_that_is_down(at_copper: CommandLine, copper: SandboxBeside) -> None:
    at_copper.set(DATABASE_URL=NOBODY_LISTENS)
    (at_copper.folder / "guildwright.yaml").write_text(GOOD)

    with unchanged(copper):
        ended = at_copper("apply", "--yes")
        migrated = at_copper("migrate")
        doctor = at_copper("doctor")

    assert_clear(ended, at_copper, "pass-never-told")
    assert_clear(migrated, at_copper, "pass-never-told")
    assert "DATABASE_URL" in ended.err
    assert doctor.code == 1
    assert "✕ The database does not answer." in doctor.out
    assert "✓ The token is Wright's." in doctor.out


def test_live_progress_that_is_down_stops_nothing(
    at_copper: CommandLine, copper: SandboxBeside
) -> None:
    at_copper.set(REDIS_URL="redis://:pass-never-told@127.0.0.1:1/0")
    (at_copper.folder / "guildwright.yaml").write_text(GOOD)

    applied = at_copper.ok("apply", "--yes")
    doctor = at_copper.ok("doctor")

    assert "Redis does not answer" in applied.err
    assert "Read back" in applied.out
    assert "⚠ Runs cannot be watched live." in doctor.out
    assert "pass-never-told" not in f"{applied.both}{doctor.both}{at_copper.log}"
    assert "Bard" in copper.role_names()


async def sql(url: str, statement: str) -> None:
    connection = await asyncpg.connect(dsn_of(url))
    await connection.execute(statement)
    await connection.close()


@pytest.fixture
async def newer(migrated_url: str) -> str:
    """Which has taken something away that this one needs."""
    await sql(
        migrated_url,
        "UPDATE alembic_version SET version_num = '9999'; "
        "UPDATE schema_floor SET revision = '9999'",
    )
    return migrated_url


def test_a_database_that_a_newer_program_has_set_up(
    at_copper: CommandLine, copper: SandboxBeside, newer: str
) -> None:
    (at_copper.folder / "guildwright.yaml").write_text(GOOD)

    with unchanged(copper):
        ended = at_copper("apply", "--yes")
        migrated = at_copper("migrate")
        doctor = at_copper("doctor")

    password = make_url(newer).password or ""
    for one in (ended, migrated):
        assert_clear(one, at_copper, str(password))
        assert "newer version" in one.err
    assert "newer version" in doctor.out


def test_a_database_that_is_empty(
    at_copper: CommandLine, copper: SandboxBeside, database_url: str
) -> None:
    at_copper.set(DATABASE_URL=database_url)
    (at_copper.folder / "guildwright.yaml").write_text(GOOD)

    with unchanged(copper):
        ended = at_copper("apply", "--yes")
    at_copper.ok("migrate")
    after = at_copper.ok("plan")

    assert_clear(ended, at_copper)
    assert "guildwright migrate" in ended.err
    assert "@Bard" in after.out


def test_settings_that_cannot_be_used_are_told_all_at_once(guildwright: CommandLine) -> None:
    guildwright.set(
        DATABASE_URL="mysql://me:pass-never-told@h/d", REDIS_URL="odd", LOG_LEVEL="loud"
    )

    ended = guildwright("runs")
    doctor = guildwright("doctor")

    assert_clear(ended, guildwright, "pass-never-told")
    for name in ("DATABASE_URL", "REDIS_URL", "LOG_LEVEL"):
        assert name in ended.err
        assert f"✕ {name}" in doctor.out
    assert "✕ There is no bot token." in doctor.out
    assert doctor.code == 1


def test_without_a_token_the_way_to_one_is_told(guildwright: CommandLine) -> None:
    ended = guildwright("runs")

    assert_clear(ended, guildwright)
    assert "DISCORD_TOKEN" in ended.err


def test_discord_that_does_not_answer(at_copper: CommandLine) -> None:
    at_copper.set(DISCORD_API_URL="http://127.0.0.1:1/api/v10")

    doctor = at_copper("doctor")

    assert doctor.code == 1
    assert "✓ The database answers." in doctor.out
    assert "✕ Discord" in doctor.out
    assert "Traceback" not in doctor.both


def test_a_full_disk(at_copper: CommandLine, copper: SandboxBeside) -> None:
    """On a disk that has no room: neither databases, nor the file of a plan, nor a log."""
    (at_copper.folder / "guildwright.yaml").write_text(GOOD)
    (at_copper.folder / "small").mkdir()
    databases = {name: at_copper.environment[name] for name in ("DATABASE_URL", "REDIS_URL")}

    with small_disk(at_copper.folder / "small", 1) as disk:
        full = (*disk.prefix, "sh", "-c", f'{_FULL} && exec "$@"', str(disk.folder))
        plan = ("plan", "-o", str(disk.folder / "plan.json"))
        with unchanged(copper), at_copper.beside(*plan, prefix=full) as planning:
            file = planning.ended()
        home = str(disk.folder)
        at_copper.environment.update(DATABASE_URL="", REDIS_URL="", GUILDWRIGHT_HOME=home)
        with unchanged(copper), at_copper.beside("apply", "--yes", prefix=full) as applying:
            embedded = applying.ended()

    assert databases["DATABASE_URL"] not in file.both
    for ended in (file, embedded):
        assert_clear(ended, at_copper)
    assert "no room left" in file.err
    assert "plan.json" in file.err
    assert "is full" in embedded.err
    assert "Make at least" in embedded.err


_FULL = '! head -c 2M /dev/zero > "$0/filler" 2> /dev/null'
