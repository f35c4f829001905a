"""Alembic's part in a migration: the steps between two revisions."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from app.shared.infrastructure.postgres.migrate import MIGRATIONS


def step_up(connection: Connection, revision: str) -> None:
    command.upgrade(_config(connection), revision)


def step_down(connection: Connection, revision: str) -> None:
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
