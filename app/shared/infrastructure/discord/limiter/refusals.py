"""Why a request is not sent now, for people."""

from app.shared.application.ports.guild_gateway import LimitReached
from app.shared.infrastructure.discord.limiter.demand import Demand
from app.shared.infrastructure.discord.limiter.held_by import HeldBy
from app.shared.infrastructure.discord.limiter.sub_limits import RENAMES

_LONG = 3600.0
_ROLE_CREATION = "POST /guilds/{guild_id}/roles"


def limit_reached(demand: Demand, wait: float, held_by: HeldBy) -> LimitReached:
    """The error for a wait beyond the patience. `wait` is in seconds."""
    scope = HeldBy.BUCKET if held_by in {HeldBy.SUB_LIMIT, HeldBy.LEARNING} else held_by
    return LimitReached(
        f"{_why(demand, wait, held_by)} It can go on in {duration(wait)}.",
        retry_after=wait,
        scope=scope.value,
    )


def _why(demand: Demand, wait: float, held_by: HeldBy) -> str:
    if held_by is HeldBy.GLOBAL:
        return "Discord limits how much one bot may send in all, and that is used up."
    if held_by is HeldBy.SHARED:
        return "Discord limits how often this may be changed by everybody together."
    if demand.route == _ROLE_CREATION and wait > _LONG:
        return (
            "Discord lets about 250 roles be created per server in 48 hours, and this server has "
            "used them up."
        )
    if held_by is HeldBy.SUB_LIMIT and demand.route == RENAMES.route:
        return "Discord lets a channel's name or topic be changed only twice in ten minutes."
    return "Discord limits how often this may be done, and the limit is used up."


def duration(seconds: float) -> str:
    """As people say it, rounded up: `40 seconds`, `10 minutes`, `31 hours`."""
    for size, word in ((3600, "hour"), (60, "minute"), (1, "second")):
        if seconds > 2 * size or size == 1:
            number = max(1, -int(-seconds // size))
            return f"{number} {word}{'' if number == 1 else 's'}"
    raise AssertionError("the last size always fits")
