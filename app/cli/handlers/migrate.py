"""Brings the database to this version's schema."""

import asyncio
import sys
from contextlib import nullcontext

from app.cli.handlers.connections import databases, errors_reported
from app.cli.log_file import log_to_file, log_to_terminal
from app.cli.terminal import say
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.migrate import check_schema
from app.shared.infrastructure.postgres.migrate import migrate as bring_to_newest
from app.shared.infrastructure.settings import Settings, load_settings


def bring_up() -> int:
    settings = load_settings()
    # A person reads the sentence below; in a container the log is what anybody sees.
    looked_at = sys.stdout.isatty()
    (log_to_file if looked_at else log_to_terminal)(settings)
    speak_language(settings.language.chosen())
    with nullcontext() if looked_at else errors_reported("migrate", settings):
        asyncio.run(_migrate(settings))
    say("The database is up to date.")
    return 0


async def _migrate(settings: Settings) -> None:
    with databases(settings) as services:
        engine = create_engine(services.database_url, name="guildwright migrate")
        try:
            await bring_to_newest(engine)
            await check_schema(engine)
        finally:
            await engine.dispose()
