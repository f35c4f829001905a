"""Webhooks as JSON."""

from typing import Any

from app.sandbox.world.payloads.times import text_or_none
from app.sandbox.world.payloads.users import user_payload
from app.sandbox.world.webhooks import Webhook
from app.sandbox.world.world import World

_INCOMING = 1


def webhook_payload(
    world: World, webhook: Webhook, *, with_token: bool = True, with_user: bool = True
) -> dict[str, Any]:
    """Who comes with the token is not told who made it; another application's token is hidden."""
    found: dict[str, Any] = {
        "id": str(webhook.id),
        "type": _INCOMING,
        "guild_id": str(webhook.guild_id),
        "channel_id": str(webhook.channel_id),
        "name": webhook.name,
        "avatar": webhook.avatar,
        "application_id": text_or_none(webhook.application_id),
    }
    if with_user:
        found["user"] = user_payload(world.users[webhook.creator_id])
    if with_token:
        found["token"] = webhook.token
        found["url"] = f"{world.address}/api/webhooks/{webhook.id}/{webhook.token}"
    return found
