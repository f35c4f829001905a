"""What Discord says about starting sessions (events/gateway, "Get Gateway Bot")."""

from dataclasses import dataclass
from typing import Any

import nextcord
from nextcord.http import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStart:
    """`shards` is how many Discord recommends; `remaining` how many identifies it allows until
    `reset_after_s` have passed. Beyond that it resets the bot's token."""

    shards: int
    remaining: int
    reset_after_s: float
    max_concurrency: int


async def read_session_start(client: nextcord.Client) -> SessionStart:
    """Of a client that has logged in. Raises what nextcord's HTTP raises."""
    data: Any = await client.http.request(Route("GET", "/gateway/bot"))
    limit = data["session_start_limit"]
    return SessionStart(
        shards=max(1, int(data["shards"])),
        remaining=int(limit["remaining"]),
        reset_after_s=int(limit["reset_after"]) / 1000,
        max_concurrency=max(1, int(limit["max_concurrency"])),
    )
