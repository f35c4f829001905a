"""Webhooks: names under which programs write into a channel."""

from dataclasses import dataclass


@dataclass(slots=True)
class Webhook:
    """`application_id` is the bot's that made it, None where a human did."""

    id: int
    guild_id: int
    channel_id: int
    name: str
    token: str
    creator_id: int
    avatar: str | None = None
    application_id: int | None = None
