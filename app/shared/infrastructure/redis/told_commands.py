from redis.asyncio import Redis

from app.shared.application.ports.registered_commands import ToldCommands
from app.shared.domain.language.saying import to_say
from app.shared.infrastructure.redis.trouble import answered

_NOT_NOW = to_say("Whether Discord knows the commands cannot be told just now")


class RedisToldCommands(ToldCommands):
    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def last(self, application_id: int) -> str | None:
        async with answered(_NOT_NOW):
            mark = await self._redis.get(_key(application_id))
        return mark.decode() if isinstance(mark, bytes) else mark

    async def keep(self, application_id: int, mark: str) -> None:
        async with answered(_NOT_NOW):
            await self._redis.set(_key(application_id), mark)


def _key(application_id: int) -> str:
    return f"commands:{application_id}"
