"""Limits finer than a bucket: a 429 comes although the bucket has requests left.

The one that is known in advance is Discord's two changes of a channel's name or topic in ten
minutes. It is not documented; users report it (discord-api-docs issues 1900, 2190) and no header
tells of it, so that its uses are remembered here and the next wait is foreseen without a refusal.
"""

from dataclasses import dataclass, field

from app.shared.infrastructure.discord.limiter.answer import Answer
from app.shared.infrastructure.discord.limiter.demand import Demand


@dataclass(frozen=True, slots=True)
class Known:
    """So many successful requests of a route that touch one of the fields, in so many seconds."""

    route: str
    fields: frozenset[str]
    uses: int
    seconds: float


RENAMES = Known("PATCH /channels/{channel_id}", frozenset({"name", "topic"}), 2, 600.0)
_MANY = 1_000


@dataclass(slots=True, eq=False)
class Use:
    """One request that counts, and no other one. `at` is None until its answer is there."""

    at: float | None = None


@dataclass(frozen=True, slots=True)
class _Parked:
    fields: frozenset[str]
    until: float


@dataclass(slots=True)
class _Memory:
    """What is remembered of one object, by its path and method."""

    uses: list[Use] = field(default_factory=list)
    parked: list[_Parked] = field(default_factory=list)


class SubLimits:
    def __init__(self, known: tuple[Known, ...] = (RENAMES,)) -> None:
        self._known = {rule.route: rule for rule in known}
        self._objects: dict[tuple[str, str], _Memory] = {}

    def opens_at(self, demand: Demand, now: float) -> float:
        """When a request like this may be sent; infinity when that hangs on an answer."""
        memory = self._remembered(_object(demand), now)
        if memory is None:
            return now
        parked = (park.until for park in memory.parked if _touches(park.fields, demand.fields))
        return max(now, self._uses_open_at(memory, demand), *parked)

    def sent(self, demand: Demand) -> Use | None:
        """Remember a request that counts, if it does."""
        rule = self._rule(demand)
        if rule is None:
            return None
        use = Use()
        self._objects.setdefault(_object(demand), _Memory()).uses.append(use)
        return use

    def answered(self, demand: Demand, use: Use | None, answer: Answer | None, now: float) -> None:
        """Without an answer, or after an error of the server, the request may have counted."""
        if answer is not None and answer.is_sub_limit:
            self._park(demand, now + answer.retry_after)
        if use is None:
            return
        if answer is None or answer.succeeded or answer.status >= 500:
            use.at = now
        else:
            self.forget(demand, use)

    def forget(self, demand: Demand, use: Use) -> None:
        """The request was not carried out."""
        self._objects[_object(demand)].uses.remove(use)

    def sweep(self, now: float) -> None:
        """Drop what no longer matters, once there is a lot."""
        if len(self._objects) > _MANY:
            for name in list(self._objects):
                self._remembered(name, now)

    def _park(self, demand: Demand, until: float) -> None:
        rule = self._rule(demand)
        fields = demand.fields if rule is None else rule.fields
        memory = self._objects.setdefault(_object(demand), _Memory())
        memory.parked.append(_Parked(fields, until))

    def _rule(self, demand: Demand) -> Known | None:
        rule = self._known.get(demand.route)
        return None if rule is None or rule.fields.isdisjoint(demand.fields) else rule

    def _uses_open_at(self, memory: _Memory, demand: Demand) -> float:
        rule = self._rule(demand)
        if rule is None or len(memory.uses) < rule.uses:
            return float("-inf")
        moments = sorted(float("inf") if use.at is None else use.at for use in memory.uses)
        return moments[-rule.uses] + rule.seconds

    def _remembered(self, name: tuple[str, str], now: float) -> _Memory | None:
        """What still matters; what does not is forgotten."""
        memory = self._objects.get(name)
        if memory is None:
            return None
        rule = self._known.get(name[0])
        if rule is not None:
            memory.uses = [
                use for use in memory.uses if use.at is None or use.at + rule.seconds > now
            ]
        memory.parked = [park for park in memory.parked if park.until > now]
        if not memory.uses and not memory.parked:
            del self._objects[name]
            return None
        return memory


def _object(demand: Demand) -> tuple[str, str]:
    return (demand.route, demand.path)


def _touches(parked: frozenset[str], fields: frozenset[str]) -> bool:
    return not parked.isdisjoint(fields) or (not parked and not fields)
