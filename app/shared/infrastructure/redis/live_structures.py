"""Live guilds in Redis: one packed value per guild, and the number of its version beside it."""

import json
import zlib
from datetime import datetime
from typing import Any

from redis.asyncio import Redis

from app.shared.application.ports.live_structures import LiveGuild, LiveStructures, RawGuild
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.redis.trouble import answered

_LOST = "What a server looks like by events cannot be kept"
_KEPT_S = 7 * 24 * 60 * 60
"""For guilds that the bot hears nothing of any more."""
_QUICKLY = 1
_PUT = """
local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if version ~= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'version', version + 1, 'raw', ARGV[2])
if ARGV[3] ~= '' then redis.call('HSET', KEYS[1], 'reconciled', ARGV[3]) end
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1
"""


class RedisLiveStructures(LiveStructures):
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._put = redis.register_script(_PUT)

    async def get(self, guild_id: GuildId) -> LiveGuild | None:
        async with answered(_LOST):
            version, raw, at = await self._fields(guild_id)
        if version is None or raw is None:
            return None
        return LiveGuild(
            raw=unpacked(raw),
            version=int(version),
            reconciled_at=None if at is None else datetime.fromisoformat(at.decode()),
        )

    async def put(
        self, guild_id: GuildId, raw: RawGuild, *, after: int, reconciled_at: datetime | None
    ) -> bool:
        at = "" if reconciled_at is None else reconciled_at.isoformat()
        async with answered(_LOST):
            kept = await self._put(keys=[_key(guild_id)], args=[after, packed(raw), at, _KEPT_S])
        return bool(kept)

    async def drop(self, guild_id: GuildId) -> None:
        async with answered(_LOST):
            await self._redis.delete(_key(guild_id))

    async def _fields(self, guild_id: GuildId) -> list[bytes | None]:
        asked: Any = self._redis.hmget(_key(guild_id), ["version", "raw", "reconciled"])
        fields: list[bytes | None] = await asked
        return fields


def packed(raw: RawGuild) -> bytes:
    text = json.dumps(raw, separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(text.encode(), _QUICKLY)


def unpacked(data: bytes) -> RawGuild:
    raw: RawGuild = json.loads(zlib.decompress(data))
    return raw


def _key(guild_id: GuildId) -> str:
    return f"guildwright:live:{guild_id}"
