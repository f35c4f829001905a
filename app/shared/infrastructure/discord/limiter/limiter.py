"""Lets requests go as soon as Discord's limits allow, and tells at once if that is too late."""

import asyncio
from bisect import insort
from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from itertools import count

from app.shared.domain.structure.limits import CALLS_PER_SECOND
from app.shared.infrastructure.discord.limiter.answer import Answer, Scope
from app.shared.infrastructure.discord.limiter.demand import Demand
from app.shared.infrastructure.discord.limiter.global_budget import GlobalBudget
from app.shared.infrastructure.discord.limiter.held_by import HeldBy
from app.shared.infrastructure.discord.limiter.lanes import Lanes
from app.shared.infrastructure.discord.limiter.refusals import limit_reached
from app.shared.infrastructure.discord.limiter.sub_limits import SubLimits
from app.shared.infrastructure.discord.limiter.ticket import Lane, Ticket
from app.shared.infrastructure.discord.limiter.timer import Timer
from app.shared.infrastructure.discord.limiter.wait_meter import NoWaitMeter, WaitMeter
from app.shared.infrastructure.discord.limiter.wake_up import WakeUp

PATIENCE = 10.0
_NEVER = float("inf")


class Limiter:
    """`enter` before a request is sent, `leave` once, whatever became of it.

    Nothing runs in the background: work is done when a request comes, when one ends, and when the
    timer's one alarm rings. Each bucket has its own queue, so none waits for another's.
    """

    def __init__(
        self,
        timer: Timer,
        *,
        patience: float = PATIENCE,
        per_second: int = CALLS_PER_SECOND,
        meter: WaitMeter | None = None,
    ) -> None:
        self._timer = timer
        self._patience = patience
        self._meter = meter or NoWaitMeter()
        self._budget = GlobalBudget(per_second)
        self._lanes = Lanes()
        self._sub_limits = SubLimits()
        self._numbers = count()
        self._wake_up = WakeUp(timer, self._ring)

    async def enter(
        self, demand: Demand, *, since: float | None = None, patience: float | None = None
    ) -> Ticket:
        """Wait until the request may be sent. Raises LimitReached if that is beyond the patience.

        `since` is when the call was first tried: a repeated one keeps its place in the queue.
        """
        ticket = self._ticket(demand, since, self._patience if patience is None else patience)
        insort(ticket.lane.waiting, ticket)
        self._release([ticket.lane])
        self._refuse_late(ticket.lane, only=ticket)
        try:
            await ticket.granted
        except asyncio.CancelledError:
            self._give_up(ticket)
            raise
        return ticket

    def leave(self, ticket: Ticket, answer: Answer | None) -> None:
        """The request ended: with an answer, or without one (it may have been counted)."""
        now = self._timer.now()
        changed = [ticket.lane]
        if answer is not None and answer.bucket is not None:
            changed += self._lanes.learn(ticket.demand.route, answer.bucket)
        ticket.lane.travelling.remove(ticket)
        self._budget.answered(now)
        self._sub_limits.answered(ticket.demand, ticket.use, answer, now)
        if answer is None:
            ticket.lane.bucket.lost(now)
        else:
            ticket.lane.bucket.learn(answer, now)
            self._heed(answer, ticket.lane, now)
        self._release(changed)
        everybody = answer is not None and answer.limited and answer.scope is Scope.GLOBAL
        for lane in list(self._lanes.with_waiting()) if everybody else changed:
            self._refuse_late(lane)
        self._lanes.sweep(now)
        self._sub_limits.sweep(now)

    def give_back(self, ticket: Ticket) -> None:
        """Instead of `leave`: the request was not sent after all."""
        ticket.lane.travelling.remove(ticket)
        ticket.lane.bucket.returned()
        self._budget.returned()
        if ticket.use is not None:
            self._sub_limits.forget(ticket.demand, ticket.use)
        self._release(list(self._lanes.with_waiting()))

    def _ticket(self, demand: Demand, since: float | None, patience: float) -> Ticket:
        now = self._timer.now()
        first_tried = now if since is None else since
        return Ticket(
            demand=demand,
            order=(first_tried + demand.priority, next(self._numbers)),
            arrived=now,
            deadline=now + patience,
            granted=asyncio.get_running_loop().create_future(),
            lane=self._lanes.lane_of(demand),
        )

    def _heed(self, answer: Answer, lane: Lane, now: float) -> None:
        """Hold back whom a 429 is about; a sub-limit holds back only its own kind."""
        if not answer.limited or answer.is_sub_limit:
            return
        if answer.scope is Scope.GLOBAL:
            self._budget.block(now + answer.retry_after)
        else:
            lane.bucket.block(now + answer.retry_after, answer.scope)

    def _release(self, lanes: Iterable[Lane]) -> None:
        """Send whoever may go, the first of all lanes first, and set the alarm for the others."""
        now = self._timer.now()
        heads = [(lane.waiting[0], lane) for lane in dict.fromkeys(lanes) if lane.waiting]
        heapify(heads)
        while heads and self._budget.room(now) > 0:
            _, lane = heappop(heads)
            ticket = self._next_of(lane, now)
            if ticket is not None:
                self._grant(ticket, now)
                if lane.waiting:
                    heappush(heads, (lane.waiting[0], lane))
        if self._budget.room(now) <= 0 and any(self._lanes.with_waiting()):
            self._wake_up.at(self._budget.opens_at(now))

    def _next_of(self, lane: Lane, now: float) -> Ticket | None:
        if lane.bucket.room(now) <= 0:
            self._wake_up.at(lane.bucket.opens_at(now))
            return None
        for ticket in lane.waiting:
            if ticket.is_abandoned:
                continue
            opens_at = self._sub_limits.opens_at(ticket.demand, now)
            if opens_at <= now:
                return ticket
            self._wake_up.at(opens_at)
        return None

    def _grant(self, ticket: Ticket, now: float) -> None:
        ticket.lane.waiting.remove(ticket)
        ticket.lane.travelling.add(ticket)
        ticket.lane.bucket.sent()
        self._budget.sent()
        ticket.use = self._sub_limits.sent(ticket.demand)
        ticket.granted.set_result(None)
        if ticket.held_by is not None:
            self._meter.waited(ticket.held_by, now - ticket.arrived)

    def _refuse_late(self, lane: Lane, only: Ticket | None = None) -> None:
        """Refuse whoever cannot go within its patience, as far as can be foreseen."""
        now = self._timer.now()
        ahead = 0
        for ticket in list(lane.waiting):
            if ticket.is_abandoned:
                continue
            wait, held_by = self._foreseen(ticket, ahead, now)
            ahead += held_by is not HeldBy.SUB_LIMIT
            if only is not None and ticket is not only:
                continue
            ticket.held_by = held_by
            if now + wait > ticket.deadline:
                lane.waiting.remove(ticket)
                ahead -= held_by is not HeldBy.SUB_LIMIT
                ticket.granted.set_exception(limit_reached(ticket.demand, wait, held_by))

    def _foreseen(self, ticket: Ticket, ahead: int, now: float) -> tuple[float, HeldBy]:
        """The least number of seconds until it goes, and the limit that says so."""
        bucket = ticket.lane.bucket
        waits = (
            (bucket.wait(now, ahead), bucket.held_by),
            (self._sub_limits.opens_at(ticket.demand, now) - now, HeldBy.SUB_LIMIT),
            (self._budget.opens_at(now) - now, HeldBy.GLOBAL),
        )
        finite = [(wait, held_by) for wait, held_by in waits if wait != _NEVER]
        return max(finite, key=lambda found: found[0])

    def _give_up(self, ticket: Ticket) -> None:
        """Whoever waited was cancelled: its place goes to the next."""
        if ticket in ticket.lane.waiting:
            ticket.lane.waiting.remove(ticket)
            self._release([ticket.lane])
        elif ticket in ticket.lane.travelling:
            self.give_back(ticket)
        else:
            ticket.granted.exception()

    def _ring(self) -> None:
        self._release(list(self._lanes.with_waiting()))
        for lane in list(self._lanes.with_waiting()):
            self._refuse_late(lane)
