"""How the installation is, for its operator."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.web.api.schemas.contract import Answer


class SystemBot(Answer):
    online: bool
    latency_ms: int | None
    since: datetime | None
    seen_at: datetime | None
    guilds: int | None
    version: str


class SystemService(Answer):
    ok: bool
    what: str
    remedy: str


class SystemDatabase(SystemService):
    version: str | None
    connections: dict[str, int] = Field(description="By the kind of process.")


class SystemWorkers(Answer):
    connected: bool | None = Field(description="Null where the database does not tell.")
    connections: int | None


class SystemQueue(Answer):
    queued: int | None
    running: int | None
    paused: int | None
    oldest_since: datetime | None


class SystemVersions(Answer):
    guildwright: str
    python: str


class SystemBackup(SystemService):
    made_at: datetime | None = Field(description="The last attempt; null where there was none.")
    file: str
    size_bytes: int | None
    encrypted: bool | None
    restored_as_a_trial: bool | None = Field(description="Null where nobody tried.")


class System(Answer):
    bot: SystemBot
    workers: SystemWorkers
    queue: SystemQueue
    database: SystemDatabase
    redis: SystemService
    backup: SystemBackup
    versions: SystemVersions


class DoctorCheck(Answer):
    name: str
    health: Literal["good", "warns", "fails", "unknown"]
    what: str
    remedy: str


class Doctor(Answer):
    checks: list[DoctorCheck]


class LogLine(Answer):
    at: datetime
    level: str
    event: str
    logger: str
    exception: str
    details: dict[str, str]


class LogLines(Answer):
    lines: list[LogLine] = Field(description="Oldest first, without anything secret.")


class KeptLogLine(Answer):
    at: datetime
    level: str
    process: str = Field(description="Which process wrote it: `web`, `bot` or `worker`.")
    logger: str
    event: str
    exception: str
    fields: dict[str, str] = Field(description="What else stands in it, ids included.")
