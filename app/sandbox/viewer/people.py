"""Whom one can be in the sandbox: its humans, with what they are in each guild."""

from dataclasses import dataclass

from app.sandbox.world.standing import Standing, standing_in
from app.sandbox.world.users import User
from app.sandbox.world.world import World

_RANK = {standing: rank for rank, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class Place:
    """A guild, and what somebody is there."""

    guild_id: int
    name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Person:
    """`places` has the one with the highest standing first."""

    id: int
    name: str
    username: str
    places: tuple[Place, ...]

    @property
    def initial(self) -> str:
        return self.name[:1].upper()

    @property
    def standing(self) -> Standing:
        """The highest anywhere."""
        return self.places[0].standing if self.places else Standing.NOBODY


def people(world: World) -> list[Person]:
    """Who can do most comes first, and who came first among equals."""
    found = [_person(world, user) for user in world.users.values() if not user.bot]
    return sorted(found, key=lambda person: (_RANK[person.standing], person.id))


def person_called(world: World, text: str) -> Person | None:
    """By id or by username; None for bots and for nobody."""
    for user in world.users.values():
        if not user.bot and text in (str(user.id), user.username):
            return _person(world, user)
    return None


def _person(world: World, user: User) -> Person:
    places = [
        Place(guild.id, guild.name, standing_in(guild, user.id, world.now()))
        for guild in world.guilds_of(user.id)
    ]
    places.sort(key=lambda place: (_RANK[place.standing], place.name.casefold()))
    return Person(user.id, user.global_name or user.username, user.username, tuple(places))
