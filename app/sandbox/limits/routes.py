"""How a route is named, and whose allowance a request spends."""

from app.sandbox.exchange.messages import Exchange
from app.sandbox.exchange.routes import shape_of

UNROUTED = "(no route)"
_MAJOR = frozenset({"guild_id", "channel_id", "webhook_id", "interaction_id"})


def route_name(exchange: Exchange) -> str:
    """As in "PATCH /channels/{channel_id}"."""
    return UNROUTED if exchange.template is None else f"{exchange.method} {exchange.template}"


def major_of(exchange: Exchange) -> str:
    """The value that gives a path an allowance of its own: its guild, channel or webhook.

    It counts where it opens the path; webhooks and interactions count together with their token.
    """
    opening = (exchange.template or "").split("/")[2:4]
    names = [part.strip("{}") for part in opening if part.startswith("{")]
    if not names or names[0] not in _MAJOR:
        return ""
    counted = [name for name in names if name in _MAJOR or name.endswith("_token")]
    return "/".join(f"{name}={exchange.path_params[name]}" for name in counted)


def caller_of(exchange: Exchange) -> str:
    """Whom the limits count: the Authorization header, or the address of someone without one."""
    return exchange.authorization or exchange.client


def counts_globally(exchange: Exchange) -> bool:
    """Interaction endpoints and whatever goes through a webhook's token are outside the 50/s."""
    shape = shape_of(exchange.template or "")
    return not shape.startswith(("/interactions/", "/webhooks/{}/{}"))
