"""The Copper Guild's 200 members and what they have become."""

import random

from app.sandbox.clock import DrivenClock
from app.sandbox.seed.building import add_member, add_user
from app.sandbox.world.guild import Guild
from app.sandbox.world.roles import Role
from app.sandbox.world.world import World

MEMBERS = 200
SEED = 29
DAY = 24 * 3600

_FIRST = ("ash", "birch", "cinder", "dusk", "ember", "flint", "gale", "hazel", "iron", "juniper")
_LAST = (
    "wright",
    "hammer",
    "spark",
    "tongs",
    "bellow",
    "rivet",
    "quench",
    "temper",
    "brand",
    "ore",
)

_STAFF = (("Guild Council", 3), ("Moderator", 5), ("Helper", 8))


def add_copper_members(
    world: World, guild: Guild, roles: dict[str, Role], past: DrivenClock
) -> None:
    """They come one by one over a year and a half; the first are the staff."""
    dice = random.Random(SEED)  # noqa: S311 (the same people in every run)
    staff = [name for name, count in _STAFF for _ in range(count)]
    for number in range(MEMBERS):
        past.advance(dice.randrange(1, 5) * DAY + dice.randrange(DAY))
        first, last = _FIRST[number % 10], _LAST[number // 10 % 10]
        suffix = str(number // 100 + 1) if number >= 100 else ""
        user = add_user(
            world, f"{first}{last}{suffix}", global_name=f"{first.title()} {last.title()}"
        )
        member = add_member(world, guild, user.id)
        names = _rank(dice, number) + _wishes(dice)
        if number < len(staff):
            names.insert(0, staff[number])
        if number % 23 == 0:
            member.premium_since = member.joined_at + 30 * DAY
            names.append("Server Booster")
        if number % 17 == 0:
            member.nick = f"{first} of the {last}"
        member.roles = [roles[name].id for name in names]


def _rank(dice: random.Random, number: int) -> list[str]:
    """Who came early has risen; a third never began."""
    if dice.random() < 1 / 3:
        return []
    if number < 15:
        return ["Master Smith"]
    return ["Journeyman"] if number < 80 else ["Apprentice"]


def _wishes(dice: random.Random) -> list[str]:
    wishes = {"Announcements": 0.5, "Workshop pings": 0.3, "Quiet": 0.05}
    return [name for name, chance in wishes.items() if dice.random() < chance]
