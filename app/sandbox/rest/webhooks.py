"""/webhooks/{id}, and the lists of a channel and a guild."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.actor import Actor
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.webhooks import (
    create_webhook,
    delete_webhook,
    edit_webhook,
    edit_with_token,
    find_webhook,
    require_manager,
    webhook_with_token,
    webhooks_of_channel,
    webhooks_of_guild,
)
from app.sandbox.world.payloads.webhooks import webhook_payload
from app.sandbox.world.refusals import missing_access
from app.sandbox.world.webhooks import Webhook

routes = Routes()

_WITH_TOKEN = "/webhooks/{webhook_id}/{webhook_token}"  # noqa: S105 a path, no password


@routes.get("/guilds/{guild_id}/webhooks")
def list_guild_webhooks(call: Call) -> Reply:
    found = webhooks_of_guild(call.world, call.guild(), call.actor())
    return Reply(body=[_shown(call, each) for each in found])


@routes.get("/channels/{channel_id}/webhooks")
def list_channel_webhooks(call: Call) -> Reply:
    found = webhooks_of_channel(call.world, *call.channel(), call.actor())
    return Reply(body=[_shown(call, each) for each in found])


@routes.post("/channels/{channel_id}/webhooks")
def post_webhook(call: Call) -> Reply:
    webhook = create_webhook(call.world, *call.channel(), call.actor(), call.form())
    return Reply(body=_shown(call, webhook))


@routes.get("/webhooks/{webhook_id}")
def get_webhook(call: Call) -> Reply:
    guild, webhook = _managed(call)
    require_manager(call.world, guild, webhook, call.actor())
    return Reply(body=_shown(call, webhook))


@routes.patch("/webhooks/{webhook_id}")
def patch_webhook(call: Call) -> Reply:
    edited = edit_webhook(call.world, *_managed(call), call.actor(), call.form())
    return Reply(body=_shown(call, edited))


@routes.delete("/webhooks/{webhook_id}")
def remove_webhook(call: Call) -> Reply:
    guild, webhook = _managed(call)
    require_manager(call.world, guild, webhook, call.actor())
    delete_webhook(call.world, guild, webhook, call.actor())
    return Reply(204)


@routes.get(_WITH_TOKEN, open=True)
def get_webhook_with_token(call: Call) -> Reply:
    _, webhook = _held(call)
    return Reply(body=webhook_payload(call.world, webhook, with_user=False))


@routes.patch(_WITH_TOKEN, open=True)
def patch_webhook_with_token(call: Call) -> Reply:
    edited = edit_with_token(call.world, *_held(call), call.form())
    return Reply(body=webhook_payload(call.world, edited, with_user=False))


@routes.delete(_WITH_TOKEN, open=True)
def remove_webhook_with_token(call: Call) -> Reply:
    guild, webhook = _held(call)
    delete_webhook(call.world, guild, webhook, Actor(webhook.creator_id, bot=True))
    return Reply(204)


def _managed(call: Call) -> tuple[Guild, Webhook]:
    guild, webhook = find_webhook(call.world, call.id("webhook_id"))
    if call.user_id not in guild.members:
        raise missing_access()
    return guild, webhook


def _held(call: Call) -> tuple[Guild, Webhook]:
    token = call.incoming.path_params["webhook_token"]
    return webhook_with_token(call.world, call.id("webhook_id"), token)


def _shown(call: Call, webhook: Webhook) -> dict[str, object]:
    """The token of another application's webhook is left out."""
    own = webhook.application_id in (None, call.user_id)
    return webhook_payload(call.world, webhook, with_token=own)
