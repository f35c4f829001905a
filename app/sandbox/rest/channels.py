"""/guilds/{id}/channels and /channels/{id}."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.operations.channel_deletion import delete_channel
from app.sandbox.world.operations.channel_positions import sort_channels
from app.sandbox.world.operations.channels import create_channel, edit_channel
from app.sandbox.world.payloads.channels import channel_payload
from app.sandbox.world.payloads.visibility import listed_channels

routes = Routes()


@routes.get("/guilds/{guild_id}/channels")
def list_channels(call: Call) -> Reply:
    return Reply(body=listed_channels(call.world, call.guild(), call.user_id))


@routes.post("/guilds/{guild_id}/channels")
def post_channel(call: Call) -> Reply:
    channel = create_channel(call.world, call.guild(), call.actor(), call.form())
    return Reply(201, channel_payload(channel))


@routes.patch("/guilds/{guild_id}/channels")
def patch_channel_positions(call: Call) -> Reply:
    sort_channels(call.world, call.guild(), call.actor(), call.form_list())
    return Reply(204)


@routes.get("/guilds/{guild_id}/threads/active")
def list_active_threads(call: Call) -> Reply:
    call.guild()
    return Reply(body={"threads": [], "members": [], "has_more": False})


@routes.get("/channels/{channel_id}")
def get_channel(call: Call) -> Reply:
    _, channel = call.channel()
    return Reply(body=channel_payload(channel))


@routes.patch("/channels/{channel_id}")
def patch_channel(call: Call) -> Reply:
    guild, channel = call.channel()
    edited = edit_channel(call.world, guild, channel, call.actor(), call.form())
    return Reply(body=channel_payload(edited))


@routes.delete("/channels/{channel_id}")
def remove_channel(call: Call) -> Reply:
    guild, channel = call.channel()
    delete_channel(call.world, guild, channel, call.actor())
    return Reply(body=channel_payload(channel))
