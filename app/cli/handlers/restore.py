"""Puts a backup back."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from app.cli.handlers.backup import folder_of, recipients_of, told
from app.cli.handlers.own_database import own_database
from app.cli.log_file import log_to_file
from app.cli.terminal import NoTerminal, can_ask, err, say
from app.shared.application.rendering.spans import safe
from app.shared.domain.errors import Invalid
from app.shared.infrastructure.backups.backup_file import BackupFile, read_backup
from app.shared.infrastructure.backups.door import Door, door_to
from app.shared.infrastructure.backups.keys import Identity, identity_in
from app.shared.infrastructure.backups.place import name_for
from app.shared.infrastructure.backups.restoring import NAME, RestoreOrder, restore, verify
from app.shared.infrastructure.backups.session import session_with
from app.shared.infrastructure.clock import SystemClock
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.migrate import check_schema, migrate
from app.shared.infrastructure.settings import Settings, load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreWords:
    """As they were given."""

    file: Path
    key: Path | None
    replace: bool
    database: str | None
    discard: bool
    look: bool


def put_back(words: RestoreWords) -> int:
    settings = load_settings()
    log_to_file(settings)
    speak_language(settings.language.chosen())
    return asyncio.run(_put_back(settings, words))


async def _put_back(settings: Settings, words: RestoreWords) -> int:
    identity = None if words.key is None else identity_in(words.key)
    backup = read_backup(words.file)
    await verify(backup, identity)
    say(told(backup.manifest))
    if words.look:
        say("All of it can be read, and it is what was made. Nothing was touched.")
        return 0
    with own_database(settings) as url:
        door = door_to(url)
        if words.replace:
            _ask_for_name(door, words.database)
        safety = await _restore(settings, door, words, backup, identity)
        await _bring_up(url)
    if safety is not None and safety.exists():
        say(f"What was there before is in {safe(str(safety))}.")
    say("The database holds what the backup holds, at this version's schema. Start web and bot.")
    return 0


def _ask_for_name(door: Door, given: str | None) -> None:
    if given is None and not can_ask():
        raise NoTerminal(
            "Replacing what is in a database takes its name, typed.",
            remedy=f"Add --database {door.database} if that is the one you mean.",
        )
    if given is None:
        err.print(
            f"Everything in the database {safe(door.database)} is replaced. Type its name: ", end=""
        )
        given = sys.stdin.readline().strip()
    if given != door.database:
        raise Invalid(
            f"The database is called {door.database}. Nothing was touched.",
            remedy="Check DATABASE_URL: it may point at another database than you mean.",
        )


async def _restore(
    settings: Settings, door: Door, words: RestoreWords, backup: BackupFile, key: Identity | None
) -> Path | None:
    now = SystemClock().now()
    safety = None
    if words.replace and not words.discard:
        safety = folder_of(settings) / name_for(now, prefix="before-restore")
    order = RestoreOrder(
        backup=backup,
        identity=key,
        replace=words.replace,
        safety=safety,
        recipients=recipients_of(settings),
        at=now,
    )
    async with session_with(door, NAME) as session:
        await restore(session, door, order)
    return safety


async def _bring_up(url: str) -> None:
    """An older backup becomes what this version works with."""
    engine = create_engine(url, name=NAME)
    try:
        await migrate(engine)
        await check_schema(engine)
    finally:
        await engine.dispose()
