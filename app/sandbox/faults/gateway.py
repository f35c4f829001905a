"""Bad days of the gateway, ordered in one place with the faults of the REST API."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol

from app.sandbox.world.events import Event
from app.sandbox.world.world import World


class Disturbable(Protocol):
    """What a gateway can be made to do to its connections, all of them or one application's."""

    @abstractmethod
    def drop(self, application_id: int | None = None) -> None: ...

    @abstractmethod
    def ask_to_reconnect(self, application_id: int | None = None) -> None: ...

    @abstractmethod
    def invalidate_sessions(
        self, application_id: int | None = None, *, resumable: bool
    ) -> None: ...


class GatewayFaults:
    """Each order strikes at once, or right after that many more events of the world.

    A gateway must be attached after it has subscribed to the world, so that it has sent the event
    by then. The order in which things were ordered is the order in which they strike.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._gateways: list[Disturbable] = []
        self._waiting: list[tuple[int, Callable[[Disturbable], None]]] = []
        self._unsubscribe: Callable[[], None] | None = None
        self._events = 0
        self.struck = 0

    def attach(self, gateway: Disturbable) -> None:
        self._gateways.append(gateway)
        if self._unsubscribe is None:
            self._unsubscribe = self._world.subscribe(self._count)

    def drop_after(self, events: int = 0, application_id: int | None = None) -> None:
        """Cut the sockets without a close frame; sessions stay resumable."""
        self._order(events, lambda gateway: gateway.drop(application_id))

    def reconnect(self, events: int = 0, application_id: int | None = None) -> None:
        """Op 7."""
        self._order(events, lambda gateway: gateway.ask_to_reconnect(application_id))

    def invalid_session(
        self, events: int = 0, application_id: int | None = None, *, resumable: bool
    ) -> None:
        """Op 9."""
        self._order(
            events,
            lambda gateway: gateway.invalidate_sessions(application_id, resumable=resumable),
        )

    def clear(self) -> None:
        """Forget what has not struck yet."""
        self._waiting.clear()

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def _order(self, events: int, act: Callable[[Disturbable], None]) -> None:
        if events < 0:
            raise ValueError("events that are over cannot be waited for")
        if events == 0:
            self._strike(act)
        else:
            self._waiting.append((self._events + events, act))

    def _count(self, _event: Event) -> None:
        self._events += 1
        due = [act for at, act in self._waiting if at <= self._events]
        self._waiting = [item for item in self._waiting if item[0] > self._events]
        for act in due:
            self._strike(act)

    def _strike(self, act: Callable[[Disturbable], None]) -> None:
        self.struck += 1
        for gateway in self._gateways:
            act(gateway)
