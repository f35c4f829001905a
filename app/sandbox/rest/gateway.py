"""/gateway: where to connect. The address has no query: clients add their own."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes

routes = Routes()

GUILDS_PER_SHARD = 1000


@routes.get("/gateway", open=True)
def get_gateway(call: Call) -> Reply:
    return Reply(body={"url": call.gateway.url})


@routes.get("/gateway/bot")
def get_gateway_for_bots(call: Call) -> Reply:
    guilds = len(call.world.guilds_of(call.application.id))
    limit = call.gateway.session_start_limit(call.application.id)
    return Reply(
        body={
            "url": call.gateway.url,
            "shards": 1 + guilds // GUILDS_PER_SHARD,
            "session_start_limit": limit.payload(),
        }
    )
