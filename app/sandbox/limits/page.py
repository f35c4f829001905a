"""GET /sandbox/limits and its knobs."""

from collections.abc import Mapping

from app.sandbox.exchange.control_page import said
from app.sandbox.exchange.messages import Answer, Exchange
from app.sandbox.exchange.orders import ordered
from app.sandbox.limits.limits import Limits
from app.sandbox.limits.orders import RefusalOrder

ADDRESS = "/sandbox/limits"


class LimitsPage:
    """What a process outside may see and order.

    GET             counts, and whether limits are enabled
    PATCH           {"enabled": bool}
    POST /refusals  a RefusalOrder: {"scope": "shared", "method": "POST", "times": 2}
    DELETE          forget what was spent, ordered, banned and counted
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def __call__(self, exchange: Exchange) -> Answer:
        match exchange.method, exchange.path:
            case "GET", "":
                return self._counts()
            case "PATCH", "":
                return self._switch(exchange.body)
            case "DELETE", "":
                self._limits.reset()
                return self._counts()
            case "POST", "/refusals":
                return self._order(exchange)
            case _, "" | "/refusals":
                return said(405, "That cannot be done here.")
        return said(404, "There is no such page.")

    def _counts(self) -> Answer:
        enabled = {"enabled": self._limits.enabled}
        return Answer.of_json(200, enabled | self._limits.counts.as_json())

    def _switch(self, body: object) -> Answer:
        if not isinstance(body, Mapping) or not isinstance(body.get("enabled"), bool):
            return said(400, 'Send {"enabled": true} or {"enabled": false}.')
        self._limits.enabled = body["enabled"]
        return self._counts()

    def _order(self, exchange: Exchange) -> Answer:
        order = ordered(RefusalOrder, exchange)
        if isinstance(order, Answer):
            return order
        self._limits.refuse(order)
        return Answer.of_json(201, {})
