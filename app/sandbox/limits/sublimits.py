"""Limits inside a route: refused with 429 although the bucket still has requests left."""

from dataclasses import dataclass

from app.sandbox.exchange.messages import Exchange
from app.sandbox.exchange.routes import shape_of
from app.sandbox.limits.windows import Allowance


@dataclass(frozen=True, slots=True)
class SubLimit:
    """Counts the requests of one route whose body names one of `fields`, per major parameter.

    Only what the handler carried out is counted; `code` is the JSON error code of the refusal.
    """

    method: str
    template: str
    fields: frozenset[str]
    allowance: Allowance
    code: int | None = None

    def covers(self, exchange: Exchange) -> bool:
        if exchange.template is None or exchange.method != self.method:
            return False
        if shape_of(exchange.template) != shape_of(self.template):
            return False
        return isinstance(exchange.body, dict) and not self.fields.isdisjoint(exchange.body)


CHANNEL_NAME_AND_TOPIC = SubLimit(
    "PATCH",
    "/channels/{channel_id}",
    frozenset({"name", "topic"}),
    Allowance(2, 600.0),
)
"""Two per ten minutes and channel: discord-api-docs#1900 and #2190."""
