"""What can be ordered to go wrong with a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from app.sandbox.exchange.messages import Exchange
from app.sandbox.exchange.routes import shape_of


class FaultKind(StrEnum):
    """ERROR answers with `status`. SILENCE never answers. DROP breaks the connection. SLOW holds
    the answer. STALE shows a list as it was. EMPTY_BODY and WRONG_BODY keep the status and spoil
    the rest. BARE_429 is a rate limit without a header about it; the handler is not reached.
    """

    ERROR = "error"
    SILENCE = "silence"
    DROP = "drop"
    SLOW = "slow"
    STALE = "stale"
    EMPTY_BODY = "empty_body"
    WRONG_BODY = "wrong_body"
    BARE_429 = "bare_429"


class Moment(StrEnum):
    """Whether the request had its effect when ERROR, SILENCE, DROP or SLOW strikes."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Fault:
    """An order. Of the requests it covers the first `skip` pass, then it strikes `times` times.

    `route` is a template without the API's base, as in "/guilds/{guild_id}/roles", or "*"; `method`
    a method or "*"; `where` holds values of the path, as in {"guild_id": "1"}. `times` None is for
    ever. With `probability` each request is decided by a generator seeded with `seed`.

    `status` and `body` are those of ERROR and WRONG_BODY. SLOW lasts `delay_s` seconds of the
    sandbox's clock; without it, until it is released. `writes_ago` is for STALE.
    """

    kind: FaultKind
    moment: Moment = Moment.AFTER
    method: str = "*"
    route: str = "*"
    where: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    times: int | None = 1
    skip: int = 0
    probability: float | None = None
    seed: int = 0
    status: int = 502
    body: str | None = None
    delay_s: float | None = None
    retry_after: float = 1.0
    writes_ago: int = 1

    def __post_init__(self) -> None:
        if self.probability is not None and not 0 <= self.probability <= 1:
            raise ValueError("probability lies between 0 and 1")
        if not 400 <= self.status <= 599:
            raise ValueError("status is that of an error: 400 to 599")
        if self.writes_ago < 1:
            raise ValueError("writes_ago counts from 1: the list before the latest write")

    def covers(self, exchange: Exchange) -> bool:
        """Whether this request is one of those the order is about."""
        if self.method not in ("*", exchange.method):
            return False
        if self.kind is FaultKind.STALE and exchange.method != "GET":
            return False
        if self.route != "*" and shape_of(self.route) != shape_of(exchange.template or ""):
            return False
        return all(exchange.path_params.get(name) == value for name, value in self.where.items())
