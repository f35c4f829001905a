"""/sandbox/faults: faults ordered by a process outside."""

from dataclasses import dataclass
from enum import StrEnum

from app.sandbox.exchange.control_page import said
from app.sandbox.exchange.messages import Answer, Exchange
from app.sandbox.exchange.orders import ordered
from app.sandbox.faults.fault import Fault
from app.sandbox.faults.faults import Faults

ADDRESS = "/sandbox/faults"


class GatewayAction(StrEnum):
    DROP = "drop"
    RECONNECT = "reconnect"
    INVALID_SESSION = "invalid_session"


@dataclass(frozen=True, slots=True)
class GatewayOrder:
    """At once, or after so many more events; all connections, or those of one application."""

    action: GatewayAction
    after_events: int = 0
    application_id: int | None = None
    resumable: bool = True

    def __post_init__(self) -> None:
        if self.after_events < 0:
            raise ValueError("after_events counts from 0")


class FaultsPage:
    """What a process outside may see and order.

    GET                what is armed, and the log of what fired
    POST               a Fault: {"kind": "error", "moment": "after", "method": "POST",
                       "route": "/guilds/{guild_id}/roles", "status": 503}; answers {"id": 1}
    POST /ID/release   let go what a slow fault holds
    POST /gateway      a GatewayOrder: {"action": "drop", "after_events": 3}
    DELETE             nothing strikes any more
    """

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def __call__(self, exchange: Exchange) -> Answer:
        match exchange.method, exchange.path.split("/")[1:]:
            case "GET", []:
                return self._listed()
            case "POST", []:
                return self._add(exchange)
            case "DELETE", []:
                self._faults.clear()
                return self._listed()
            case "POST", ["gateway"]:
                return self._disturb(exchange)
            case "POST", [fault_id, "release"]:
                return self._release(fault_id)
            case _, [] | ["gateway"]:
                return said(405, "That cannot be done here.")
        return said(404, "There is no such page.")

    def _listed(self) -> Answer:
        armed = [
            {
                "id": armed.id,
                "kind": armed.fault.kind.value,
                "method": armed.fault.method,
                "route": armed.fault.route,
                "covered": armed.covered,
                "struck": armed.struck,
            }
            for armed in self._faults.armed
        ]
        fired = [firing.as_json() for firing in self._faults.fired]
        return Answer.of_json(200, {"armed": armed, "fired": fired})

    def _add(self, exchange: Exchange) -> Answer:
        fault = ordered(Fault, exchange)
        if isinstance(fault, Answer):
            return fault
        return Answer.of_json(201, {"id": self._faults.add(fault)})

    def _release(self, fault_id: str) -> Answer:
        known = fault_id.isascii() and fault_id.isdigit() and self._faults.release(int(fault_id))
        return Answer(204) if known else said(404, "There is no such fault.")

    def _disturb(self, exchange: Exchange) -> Answer:
        order = ordered(GatewayOrder, exchange)
        if isinstance(order, Answer):
            return order
        gateway = self._faults.gateway
        match order.action:
            case GatewayAction.DROP:
                gateway.drop_after(order.after_events, order.application_id)
            case GatewayAction.RECONNECT:
                gateway.reconnect(order.after_events, order.application_id)
            case GatewayAction.INVALID_SESSION:
                gateway.invalid_session(
                    order.after_events, order.application_id, resumable=order.resumable
                )
        return Answer.of_json(201, {})
