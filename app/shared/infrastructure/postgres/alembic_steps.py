"""Alembic's part in a migration: the steps between two revisions."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def step_up(connection: Connection, folder: Path, revision: str) -> None:
    command.upgrade(_config(connection, folder), revision)


def step_down(connection: Connection, folder: Path, revision: str) -> None:
    command.downgrade(_config(connection, folder), revision)


def _config(connection: Connection, folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
