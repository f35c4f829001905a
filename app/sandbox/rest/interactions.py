"""/interactions/{id}/{token}/callback: the first answer. The token is the right to give it."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.queries import query_flag
from app.sandbox.rest.routes import Routes
from app.sandbox.world.operations.interacting.answering import answer
from app.sandbox.world.payloads.interactions import callback_payload
from app.sandbox.world.payloads.messages import message_payload

routes = Routes()


@routes.post("/interactions/{interaction_id}/{interaction_token}/callback", open=True, files=True)
def post_callback(call: Call) -> Reply:
    """204, or with `with_response` what came of it."""
    token = call.incoming.path_params["interaction_token"]
    interaction, message = answer(
        call.world, call.id("interaction_id"), token, call.form(), call.incoming.files
    )
    if not query_flag(call, "with_response"):
        return Reply(204)
    shown = None if message is None else message_payload(call.world, message)
    return Reply(body=callback_payload(interaction, message, shown))
