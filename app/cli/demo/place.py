"""Where a demo lives: a folder and a database of its own, which go when it ends or has died."""

import secrets
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

import asyncpg
from sqlalchemy.engine import make_url

from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.dsn import dsn_of
from app.shared.infrastructure.embedded.locks import FileLock
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.migrate import migrate, revisions

BLUEPRINT = "guildwright.yaml"
_LOCK = "running.lock"
_SETTINGS = ".env"
_TEMPLATE_WITHIN_S = 60


class DemoPlace:
    """Demos side by side share the servers in `folder` and nothing else.

    The sandbox forgets its world when it ends, so that a database is never used a second time.
    """

    def __init__(self, folder: Path, blueprint: str) -> None:
        self._folder = folder
        self._blueprint = blueprint
        self._name = secrets.token_hex(2)
        self._services = EmbeddedServices(folder, durable=False)
        self._lock = FileLock(self.folder / _LOCK)
        self.database_url = ""
        self.redis_url = ""

    @property
    def folder(self) -> Path:
        """Of this one demo."""
        return self._folder / self._name

    @property
    def blueprint_path(self) -> Path:
        return self.folder / BLUEPRINT

    async def __aenter__(self) -> Self:
        self._services.__enter__()
        try:
            self.redis_url = self._services.redis_url
            await self._clear_the_dead()
            self.folder.mkdir(mode=0o700)
            self._lock.take()
            self.database_url = await self._new_database()
        except BaseException:
            self._lock.drop()
            self._services.__exit__()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            await self._remove(self.folder)
        finally:
            self._lock.drop()
            self._services.__exit__()

    def write_blueprint(self, text: str) -> None:
        self.blueprint_path.write_text(text, encoding="utf-8")

    def write_settings(self, settings: dict[str, str]) -> None:
        """So that `guildwright`, run in the folder, works with this demo. Holds secrets."""
        path = self.folder / _SETTINGS
        path.touch(mode=0o600)
        path.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))

    async def _new_database(self) -> str:
        """A copy of a template at the newest schema, which the first demo makes."""
        template = f"template_{revisions()[-1]}"
        making = FileLock(self._folder / "template.lock")
        making.take(within_s=_TEMPLATE_WITHIN_S)
        try:
            there = await self._order(_exists(template))
            if not there:
                await self._make_template(template)
            await self._create(_database(self._name), template)
        finally:
            making.drop()
        return self._url(_database(self._name))

    async def _make_template(self, name: str) -> None:
        draft = f"draft_{self._name}"
        await self._create(draft, "template1")
        engine = create_engine(self._url(draft), name="guildwright demo")
        try:
            await migrate(engine)
        finally:
            await engine.dispose()
        await self._order(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')

    async def _create(self, name: str, template: str) -> None:
        await self._order(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')

    def _url(self, database: str) -> str:
        url = make_url(self._services.database_url).set(database=database)
        return url.render_as_string(hide_password=False)

    async def _clear_the_dead(self) -> None:
        """What demos that were killed have left."""
        for lock_path in self._folder.glob(f"*/{_LOCK}"):
            lock = FileLock(lock_path)
            try:
                if lock.take():
                    await self._remove(lock_path.parent)
            finally:
                lock.drop()

    async def _remove(self, folder: Path) -> None:
        """The database, and the folder unless somebody has worked at the blueprint in it."""
        await self._order(f'DROP DATABASE IF EXISTS "{_database(folder.name)}" WITH (FORCE)')
        (folder / _SETTINGS).unlink(missing_ok=True)
        (folder / _LOCK).unlink(missing_ok=True)
        blueprint = folder / BLUEPRINT
        if not blueprint.exists() or blueprint.read_text(encoding="utf-8") == self._blueprint:
            shutil.rmtree(folder, ignore_errors=True)

    async def _order(self, statement: str) -> object:
        """The first value of the first row, or None."""
        try:
            connection = await asyncpg.connect(dsn_of(self._services.database_url), timeout=10)
            try:
                return await connection.fetchval(statement)
            finally:
                await connection.close()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise Unavailable(
                f"The demo's database could not be prepared: {type(error).__name__}.",
                remedy=f"Move {self._folder} away and start the demo again.",
            ) from error


def _database(name: str) -> str:
    return f"demo_{name}"


def _exists(name: str) -> str:
    return f"SELECT 1 FROM pg_database WHERE datname = '{name}'"  # noqa: S608 - a name of ours
