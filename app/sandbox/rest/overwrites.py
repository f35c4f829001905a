"""/channels/{id}/permissions/{id}."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.operations.overwrites import delete_overwrite, put_overwrite

routes = Routes()


@routes.put("/channels/{channel_id}/permissions/{overwrite_id}")
def put_permission(call: Call) -> Reply:
    guild, channel = call.channel()
    put_overwrite(call.world, guild, channel, call.actor(), call.id("overwrite_id"), call.form())
    return Reply(204)


@routes.delete("/channels/{channel_id}/permissions/{overwrite_id}")
def remove_permission(call: Call) -> Reply:
    guild, channel = call.channel()
    delete_overwrite(call.world, guild, channel, call.actor(), call.id("overwrite_id"))
    return Reply(204)
