"""guildwright migrate"""

import asyncio

from app.cli.connections import databases
from app.cli.terminal import say
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.migrate import check_schema
from app.shared.infrastructure.postgres.migrate import migrate as bring_up


def migrate() -> int:
    """Bring the database to this version's schema. A newer one is left alone."""
    asyncio.run(_migrate())
    say("The database is up to date.")
    return 0


async def _migrate() -> None:
    with databases() as services:
        engine = create_engine(services.database_url, name="guildwright migrate")
        try:
            await bring_up(engine)
            await check_schema(engine)
        finally:
            await engine.dispose()
