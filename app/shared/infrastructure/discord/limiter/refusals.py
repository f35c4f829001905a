"""Why a request is not sent now, for people."""

from app.shared.application.ports.guild_gateway import LimitReached
from app.shared.domain.language.saying import say, say_counted
from app.shared.infrastructure.discord.limiter.demand import Demand
from app.shared.infrastructure.discord.limiter.held_by import HeldBy
from app.shared.infrastructure.discord.limiter.sub_limits import RENAMES

_LONG = 3600.0
_ROLE_CREATION = "POST /guilds/{guild_id}/roles"


def limit_reached(demand: Demand, wait: float, held_by: HeldBy) -> LimitReached:
    """The error for a wait beyond the patience. `wait` is in seconds."""
    scope = HeldBy.BUCKET if held_by in {HeldBy.SUB_LIMIT, HeldBy.LEARNING} else held_by
    return LimitReached(
        say(
            "{why} It can go on in {time}.",
            why=_why(demand, wait, held_by),
            time=duration(wait),
        ),
        retry_after=wait,
        scope=scope.value,
    )


def _why(demand: Demand, wait: float, held_by: HeldBy) -> str:
    if held_by is HeldBy.GLOBAL:
        return say("Discord limits how much one bot may send in all, and that is used up.")
    if held_by is HeldBy.SHARED:
        return say("Discord limits how often this may be changed by everybody together.")
    if demand.route == _ROLE_CREATION and wait > _LONG:
        return say(
            "Discord lets about 250 roles be created per server in 48 hours, and this server has "
            "used them up."
        )
    if held_by is HeldBy.SUB_LIMIT and demand.route == RENAMES.route:
        return say("Discord lets a channel's name or topic be changed only twice in ten minutes.")
    return say("Discord limits how often this may be done, and the limit is used up.")


def duration(seconds: float) -> str:
    """As people say it, rounded up: `40 seconds`, `10 minutes`, `31 hours`."""
    if seconds > 2 * 3600:
        return say_counted(_up(seconds / 3600), "{number} hour", "{number} hours")
    if seconds > 2 * 60:
        return say_counted(_up(seconds / 60), "{number} minute", "{number} minutes")
    return say_counted(max(1, _up(seconds)), "{number} second", "{number} seconds")


def _up(number: float) -> int:
    return -int(-number // 1)
