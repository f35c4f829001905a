"""Discord's rate limits in front of every route, told by a clock that tests can drive."""

from dataclasses import dataclass, field
from hashlib import blake2b

from app.sandbox.clock import Clock
from app.sandbox.exchange.messages import Answer, Exchange, Proceed
from app.sandbox.limits.ban import InvalidRequestBan
from app.sandbox.limits.counts import Counts
from app.sandbox.limits.orders import RefusalOrder, RefusalOrders
from app.sandbox.limits.refusals import BucketState, RateLimited, Scope
from app.sandbox.limits.routes import UNROUTED, counts_globally
from app.sandbox.limits.spending import Spending
from app.sandbox.limits.sublimits import CHANNEL_NAME_AND_TOPIC, SubLimit
from app.sandbox.limits.table import Bucket, LimitTable, usual_limits
from app.sandbox.limits.windows import Allowance, Window

GLOBAL = Allowance(50, 1.0)


@dataclass(slots=True)
class Admission:
    """What a request that was let through has spent from; nothing where limits are off."""

    bucket: Bucket | None = None
    window: Window | None = None
    sub_windows: list[Window] = field(default_factory=list)


class Limits:
    """The layer that counts, refuses, and puts the headers on.

    `table`, `sub_limits`, `global_allowance` and `ban` may be changed at any time. A global second
    is any second, not one of a fixed grid; the window of a bucket opens with its first request.
    """

    def __init__(self, clock: Clock, table: LimitTable | None = None, seed: int = 0) -> None:
        self.table = table or usual_limits()
        self.sub_limits: list[SubLimit] = [CHANNEL_NAME_AND_TOPIC]
        self.global_allowance = GLOBAL
        self.ban = InvalidRequestBan()
        self.counts = Counts()
        self.enabled = True
        self._clock = clock
        self._seed = seed
        self._orders = RefusalOrders()
        self._spending = Spending()

    def off(self) -> None:
        """Refuse nothing and send no rate limit headers; counting goes on. For benchmarks."""
        self.enabled = False

    def on(self) -> None:
        self.enabled = True

    def refuse(self, order: RefusalOrder) -> None:
        """Refuse coming requests on demand."""
        self._orders.add(order)

    def reset(self) -> None:
        """Forget what was spent, ordered, banned and counted."""
        self.ban = InvalidRequestBan(self.ban.allowance, self.ban.status)
        self.counts = Counts()
        self._orders.clear()
        self._spending = Spending()

    def hash_of(self, method: str, template: str) -> str:
        """X-RateLimit-Bucket of a route: the same for every guild, channel and webhook."""
        return self._hash(self.table.bucket_of(method, template))

    async def layer(self, exchange: Exchange, proceed: Proceed) -> Answer:
        """A `Layer` for the REST API; the outermost, so that it counts what a client saw."""
        now = self._clock.now()
        self.counts.arrived(exchange, now)
        admitted = self._admit(exchange, now)
        if isinstance(admitted, Answer):
            answer = admitted
        else:
            answer = self._settle(exchange, admitted, await proceed(exchange))
        self.counts.answers[answer.status] += 1
        return answer

    def _admit(self, exchange: Exchange, now: float) -> Admission | Answer:
        if not self.enabled:
            return Admission()
        if now < self.ban.until(exchange.client):
            self.counts.banned_answers += 1
            return self.ban.answer()
        order = self._orders.take(exchange)
        if order is not None:
            return self._refuse_on_demand(exchange, order, now)
        if counts_globally(exchange):
            wait = self._spending.take_global(exchange, self.global_allowance, now)
            if wait > 0:
                return self._refuse(exchange, RateLimited(Scope.GLOBAL, wait), now)
        return self._admit_to_bucket(exchange, now)

    def _admit_to_bucket(self, exchange: Exchange, now: float) -> Admission | Answer:
        if exchange.template is None:
            return Admission()
        bucket = self.table.bucket_of(exchange.method, exchange.template)
        window = self._spending.of_bucket(bucket, exchange)
        if not window.take(now):
            scope = Scope.SHARED if bucket.shared else Scope.USER
            state = self._state(bucket, window, now)
            return self._refuse(exchange, RateLimited(scope, state.resets_after, state), now)
        admission = Admission(bucket, window)
        for sub_limit in self.sub_limits:
            if not sub_limit.covers(exchange):
                continue
            sub_window = self._spending.of_sub_limit(sub_limit, exchange)
            if not sub_window.take(now):
                _give_back(admission)
                state, wait = self._state(bucket, window, now), sub_window.resets_at - now
                refusal = RateLimited(Scope.USER, wait, state, sub_limit.code)
                return self._refuse(exchange, refusal, now)
            admission.sub_windows.append(sub_window)
        return admission

    def _settle(self, exchange: Exchange, admission: Admission, answer: Answer) -> Answer:
        """Refused requests are noted; what the handler refused spends no sub-limit."""
        now = self._clock.now()
        if answer.status in (401, 403):
            self._note_invalid(exchange, now)
        if answer.status >= 400:
            _give_back(admission)
        bucket, window = admission.bucket, admission.window
        if bucket is None or window is None or answer.status in (401, 429):
            return answer
        answer.headers |= self._state(bucket, window, now).headers()
        return answer

    def _refuse_on_demand(self, exchange: Exchange, order: RefusalOrder, now: float) -> Answer:
        state: BucketState | None = None
        if order.scope is not Scope.GLOBAL:
            bucket = self.table.bucket_of(exchange.method, exchange.template or UNROUTED)
            state = BucketState(
                hash=self._hash(bucket),
                limit=max(bucket.allowance.requests, order.remaining),
                remaining=order.remaining,
                resets_at=now + order.retry_after,
                resets_after=order.retry_after,
            )
        refusal = RateLimited(order.scope, order.retry_after, state)
        return self._refuse(exchange, refusal, now, bare=order.bare)

    def _refuse(
        self, exchange: Exchange, refusal: RateLimited, now: float, *, bare: bool = False
    ) -> Answer:
        self.counts.refused(exchange, refusal.scope)
        if refusal.scope is not Scope.SHARED:
            self._note_invalid(exchange, now)
        return refusal.bare_answer() if bare else refusal.answer()

    def _note_invalid(self, exchange: Exchange, now: float) -> None:
        self.counts.invalid_requests += 1
        if self.enabled:
            self.ban.earn(exchange.client, now)

    def _state(self, bucket: Bucket, window: Window, now: float) -> BucketState:
        return BucketState(
            hash=self._hash(bucket),
            limit=bucket.allowance.requests,
            remaining=window.remaining,
            resets_at=window.resets_at,
            resets_after=max(0.0, window.resets_at - now),
        )

    def _hash(self, bucket: Bucket) -> str:
        return blake2b(f"{self._seed}:{bucket.name}".encode(), digest_size=16).hexdigest()


def _give_back(admission: Admission) -> None:
    for window in admission.sub_windows:
        window.give_back()
