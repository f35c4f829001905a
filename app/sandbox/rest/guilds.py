"""/guilds/{id}: the guild itself."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.queries import query_flag
from app.sandbox.rest.routes import Routes
from app.sandbox.world.operations.guilds import edit_guild
from app.sandbox.world.payloads.guilds import guild_payload, guild_with_counts_payload

routes = Routes()


@routes.get("/guilds/{guild_id}")
def get_guild(call: Call) -> Reply:
    guild = call.guild()
    if query_flag(call, "with_counts"):
        return Reply(body=guild_with_counts_payload(guild))
    return Reply(body=guild_payload(guild))


@routes.patch("/guilds/{guild_id}")
def patch_guild(call: Call) -> Reply:
    guild = edit_guild(call.world, call.guild(), call.actor(), call.form())
    return Reply(body=guild_payload(guild))
