"""Who a request comes from, by its Authorization header."""

from collections.abc import Collection

from app.sandbox.rest.call import Caller
from app.sandbox.rest.incoming import Incoming
from app.sandbox.world.operations.authorizing import grant_with
from app.sandbox.world.refusals import Refusal, unauthorized
from app.sandbox.world.world import World


def authenticate(world: World, incoming: Incoming, scopes: Collection[str] | None) -> Caller:
    """A bot, or where `scopes` is set a user whose token has all of them.

    That a token without the scope is told 401, like one that is not known, is an assumption.
    """
    scheme, _, token = incoming.headers.get("authorization", "").partition(" ")
    if scheme == "Bot":
        application = world.application_with_token(token.strip())
        if application is not None:
            return Caller(application.id, application)
    if scheme == "Bearer" and scopes is not None:
        grant = grant_with(world, token.strip())
        if grant is not None and set(scopes) <= set(grant.consent.scopes):
            return Caller(grant.consent.user_id, None, grant)
    raise unauthorized()


def require_user_agent(world: World, incoming: Incoming) -> None:
    """Discord blocks requests that do not say what sends them."""
    if world.behaviour.require_user_agent and not incoming.headers.get("user-agent", "").strip():
        raise Refusal(403, 40333, "internal network error")
