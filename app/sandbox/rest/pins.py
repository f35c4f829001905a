"""/channels/{id}/messages/pins, and the older /channels/{id}/pins."""

from datetime import datetime

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.messages import as_told
from app.sandbox.rest.queries import query_number
from app.sandbox.rest.routes import Routes
from app.sandbox.world.messages import Message
from app.sandbox.world.operations.messaging.finding import require_written
from app.sandbox.world.operations.messaging.pinning import (
    pin_message,
    pinned_messages,
    unpin_message,
)
from app.sandbox.world.operations.rights import held_in_channel, require_in_channel
from app.sandbox.world.payloads.times import iso
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import invalid_field

routes = Routes()

MAX_PAGE = 50


@routes.get("/channels/{channel_id}/messages/pins")
def list_pins(call: Call) -> Reply:
    """Whichever was pinned last first; `before` is a moment."""
    limit = query_number(call, "limit", 1, MAX_PAGE, otherwise=MAX_PAGE)
    before = _moment(call)
    found = [each for each in _pins(call) if before is None or (each.pinned_at or 0) < before]
    items = [
        {"pinned_at": iso(each.pinned_at or 0), "message": as_told(call, each)}
        for each in found[:limit]
    ]
    return Reply(body={"items": items, "has_more": len(found) > limit})


@routes.get("/channels/{channel_id}/pins")
def list_pins_the_old_way(call: Call) -> Reply:
    return Reply(body=[as_told(call, each) for each in _pins(call)[:MAX_PAGE]])


@routes.put("/channels/{channel_id}/messages/pins/{message_id}")
def put_pin(call: Call) -> Reply:
    return _pin(call)


@routes.put("/channels/{channel_id}/pins/{message_id}")
def put_pin_the_old_way(call: Call) -> Reply:
    return _pin(call)


@routes.delete("/channels/{channel_id}/messages/pins/{message_id}")
def remove_pin(call: Call) -> Reply:
    return _unpin(call)


@routes.delete("/channels/{channel_id}/pins/{message_id}")
def remove_pin_the_old_way(call: Call) -> Reply:
    return _unpin(call)


def _pin(call: Call) -> Reply:
    guild, channel = call.channel()
    pin_message(call.world, guild, channel, call.actor(), call.id("message_id"))
    return Reply(204)


def _unpin(call: Call) -> Reply:
    guild, channel = call.channel()
    unpin_message(call.world, guild, channel, call.actor(), call.id("message_id"))
    return Reply(204)


def _pins(call: Call) -> list[Message]:
    """None for who may not read the history."""
    guild, channel = call.channel()
    require_written(channel)
    require_in_channel(call.world, guild, channel, call.actor())
    held = held_in_channel(call.world, guild, channel, call.actor())
    return pinned_messages(guild, channel) if held & Permission.READ_MESSAGE_HISTORY else []


def _moment(call: Call) -> float | None:
    text = call.incoming.query.get("before")
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        message = f'Could not parse "{text}". Should be ISO8601.'
        raise invalid_field("before", "DATE_TIME_TYPE_PARSE", message) from None
