"""Who is editing what, in Redis: one value per editor, which goes by itself.

editing:<guild id>              ids of those who said so lately, by when that ends
editing:<guild id>:<user id>    what is shown of them
"""

import json
from datetime import datetime
from typing import Any

from redis.asyncio import Redis

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.editing import GONE_AFTER, Editing, Editor
from app.shared.domain.language.saying import to_say
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.redis.trouble import answered

_LOST = to_say("Who else is editing is not known")


class RedisEditing(Editing):
    """Times are those of the clock that is handed in, not of the server."""

    def __init__(self, redis: Redis, clock: Clock) -> None:
        self._redis = redis
        self._clock = clock

    async def is_editing(self, guild_id: GuildId, editor: Editor) -> None:
        now = self._clock.now()
        here = {one.user_id: one for one in await self.editors(guild_id)}
        since = here[editor.user_id].since if editor.user_id in here else editor.since
        shown = {
            "display_name": editor.display_name,
            "avatar_url": editor.avatar_url,
            "since": since.isoformat(),
        }
        until = (now + GONE_AFTER).timestamp()
        orders: Any
        async with answered(_LOST), self._redis.pipeline() as orders:
            orders.zremrangebyscore(_key(guild_id), 0, now.timestamp())
            orders.zadd(_key(guild_id), {str(editor.user_id): until})
            orders.expire(_key(guild_id), GONE_AFTER)
            orders.set(_one(guild_id, str(editor.user_id)), json.dumps(shown), ex=GONE_AFTER)
            await orders.execute()

    async def editors(self, guild_id: GuildId) -> tuple[Editor, ...]:
        now = self._clock.now().timestamp()
        async with answered(_LOST):
            here: list[Any] = await self._redis.zrangebyscore(_key(guild_id), f"({now}", "+inf")
            names = [name.decode() for name in here]
            texts: list[Any] = (
                await self._redis.mget([_one(guild_id, name) for name in names]) if names else []
            )
        found = [
            _editor(name, text) for name, text in zip(names, texts, strict=True) if text is not None
        ]
        return tuple(sorted(found, key=lambda one: one.since))


def _key(guild_id: GuildId) -> str:
    return f"editing:{guild_id}"


def _one(guild_id: GuildId, name: str) -> str:
    return f"editing:{guild_id}:{name}"


def _editor(name: str, text: bytes) -> Editor:
    shown = json.loads(text)
    return Editor(
        user_id=UserId(int(name)),
        display_name=shown["display_name"],
        avatar_url=shown["avatar_url"],
        since=datetime.fromisoformat(shown["since"]),
    )
