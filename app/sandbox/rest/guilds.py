"""/guilds/{id}: the guild itself."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.payloads.guilds import guild_payload, guild_with_counts_payload

routes = Routes()


@routes.get("/guilds/{guild_id}")
def get_guild(call: Call) -> Reply:
    guild = call.guild()
    if call.incoming.query.get("with_counts", "").lower() in ("true", "1"):
        return Reply(body=guild_with_counts_payload(guild))
    return Reply(body=guild_payload(guild))
