"""/webhooks/{id}/{token} and its messages: of webhooks, and of interactions, where the id is the
application's and the token the interaction's.
"""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
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
from app.sandbox.world.payloads.messages import message_payload
from app.sandbox.world.refusals import unknown_webhook

routes = Routes()

_ADDRESS = "/webhooks/{webhook_id}/{webhook_token}"


@routes.post(_ADDRESS, open=True, files=True)
def post_message(call: Call) -> Reply:
    message = follow_up(call.world, _interaction(call), call.form(), call.incoming.files)
    return _shown(call, message)


@routes.get(_ADDRESS + "/messages/@original", open=True)
@routes.get(_ADDRESS + "/messages/{message_id}", open=True)
def get_message(call: Call) -> Reply:
    _, _, message = find_response(call.world, _interaction(call), _name(call))
    return _shown(call, message)


@routes.patch(_ADDRESS + "/messages/@original", open=True, files=True)
@routes.patch(_ADDRESS + "/messages/{message_id}", open=True, files=True)
def patch_message(call: Call) -> Reply:
    message = edit_found(
        call.world, _interaction(call), _name(call), call.form(), call.incoming.files
    )
    return _shown(call, message)


@routes.delete(_ADDRESS + "/messages/@original", open=True)
@routes.delete(_ADDRESS + "/messages/{message_id}", open=True)
def remove_message(call: Call) -> Reply:
    delete_found(call.world, _interaction(call), _name(call))
    return Reply(204)


def _interaction(call: Call) -> Interaction:
    webhook_id = call.id("webhook_id")
    if webhook_id not in call.world.applications:
        raise unknown_webhook()
    return with_token(call.world, webhook_id, call.incoming.path_params["webhook_token"])


def _name(call: Call) -> str:
    return call.incoming.path_params.get("message_id", ORIGINAL)


def _shown(call: Call, message: Message) -> Reply:
    return Reply(body=message_payload(call.world, message))
