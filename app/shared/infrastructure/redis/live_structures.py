"""Live guilds in Redis: one packed value per guild, the number of its version beside it, and what
was noted since, a line for each event.

Packing a whole guild costs a thousand times what noting one event does.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redis.asyncio import Redis

from app.shared.application.asked_together import AskedTogether
from app.shared.application.ports.live_structures import Event, LiveGuild, LiveStructures, RawGuild
from app.shared.domain.language.saying import to_say
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.redis.trouble import answered

_LOST = to_say("What a server looks like by events cannot be kept")
_KEPT_S = 7 * 24 * 60 * 60
"""For guilds that the bot hears nothing of any more."""
_QUICKLY = 1
_PUT = """
local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if version ~= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'version', version + 1, 'raw', ARGV[2])
redis.call('HDEL', KEYS[1], 'heard')
if ARGV[3] ~= '' then redis.call('HSET', KEYS[1], 'reconciled', ARGV[3]) end
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1
"""

_MOST_NOTED = 32 << 10
"""Bytes."""
_NOTE = """
local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if version == 0 or version ~= tonumber(ARGV[1]) then return 0 end
if ARGV[2] == '' then return 1 end
local heard = (redis.call('HGET', KEYS[1], 'heard') or '') .. ARGV[2]
if #heard > tonumber(ARGV[4]) then return 0 end
redis.call('HSET', KEYS[1], 'version', version + 1, 'heard', heard)
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
"""


@dataclass(frozen=True, slots=True)
class _Note:
    guild_id: GuildId
    lines: bytes
    after: int


class RedisLiveStructures(LiveStructures):
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._put = redis.register_script(_PUT)
        self._note = redis.register_script(_NOTE)
        self._noting = AskedTogether(self._note_all)

    async def get(self, guild_id: GuildId) -> LiveGuild | None:
        async with answered(_LOST):
            version, raw, at, heard = await self._fields(guild_id)
        if version is None or raw is None:
            return None
        return LiveGuild(
            raw=unpacked(raw),
            heard=tuple(map(_event, (heard or b"").splitlines())),
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

    async def note(self, guild_id: GuildId, events: Sequence[Event], *, after: int) -> bool:
        return await self._noting(_Note(guild_id, b"".join(map(_line, events)), after))

    async def _note_all(self, notes: Sequence[_Note]) -> list[bool]:
        """On the way together, each by itself."""
        async with answered(_LOST), self._redis.pipeline(transaction=False) as together:
            for one in notes:
                args: list[int | bytes] = [one.after, one.lines, _KEPT_S, _MOST_NOTED]
                await self._note(keys=[_key(one.guild_id)], args=args, client=together)
            return [bool(kept) for kept in await together.execute()]

    async def drop(self, guild_id: GuildId) -> None:
        async with answered(_LOST):
            await self._redis.delete(_key(guild_id))

    async def _fields(self, guild_id: GuildId) -> list[bytes | None]:
        asked: Any = self._redis.hmget(_key(guild_id), ["version", "raw", "reconciled", "heard"])
        fields: list[bytes | None] = await asked
        return fields


def packed(raw: RawGuild) -> bytes:
    text = json.dumps(raw, separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(text.encode(), _QUICKLY)


def unpacked(data: bytes) -> RawGuild:
    raw: RawGuild = json.loads(zlib.decompress(data))
    return raw


def _line(event: Event) -> bytes:
    """JSON has no line breaks of its own."""
    return json.dumps(event, separators=(",", ":")).encode() + b"\n"


def _event(line: bytes) -> Event:
    name, data = json.loads(line)
    return name, data


def _key(guild_id: GuildId) -> str:
    return f"guildwright:live:{guild_id}"
