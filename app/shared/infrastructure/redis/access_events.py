"""Access events over Redis' publish and subscribe: a stream that knows when it has a gap."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.shared.application.ports.access_events import (
    AccessChanged,
    AccessEvent,
    AccessEvents,
    GuildsChanged,
)
from app.shared.domain.language.saying import to_say
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.redis.trouble import answered, unavailable

log = logging.getLogger(__name__)

CHANNEL = "guildwright:access"
_BROKEN = to_say("Changes of rights are not heard")
_CONFIRMED_WITHIN_S = 3.0


class RedisAccessEvents(AccessEvents):
    """`quiet_s`: after so many seconds of silence the server is asked whether it still hears us,
    since a connection that was cut on the way looks like one on which nothing happens."""

    def __init__(self, redis: Redis, listening: Redis, *, quiet_s: float = 10.0) -> None:
        self._redis = redis
        self._listening = listening
        self._quiet_s = quiet_s

    async def publish(self, event: AccessEvent) -> None:
        async with answered(to_say("A change of rights could not be told")):
            await self._redis.publish(CHANNEL, _written(event))

    @asynccontextmanager
    async def watch(self) -> AsyncIterator[AsyncIterator[AccessEvent]]:
        async with self._listening.pubsub() as subscription:
            async with answered(_BROKEN):
                await subscription.subscribe(CHANNEL)
                # Only its confirmation means that nothing published from now on is missed.
                if await subscription.get_message(timeout=_CONFIRMED_WITHIN_S) is None:
                    raise TimeoutError
            yield self._told(subscription)

    async def _told(self, subscription: Any) -> AsyncIterator[AccessEvent]:
        while True:
            try:
                message = await self._heard(subscription)
            except (OSError, RedisError) as error:
                raise unavailable(_BROKEN) from error
            if message["type"] == "message":
                yield _read(message["data"])
            elif message["type"] != "pong":
                # The client has come back and subscribed anew by itself: there was a gap.
                raise unavailable(_BROKEN)

    async def _heard(self, subscription: Any) -> dict[str, Any]:
        message: dict[str, Any] | None = await subscription.get_message(timeout=self._quiet_s)
        if message is None:
            await subscription.ping()
            message = await subscription.get_message(timeout=self._quiet_s)
        if message is None:
            raise TimeoutError
        return message


def _written(event: AccessEvent) -> str:
    match event:
        case AccessChanged(guild_id=guild_id, user_id=user_id):
            return json.dumps({"access": {"guild": guild_id, "user": user_id}})
        case GuildsChanged(guild_id=guild_id, joined=joined):
            return json.dumps({"guilds": {"guild": guild_id, "joined": joined}})


def _read(text: bytes | str) -> AccessEvent:
    try:
        match json.loads(text):
            case {"access": {"guild": int() | None as guild_id, "user": int() | None as user_id}}:
                return AccessChanged(guild_id=_guild(guild_id), user_id=_user(user_id))
            case {"guilds": {"guild": int() as guild_id, "joined": bool() as joined}}:
                return GuildsChanged(guild_id=GuildId(guild_id), joined=joined)
    except ValueError:
        pass
    log.warning("an access event was not understood, so everything may have changed")
    return AccessChanged(guild_id=None)


def _guild(number: int | None) -> GuildId | None:
    return None if number is None else GuildId(number)


def _user(number: int | None) -> UserId | None:
    return None if number is None else UserId(number)
