"""/channels/{id}/messages."""

from typing import Any

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.queries import query_number, query_snowflake
from app.sandbox.rest.routes import Routes
from app.sandbox.world.messages import Message
from app.sandbox.world.operations.messaging.deleting import delete_message, delete_messages
from app.sandbox.world.operations.messaging.editing import edit_message
from app.sandbox.world.operations.messaging.finding import listed_messages, page, read_message
from app.sandbox.world.operations.messaging.sending import send_message
from app.sandbox.world.payloads.messages import content_readers, message_payload
from app.sandbox.world.users import Intent

routes = Routes()

MAX_PAGE = 100
DEFAULT_PAGE = 50


@routes.get("/channels/{channel_id}/messages")
def list_messages(call: Call) -> Reply:
    """Newest first."""
    guild, channel = call.channel()
    limit = query_number(call, "limit", 1, MAX_PAGE, otherwise=DEFAULT_PAGE)
    ends = {key: query_snowflake(call, key) for key in ("before", "after", "around")}
    found = listed_messages(call.world, guild, channel, call.actor())
    return Reply(body=[as_told(call, message) for message in page(found, limit, **ends)])


@routes.post("/channels/{channel_id}/messages", files=True)
def post_message(call: Call) -> Reply:
    guild, channel = call.channel()
    message = send_message(
        call.world, guild, channel, call.actor(), call.form(), call.incoming.files
    )
    return Reply(body=as_told(call, message))


@routes.post("/channels/{channel_id}/messages/bulk-delete")
def post_bulk_delete(call: Call) -> Reply:
    guild, channel = call.channel()
    delete_messages(call.world, guild, channel, call.actor(), call.form())
    return Reply(204)


@routes.get("/channels/{channel_id}/messages/{message_id}")
def get_message(call: Call) -> Reply:
    guild, channel = call.channel()
    message = read_message(call.world, guild, channel, call.actor(), call.id("message_id"))
    return Reply(body=as_told(call, message))


@routes.patch("/channels/{channel_id}/messages/{message_id}", files=True)
def patch_message(call: Call) -> Reply:
    guild, channel = call.channel()
    message = edit_message(
        call.world,
        guild,
        channel,
        call.actor(),
        call.id("message_id"),
        call.form(),
        call.incoming.files,
    )
    return Reply(body=as_told(call, message))


@routes.delete("/channels/{channel_id}/messages/{message_id}")
def remove_message(call: Call) -> Reply:
    guild, channel = call.channel()
    delete_message(call.world, guild, channel, call.actor(), call.id("message_id"))
    return Reply(204)


def as_told(call: Call, message: Message) -> dict[str, Any]:
    """Without the content where the application has not been given MESSAGE_CONTENT."""
    application = call.application
    knows = bool(application.intents & Intent.MESSAGE_CONTENT)
    knows = knows or application.id in content_readers(message)
    return message_payload(call.world, message, with_content=knows)
