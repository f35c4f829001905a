"""What the people in a history are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.shared.application.ports.known_users import KnownUser
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.access.actors import OPERATOR, user_behind
from app.shared.domain.errors import Unavailable
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.identifiers import UserId

_OTHERS: Mapping[str, str] = {
    OPERATOR: to_say("the operator"),
    "worker": to_say("Guildwright"),
    "somebody": to_say("somebody"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """`user_id` is None for whoever is no Discord user."""

    actor: str
    user_id: UserId | None
    name: str
    avatar: str | None = None
    left: bool = False
    """A Discord user whom nobody knows by a name any more."""


class RememberUser:
    """Keeps what somebody is called. A courtesy to those who read histories: where it cannot be
    kept, nothing else fails."""

    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, user: KnownUser) -> None:
        try:
            async with self._begin() as uow:
                await uow.known_users.remember(user)
                await uow.commit()
        except Unavailable:
            return


async def people_behind(uow: UnitOfWork, actors: Iterable[str]) -> dict[str, Who]:
    """By actor, in one query."""
    wanted = dict.fromkeys(actors)
    users = {actor: user for actor in wanted if (user := user_behind(actor)) is not None}
    known = await uow.known_users.of(users.values()) if users else {}
    return {actor: _who(actor, users.get(actor), known) for actor in wanted}


def _who(actor: str, user: UserId | None, known: Mapping[UserId, KnownUser]) -> Who:
    if user is None:
        return Who(
            actor=actor, user_id=None, name=say(_OTHERS[actor]) if actor in _OTHERS else actor
        )
    found = known.get(user)
    if found is None:
        return Who(actor=actor, user_id=user, name=say("a member who left"), left=True)
    return Who(actor=actor, user_id=user, name=found.display_name, avatar=found.avatar)
