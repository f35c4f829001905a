"""/webhooks/{id}/{token} and its messages: of webhooks, and of interactions, where the id is the
application's and the token the interaction's.
"""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.queries import query_flag, query_snowflake
from app.sandbox.rest.routes import Routes
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import Interaction
from app.sandbox.world.messages import Message
from app.sandbox.world.operations.interacting.following_up import (
    ORIGINAL,
    delete_found,
    edit_found,
    find_response,
    follow_up,
    with_token,
)
from app.sandbox.world.operations.messaging.by_webhook import (
    delete_sent,
    edit_sent,
    execute,
    find_sent,
)
from app.sandbox.world.operations.webhooks import webhook_with_token
from app.sandbox.world.payloads.messages import message_payload
from app.sandbox.world.refusals import unknown_message
from app.sandbox.world.webhooks import Webhook

routes = Routes()

_ADDRESS = "/webhooks/{webhook_id}/{webhook_token}"


@routes.post(_ADDRESS, open=True, files=True)
def post_message(call: Call) -> Reply:
    """A webhook answers 204 unless it is asked to `wait`; an interaction always tells."""
    interaction = _interaction(call)
    if interaction is not None:
        return _shown(call, follow_up(call.world, interaction, call.form(), call.incoming.files))
    message = execute(
        call.world,
        *_webhook(call),
        call.form(),
        call.incoming.files,
        with_components=query_flag(call, "with_components"),
        thread_id=query_snowflake(call, "thread_id"),
    )
    return _shown(call, message) if query_flag(call, "wait") else Reply(204)


@routes.get(_ADDRESS + "/messages/@original", open=True)
@routes.get(_ADDRESS + "/messages/{message_id}", open=True)
def get_message(call: Call) -> Reply:
    interaction = _interaction(call)
    if interaction is not None:
        return _shown(call, find_response(call.world, interaction, _name(call))[2])
    guild, webhook = _webhook(call)
    thread_id = query_snowflake(call, "thread_id")
    return _shown(call, find_sent(guild, webhook, _message_id(call), thread_id)[1])


@routes.patch(_ADDRESS + "/messages/@original", open=True, files=True)
@routes.patch(_ADDRESS + "/messages/{message_id}", open=True, files=True)
def patch_message(call: Call) -> Reply:
    interaction, body, files = _interaction(call), call.form(), call.incoming.files
    if interaction is not None:
        return _shown(call, edit_found(call.world, interaction, _name(call), body, files))
    message = edit_sent(
        call.world,
        *_webhook(call),
        _message_id(call),
        body,
        files,
        with_components=query_flag(call, "with_components"),
    )
    return _shown(call, message)


@routes.delete(_ADDRESS + "/messages/@original", open=True)
@routes.delete(_ADDRESS + "/messages/{message_id}", open=True)
def remove_message(call: Call) -> Reply:
    interaction = _interaction(call)
    if interaction is not None:
        delete_found(call.world, interaction, _name(call))
    else:
        delete_sent(call.world, *_webhook(call), _message_id(call))
    return Reply(204)


def _interaction(call: Call) -> Interaction | None:
    """None where the id is not that of an application."""
    webhook_id = call.id("webhook_id")
    if webhook_id not in call.world.applications:
        return None
    return with_token(call.world, webhook_id, call.incoming.path_params["webhook_token"])


def _webhook(call: Call) -> tuple[Guild, Webhook]:
    token = call.incoming.path_params["webhook_token"]
    return webhook_with_token(call.world, call.id("webhook_id"), token)


def _name(call: Call) -> str:
    return call.incoming.path_params.get("message_id", ORIGINAL)


def _message_id(call: Call) -> int:
    """A webhook has no original message."""
    if "message_id" not in call.incoming.path_params:
        raise unknown_message()
    return call.id("message_id")


def _shown(call: Call, message: Message) -> Reply:
    return Reply(body=message_payload(call.world, message))
