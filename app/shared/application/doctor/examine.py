"""Look at everything that a run needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.shared.application.doctor.backup_check import NAME as BACKUP
from app.shared.application.doctor.backup_check import check_backups
from app.shared.application.doctor.check import Check, Health, failed
from app.shared.application.doctor.discord_checks import (
    check_audit_log,
    check_clock,
    check_guild,
    check_hierarchy,
    check_members_intent,
    check_rights,
    check_token,
)
from app.shared.application.doctor.service_checks import check_database, check_live_progress
from app.shared.application.ports.backup_records import BackupRecords
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.progress import ProgressChannel
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.errors import DomainError
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.identifiers import GuildId

_IN_GUILD = ("rights", "audit_log", "hierarchy", "members_intent")


class Part(StrEnum):
    """What is opened before anything can be looked at."""

    DATABASE = "database"
    LIVE_PROGRESS = "live_progress"
    TOKEN = "token"  # noqa: S105 - the name of a check


_SERVICES = (Part.DATABASE, Part.LIVE_PROGRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamineCommand:
    guild_id: GuildId | None = None
    """None leaves out what is about one server."""
    not_opened: Mapping[Part, DomainError | None] = field(default_factory=dict)
    """Parts that could not even be opened, and why; None where that is told elsewhere."""


class Examine:
    """Say of every part whether it is there, and the fix where it is not. Changes nothing."""

    def __init__(
        self,
        begin: BeginUnitOfWork,
        gateway: GuildGateway,
        progress: ProgressChannel,
        backups: BackupRecords,
        clock: Clock,
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._progress = progress
        self._backups = backups
        self._clock = clock

    async def __call__(self, command: ExamineCommand) -> tuple[Check, ...]:
        services = [await self._service(part, command) for part in _SERVICES]
        services.append(await self._backup(services[0]))
        token, reached = await self._token(command)
        if not reached:
            unknown = ("clock",) if command.guild_id is None else ("clock", "guild", *_IN_GUILD)
            return (*services, token, *map(_unknown, unknown))
        discord = [token, await check_clock(self._gateway)]
        if command.guild_id is not None:
            discord += await self._in_guild(command.guild_id)
        return (*services, *discord)

    async def _service(self, part: Part, command: ExamineCommand) -> Check:
        if part in command.not_opened:
            return _not_opened(part, command.not_opened[part])
        if part is Part.DATABASE:
            return await check_database(self._begin)
        return await check_live_progress(self._progress)

    async def _backup(self, database: Check) -> Check:
        if database.health is not Health.GOOD:
            return _unknown(BACKUP)
        check, _ = await check_backups(self._backups, self._clock.now())
        return check

    async def _token(self, command: ExamineCommand) -> tuple[Check, bool]:
        if Part.TOKEN in command.not_opened:
            return _not_opened(Part.TOKEN, command.not_opened[Part.TOKEN]), False
        token, account = await check_token(self._gateway)
        return token, account is not None

    async def _in_guild(self, guild_id: GuildId) -> list[Check]:
        guild, snapshot = await check_guild(self._gateway, guild_id)
        if snapshot is None:
            return [guild, *map(_unknown, _IN_GUILD)]
        return [
            guild,
            check_rights(snapshot),
            check_audit_log(snapshot),
            check_hierarchy(snapshot),
            await check_members_intent(self._gateway, guild_id),
        ]


def _not_opened(part: Part, error: DomainError | None) -> Check:
    return _unknown(part) if error is None else failed(part, error)


_CALLED = {
    Part.DATABASE: to_say("The database"),
    Part.LIVE_PROGRESS: to_say("Live progress"),
    Part.TOKEN: to_say("The token"),
    BACKUP: to_say("Backups"),
    "clock": to_say("The clock"),
    "guild": to_say("The server"),
    "rights": to_say("What the bot may do"),
    "audit_log": to_say("The audit log"),
    "hierarchy": to_say("The order of roles"),
    "members_intent": to_say("The list of members"),
}


def _unknown(name: str) -> Check:
    what = say("{part}: not looked at, since something before it fails.", part=say(_CALLED[name]))
    return Check(name=name, health=Health.UNKNOWN, what=what)
