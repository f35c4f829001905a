"""Whether the database, its schema and Redis are there."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.ports.bot_presence import BotPresence
from app.shared.application.ports.unit_of_work import SchemaMismatch
from app.shared.domain.errors import DomainError
from app.shared.domain.language.saying import say
from app.shared.infrastructure.health.check import Check
from app.shared.infrastructure.postgres.migrate import check_schema

_WITHIN_S = 3.0


async def database_checks(engine: AsyncEngine) -> tuple[Check, Check]:
    """Of the database and of its schema, of which nothing is known without it."""
    try:
        async with asyncio.timeout(_WITHIN_S):
            await check_schema(engine)
    except SchemaMismatch as wrong:
        return Check("database"), Check("schema", f"{wrong.message} {wrong.remedy}")
    except DomainError as away:
        return Check("database", away.message), _unknown_schema()
    except TimeoutError:
        silent = say("The database did not answer within {seconds:.0f} seconds.", seconds=_WITHIN_S)
        return Check("database", silent), _unknown_schema()
    return Check("database"), Check("schema")


async def redis_check(presence: BotPresence) -> Check:
    try:
        async with asyncio.timeout(_WITHIN_S):
            await presence.state()
    except DomainError:
        return Check("redis", say("Redis does not answer."))
    except TimeoutError:
        return Check(
            "redis", say("Redis did not answer within {seconds:.0f} seconds.", seconds=_WITHIN_S)
        )
    return Check("redis")


def _unknown_schema() -> Check:
    return Check("schema", say("The database could not be asked for its schema."))
