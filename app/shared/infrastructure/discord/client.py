"""Calls Discord's REST API: limits, retries, refusals and errors in one place."""

from dataclasses import dataclass
from random import Random
from typing import Any

import httpx2

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import (
    BeforeRepeat,
    DiscordUnavailable,
    LimitReached,
)
from app.shared.application.ports.shared_budget import SharedBudget
from app.shared.domain.errors import DomainError
from app.shared.domain.structure.limits import CALLS_PER_SECOND
from app.shared.infrastructure.discord.clock_skew import ahead_of
from app.shared.infrastructure.discord.errors import no_answer, refusal, refused_later, unreadable
from app.shared.infrastructure.discord.guard import Guard
from app.shared.infrastructure.discord.limiter.answer import Answer, Scope, read_answer
from app.shared.infrastructure.discord.limiter.breaker import THRESHOLD, Breaker
from app.shared.infrastructure.discord.limiter.demand import Demand
from app.shared.infrastructure.discord.limiter.held_by import HeldBy
from app.shared.infrastructure.discord.limiter.limiter import PATIENCE, Limiter
from app.shared.infrastructure.discord.limiter.refusals import limit_reached
from app.shared.infrastructure.discord.limiter.ticket import Ticket
from app.shared.infrastructure.discord.limiter.timer import LoopTimer, Timer, sleep
from app.shared.infrastructure.discord.metrics import Meter, NoMeter
from app.shared.infrastructure.discord.request import Request
from app.shared.infrastructure.discord.retries import Retries
from app.shared.infrastructure.discord.shared_places import Alone, SharedPlaces, TooLong
from app.shared.infrastructure.discord.token import Token
from app.shared.infrastructure.discord.wire import NOT_JSON, NoReply, Reply, Wire

API = "https://discord.com/api/v10"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSettings:
    """Seconds and bytes. `base_url` may name a rate-limiting proxy that all processes share."""

    base_url: str = API
    contact: str = "https://guildwright.example"
    """The address in the User-Agent that Discord asks bots to send."""
    version: str = "0"
    patience: float = PATIENCE
    """How long one call waits for limits before LimitReached says how long it would be."""
    requests_per_second: int = CALLS_PER_SECOND
    """Of this process, whatever others send. How it is counted keeps the rate just below."""
    invalid_requests: int = THRESHOLD
    """Refused requests in ten minutes after which nothing is sent any more."""
    answer_seconds: float = 60.0
    answer_bytes: int = 32 * 1024 * 1024


