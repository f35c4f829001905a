"""People as they are shown: by what they are called, and never by a bare number."""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from app.shared.application.access.people import members_of
from app.shared.application.ports.known_users import KnownUser
from app.shared.domain.access.membership import Membership
from app.shared.domain.errors import DomainError
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.container import Container


class Person(TypedDict):
    id: str
    display_name: str | None
    avatar_url: str | None


async def persons_of(
    container: Container, guild_id: GuildId, users: Iterable[UserId]
) -> dict[UserId, Person]:
    """By what Discord says of the members, and of those who have left by what was heard last.
    Where nobody can be asked, they have no name."""
    wanted = set(users)
    try:
        members = await members_of(container.rights_of(), guild_id, wanted)
    except DomainError:
        members = dict.fromkeys(wanted)
    gone = [user for user, member in members.items() if member is None]
    known: Mapping[UserId, KnownUser] = {}
    if gone:
        async with container.begin()() as uow:
            known = await uow.known_users.of(gone)
    return {
        user: person_of_member(user, member)
        if user not in known
        else Person(
            id=str(user),
            display_name=known[user].display_name,
            avatar_url=known[user].avatar,
        )
        for user, member in members.items()
    }


def person_of_member(user: UserId, member: Membership | None) -> Person:
    """Without a name for who is not there any more."""
    return Person(
        id=str(user),
        display_name=None if member is None else member.display_name,
        avatar_url=None if member is None else member.avatar,
    )
