"""429 on demand: the next requests of a route are refused, whatever its bucket says."""

from dataclasses import dataclass

from app.sandbox.exchange.messages import Exchange
from app.sandbox.exchange.routes import shape_of
from app.sandbox.limits.refusals import Scope


@dataclass(slots=True)
class RefusalOrder:
    """`method` and `template` may be "*". `retry_after` in seconds.

    `remaining` is what X-RateLimit-Remaining says: above zero the refusal looks like a sub-limit.
    `bare` sends it without any rate limit header.
    """

    scope: Scope = Scope.USER
    method: str = "*"
    template: str = "*"
    times: int = 1
    retry_after: float = 1.0
    remaining: int = 0
    bare: bool = False

    def covers(self, exchange: Exchange) -> bool:
        if self.times <= 0 or self.method not in {"*", exchange.method}:
            return False
        if self.template == "*":
            return True
        return exchange.template is not None and shape_of(exchange.template) == shape_of(
            self.template
        )


class RefusalOrders:
    """Taken in the order in which they were given."""

    def __init__(self) -> None:
        self._orders: list[RefusalOrder] = []

    def add(self, order: RefusalOrder) -> None:
        self._orders.append(order)

    def take(self, exchange: Exchange) -> RefusalOrder | None:
        """The first order for this request, spent by one."""
        for order in self._orders:
            if order.covers(exchange):
                order.times -= 1
                return order
        return None

    def clear(self) -> None:
        self._orders.clear()
