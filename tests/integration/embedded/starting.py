"""Starting the embedded servers in a process of its own, and asking what they hold."""

import asyncio
import json
import os
from collections.abc import Iterable
from pathlib import Path

import asyncpg
from sqlalchemy.engine import make_url

from tests.support.processes import Child

_START_AND_WAIT = """
import json, sys
from pathlib import Path
from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.embedded.services import EmbeddedServices
try:
    with EmbeddedServices(Path(sys.argv[1]), durable=False) as services:
        print(json.dumps([services.database_url, services.redis_url]), flush=True)
        sys.stdin.read()
except Unavailable as problem:
    print(json.dumps({"code": problem.code, "says": str(problem), "remedy": problem.remedy}))
    sys.exit(1)
"""


class Installation(Child):
    """A process that keeps both servers until its input is closed, or it is killed."""

    def __init__(self, folder: Path, *, prefix: Iterable[str] = ()) -> None:
        # A home folder that cannot be read, as after a change of user, must not matter.
        super().__init__(
            _START_AND_WAIT,
            str(folder),
            prefix=prefix,
            environment={"HOME": str(folder), "DATABASE_URL": "secret-of-the-environment"},
        )

    def urls(self) -> tuple[str, str]:
        database_url, redis_url = json.loads(self.line())
        return database_url, redis_url

    def problem(self) -> dict[str, str]:
        told: dict[str, str] = json.loads(self.line())
        return told


def sql(url: str, statement: str, *, host: str | None = None, password: str = "") -> object:
    """The first value that the statement gives, asked as the application would."""

    async def ask() -> object:
        address = make_url(url)
        connection = await asyncpg.connect(
            host=host or address.host,
            port=address.port,
            user=address.username,
            password=password or address.password,
            database=address.database,
            ssl=False,
        )
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    return asyncio.run(ask())


def password_of(url: str) -> str:
    password = make_url(url).password
    assert password
    return password


def command_lines() -> str:
    """What `ps` would show of every process on the machine."""
    return _of_every_process("cmdline")


def environment_of(pids: Iterable[int]) -> str:
    return "".join(os.fsdecode(Path(f"/proc/{pid}/environ").read_bytes()) for pid in pids)


def _of_every_process(name: str) -> str:
    said = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            said.append(os.fsdecode((entry / name).read_bytes()))
        except OSError:
            continue
    return "\n".join(said)