class DiscordClient:
    """One token's way to Discord. Share one per process: limits are counted here. Of the one over
    all routes `shared` counts what other processes send as well.

    A wrong token is found out once: from then on every call raises TokenRefused unsent.
    """

    def __init__(
        self,
        token: Token,
        settings: ClientSettings,
        *,
        clock: Clock,
        timer: Timer | None = None,
        meter: Meter | None = None,
        random: Random | None = None,
        shared: SharedBudget | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._clock = clock
        self._timer = timer or LoopTimer()
        self._meter = meter or NoMeter()
        self._random = random or Random()  # noqa: S311 - it spreads retries and guards nothing
        self._patience = settings.patience
        self._guard = Guard(Breaker(settings.invalid_requests), self._meter)
        self._limiter = Limiter(
            self._timer,
            per_second=settings.requests_per_second,
            meter=self._meter,
        )
        self._places = SharedPlaces(shared or Alone(), self._timer)
        self._wire = Wire(
            base_url=settings.base_url,
            token=token,
            user_agent=f"DiscordBot ({settings.contact}, {settings.version})",
            answer_bytes=settings.answer_bytes,
            seconds=settings.answer_seconds,
            transport=transport,
        )
        self.clock_skew: float | None = None
        """Seconds by which this machine's clock was ahead of Discord's at the last answer."""

    async def call(self, request: Request, before_repeat: BeforeRepeat | None = None) -> Any:
        """Send a request and give the JSON of its answer, or None when that is empty.

        `before_repeat` is called before it is sent again where it may have arrived.

        Raises what the port says: TokenRefused, CallForbidden, CallInvalid, ThingGone,
        GuildNotFound, MemberNotFound, LimitReached, DiscordUnavailable.
        """
        since = self._timer.now()
        retries = Retries(self._random)
        may_have_left = False
        while True:
            try:
                outcome = await self._once(request, since, retries)
                if isinstance(outcome, Reply) and outcome.status == 429:
                    self._go_on_after_limit(request, outcome, retries)
                    continue
            except (LimitReached, DiscordUnavailable):
                if may_have_left and request.changes:
                    raise refused_later() from None
                raise
            if isinstance(outcome, Reply) and outcome.status < 500:
                if may_have_left and _hides_an_effect(request, outcome):
                    raise refused_later()
                return _result(request, outcome)
            may_have_left = may_have_left or isinstance(outcome, Reply) or outcome.may_have_left
            delay = retries.after_failure()
            if delay is None or (may_have_left and not request.may_repeat):
                raise no_answer(outcome, unsure=request.changes and may_have_left)
            await sleep(self._timer, delay)
            if may_have_left and before_repeat is not None:
                await before_repeat()

    async def close(self) -> None:
        await self._wire.close()

    async def _once(self, request: Request, since: float, retries: Retries) -> Reply | NoReply:
        """One try: its place in the queues before, and what it taught after."""
        entered = self._timer.now()
        self._guard.require_way(entered)
        patience = self._patience - retries.waited
        ticket = await self._limiter.enter(request.demand(), since=since, patience=patience)
        try:
            patience -= self._timer.now() - entered
            place = await self._place(request.demand(), ticket.order[0], patience)
        except BaseException:
            self._limiter.give_back(ticket)
            raise
        retries.waited += self._timer.now() - entered
        return await self._sent(request, ticket, place)

    async def _place(self, demand: Demand, order: float, patience: float) -> str:
        try:
            place = await self._places.taken(patience, order)
        except TooLong as late:
            raise limit_reached(demand, late.again, HeldBy.GLOBAL) from None
        try:
            self._guard.require_way(self._timer.now())
        except DomainError:
            await self._places.give_back(place)
            raise
        return place

    async def _sent(self, request: Request, ticket: Ticket, place: str) -> Reply | NoReply:
        started = self._timer.now()
        answer: Answer | None = None
        try:
            outcome = await self._wire.send(request)
            if isinstance(outcome, Reply):
                answer = read_answer(outcome.status, outcome.headers, outcome.data)
                self._learn(answer, outcome)
        finally:
            self._limiter.leave(ticket, answer)
            await self._places.answered(place)
        status = "no answer" if answer is None else str(answer.status)
        self._meter.called(request.route, status, self._timer.now() - started)
        return outcome

    def _learn(self, answer: Answer, reply: Reply) -> None:
        is_discords = reply.data is not NOT_JSON
        self._guard.note(answer, is_discords=is_discords, now=self._timer.now())
        skew = ahead_of(reply.headers, answer, self._clock.now())
        if skew is not None:
            self.clock_skew = skew

    def _go_on_after_limit(self, request: Request, reply: Reply, retries: Retries) -> None:
        """The limiter has heard of it and holds the next try back, or refuses it."""
        if retries.after_refusal():
            return
        answer = read_answer(reply.status, reply.headers, reply.data)
        held_by = HeldBy.GLOBAL if answer.scope is Scope.GLOBAL else HeldBy.BUCKET
        raise limit_reached(request.demand(), answer.retry_after, held_by)


def _hides_an_effect(request: Request, reply: Reply) -> bool:
    """A refusal says what became of the last try alone: the one before may have changed something.
    What is gone after a try to delete it is what was wanted, and a token that is refused is the
    end of everything."""
    is_gone = request.method == "DELETE" and reply.status == 404
    return request.changes and reply.status >= 300 and reply.status != 401 and not is_gone


def _result(request: Request, reply: Reply) -> Any:
    if reply.status >= 300:
        raise refusal(request, reply)
    if reply.data is NOT_JSON:
        raise unreadable(request)
    return reply.data
