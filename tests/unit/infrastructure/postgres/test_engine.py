"""How the URL of a database is handed to asyncpg, by the engine and by the worker alike."""

import pytest

from app.shared.infrastructure.dsn import dsn_of
from app.shared.infrastructure.postgres.engine import create_engine


@pytest.mark.parametrize(
    ("url", "dsn"),
    [
        ("postgresql+asyncpg://u:p@h:5/d", "postgresql://u:p@h:5/d"),
        ("postgresql+asyncpg://u:p@h/d?sslmode=require", "postgresql://u:p@h/d?sslmode=require"),
        (
            "postgresql+asyncpg://u:p@h/d?ssl=verify-full",
            "postgresql://u:p@h/d?sslmode=verify-full",
        ),
        ("postgresql+asyncpg://u:p@h/d?ssl=true", "postgresql://u:p@h/d?sslmode=require"),
        ("postgresql+asyncpg://h/d?ssl=true&sslmode=prefer", "postgresql://h/d?sslmode=prefer"),
        ("postgresql+asyncpg://u:p%40q%2Fr@h/d", "postgresql://u:p%40q%2Fr@h/d"),
    ],
)
def test_asyncpg_gets_the_url_in_libpqs_words(url: str, dsn: str) -> None:
    assert dsn_of(url) == dsn


def test_what_goes_with_tls_is_kept() -> None:
    dsn = dsn_of("postgresql+asyncpg://h/d?sslmode=verify-ca&sslrootcert=/etc/ca.pem")

    assert "sslmode=verify-ca" in dsn
    assert "sslrootcert=/etc/ca.pem" in dsn.replace("%2F", "/")


def test_the_engine_shows_no_password() -> None:
    engine = create_engine("postgresql+asyncpg://u:sesame@h/d?sslmode=require")

    assert "sesame" not in f"{engine!r} {engine.url!r} {engine.url}"
