"""The database's address for PostgreSQL's own programs."""

import pytest

from app.shared.domain.errors import Invalid
from app.shared.infrastructure.backups.door import door_to


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://wright:sw%2Frd@db:5433/guild?sslmode=disable",
        "postgresql+asyncpg://wright@db:5433/guild?sslmode=disable&password=sw%2Frd",
    ],
)
def test_the_password_goes_by_the_environment_alone(url: str) -> None:
    door = door_to(url)

    assert door.uri == "postgresql://wright@db:5433/guild?sslmode=disable"
    assert door.environment("guildwright backup")["PGPASSWORD"] == "sw/rd"
    assert "sw" not in repr(door).replace("wright", "")


def test_the_password_of_a_key_is_in_no_argument_either() -> None:
    with pytest.raises(Invalid, match="sslpassword") as refused:
        door_to("postgresql://wright@db/guild?sslmode=require&sslkey=/k&sslpassword=sword")

    assert "sword" not in refused.value.message.replace("sslpassword", "")


def test_another_database_of_the_same_server() -> None:
    door = door_to("postgresql://wright:pw@db/guild", database="guild_check")

    assert door.uri == "postgresql://wright@db/guild_check"
    assert door.dsn == "postgresql://wright:pw@db/guild_check"
    assert door.database == "guild_check"


@pytest.mark.parametrize(
    ("ending", "tls"),
    [("", False), ("?sslmode=disable", False), ("?sslmode=verify-full", True), ("?ssl=true", True)],
)
def test_whether_tls_is_asked_for(ending: str, tls: bool) -> None:
    assert door_to(f"postgresql://wright:pw@db/guild{ending}").tls is tls


def test_a_socket_and_what_only_asyncpg_knows() -> None:
    door = door_to("postgresql://wright:pw@/guild?host=%2Frun%2Fpg&timezone=UTC")

    assert door.uri == "postgresql://wright@/guild?host=%2Frun%2Fpg"
    assert "timezone" in door.dsn


def test_nothing_of_our_environment_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setenv("PGDATABASE", "elsewhere")

    environment = door_to("postgresql://wright@db/guild").environment("guildwright backup")

    assert environment.keys() <= {
        *("PATH", "HOME", "TMPDIR", "LC_ALL", "PGAPPNAME", "PGCONNECT_TIMEOUT")
    }
