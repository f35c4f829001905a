"""Who a request comes from, by its Authorization header."""

from app.sandbox.rest.call import Caller
from app.sandbox.rest.incoming import Incoming
from app.sandbox.world.refusals import Refusal, unauthorized
from app.sandbox.world.world import World


def authenticate(world: World, incoming: Incoming) -> Caller:
    scheme, _, token = incoming.headers.get("authorization", "").partition(" ")
    application = world.application_with_token(token.strip()) if scheme == "Bot" else None
    if application is None:
        raise unauthorized()
    return Caller(application.id, application)


def require_user_agent(world: World, incoming: Incoming) -> None:
    """Discord blocks requests that do not say what sends them."""
    if world.behaviour.require_user_agent and not incoming.headers.get("user-agent", "").strip():
        raise Refusal(403, 40333, "internal network error")
