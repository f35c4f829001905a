"""Faults on demand: the layer that makes them happen, and the log of what happened."""

import asyncio
from collections.abc import Awaitable, Callable

from app.sandbox.clock import Clock
from app.sandbox.exchange.messages import (
    Answer,
    AnswerWithheld,
    ConnectionDropped,
    Exchange,
    Proceed,
)
from app.sandbox.exchange.stored import Stored
from app.sandbox.faults.armed import Armed, Firing
from app.sandbox.faults.broken_answers import emptied, error_answer, replaced
from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.faults.gateway import GatewayFaults
from app.sandbox.faults.history import USUAL_LISTS, ListHistory
from app.sandbox.limits.refusals import RateLimited, Scope

_LOOK_AT_THE_CLOCK_EVERY_S = 0.005
_MOMENTS = frozenset({FaultKind.ERROR, FaultKind.SILENCE, FaultKind.DROP, FaultKind.SLOW})


class Faults:
    """A request is hit by the first fault that strikes, in the order in which they were added.

    `gateway` holds what can go wrong there.
    """

    def __init__(self, clock: Clock, stored: Stored, gateway: GatewayFaults) -> None:
        self.gateway = gateway
        self.fired: list[Firing] = []
        self._clock = clock
        self._stored = stored
        self._armed: list[Armed] = []
        self._last_id = 0
        self._history: ListHistory | None = None

    @property
    def armed(self) -> list[Armed]:
        """What may still strike."""
        return [armed for armed in self._armed if not armed.is_spent]

    def add(self, fault: Fault) -> int:
        """Answers the id by which a SLOW fault is released."""
        self._last_id += 1
        self._armed.append(Armed(self._last_id, fault))
        if fault.kind is FaultKind.STALE and self._history is None:
            self._history = ListHistory(self._stored)
        return self._last_id

    def release(self, fault_id: int) -> bool:
        """Let go what a SLOW fault holds, now and later; False where there is no such fault."""
        found = [armed for armed in self._armed if armed.id == fault_id]
        for armed in found:
            armed.released = True
        return bool(found)

    def clear(self) -> None:
        """Nothing strikes any more and nothing is held; the log stays."""
        for armed in self._armed:
            armed.released = True
        self._armed.clear()
        self._history = None
        self.gateway.clear()

    async def layer(self, exchange: Exchange, proceed: Proceed) -> Answer:
        """A `Layer` for the REST API, inside the limits: what those refuse meets no fault."""
        if self._history is not None:
            self._history.meet(exchange)
        armed = self._striking(exchange)
        if armed is None:
            return await self._through(exchange, proceed)
        self._log(armed, exchange)
        return await self._struck(armed, exchange, proceed)

    def _striking(self, exchange: Exchange) -> Armed | None:
        return next((armed for armed in self._armed if self._strikes(armed, exchange)), None)

    def _strikes(self, armed: Armed, exchange: Exchange) -> bool:
        """A list without a past is not what a STALE fault waits for."""
        if armed.fault.kind is FaultKind.STALE and self._old(armed.fault, exchange) is None:
            return False
        return armed.strikes(exchange)

    def _old(self, fault: Fault, exchange: Exchange) -> Answer | None:
        return None if self._history is None else self._history.as_of(exchange, fault.writes_ago)

    async def _struck(self, armed: Armed, exchange: Exchange, proceed: Proceed) -> Answer:
        fault = armed.fault
        if fault.kind in _MOMENTS:
            return await self._at_its_moment(armed, exchange, proceed)
        if fault.kind is FaultKind.BARE_429:
            return RateLimited(Scope.USER, fault.retry_after).bare_answer()
        answer = await self._through(exchange, proceed)
        if fault.kind is FaultKind.STALE:
            return self._old(fault, exchange) or answer
        return emptied(answer) if fault.kind is FaultKind.EMPTY_BODY else replaced(fault, answer)

    async def _at_its_moment(self, armed: Armed, exchange: Exchange, proceed: Proceed) -> Answer:
        act = self._acts()[armed.fault.kind]
        if armed.fault.moment is Moment.BEFORE:
            instead = await act(armed)
            return await self._through(exchange, proceed) if instead is None else instead
        answer = await self._through(exchange, proceed)
        instead = await act(armed)
        return answer if instead is None else instead

    def _acts(self) -> dict[FaultKind, Callable[[Armed], Awaitable[Answer | None]]]:
        """None where the handler's answer stands."""
        return {
            FaultKind.ERROR: _fail,
            FaultKind.SILENCE: _withhold,
            FaultKind.DROP: _drop,
            FaultKind.SLOW: self._hold,
        }

    async def _hold(self, armed: Armed) -> None:
        """Looks at the clock: a driven one does not say when it moves."""
        delay_s = armed.fault.delay_s
        until = float("inf") if delay_s is None else self._clock.now() + delay_s
        while not armed.released and self._clock.now() < until:  # noqa: ASYNC110 - nothing to await
            await asyncio.sleep(_LOOK_AT_THE_CLOCK_EVERY_S)

    async def _through(self, exchange: Exchange, proceed: Proceed) -> Answer:
        history = self._history
        if history is None or exchange.method == "GET":
            return await proceed(exchange)
        return await history.through(exchange, proceed, self._lists())

    def _lists(self) -> set[str]:
        """The routes whose past somebody may ask for."""
        stale = [armed.fault for armed in self._armed if armed.fault.kind is FaultKind.STALE]
        named = {fault.route for fault in stale if fault.route != "*"}
        return named if len(named) == len(stale) else named.union(USUAL_LISTS)

    def _log(self, armed: Armed, exchange: Exchange) -> None:
        fault = armed.fault
        self.fired.append(
            Firing(
                armed.id,
                fault.kind,
                fault.moment,
                exchange.method,
                exchange.path,
                self._clock.now(),
            )
        )


async def _fail(armed: Armed) -> Answer:
    return error_answer(armed.fault)


async def _withhold(_armed: Armed) -> Answer:
    raise AnswerWithheld


async def _drop(_armed: Armed) -> Answer:
    raise ConnectionDropped
