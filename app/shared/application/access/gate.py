"""Lets through who holds a right, and tells the others what they lack."""

from collections.abc import Iterable

from app.shared.application.access.rights_of import RightsOf, no_such_guild
from app.shared.domain.access.actors import user_behind
from app.shared.domain.access.objects import reaches
from app.shared.domain.access.refusals import AccessDenied, ScopeMissing
from app.shared.domain.access.rights import WHOLE_GUILD, Right, Rights
from app.shared.domain.access.tokens import ApiToken, narrowed
from app.shared.domain.access.wording import deed, parts, whom_to_ask
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId


class Gate:
    """Asked by the edges before anything else, and once more by the use cases that act for an
    actor: a forgotten question at an edge opens nothing.

    A right that is held for some objects only passes here when `objects` names none: what is
    really touched is held against those objects by the use case, which knows it.
    """

    def __init__(self, rights_of: RightsOf) -> None:
        self._rights_of = rights_of

    async def require(
        self,
        guild_id: GuildId,
        user_id: UserId,
        right: Right,
        objects: Iterable[str] = (),
        token: ApiToken | None = None,
    ) -> Rights:
        """All rights the person holds here (by this token). Raises AccessDenied, ScopeMissing, and
        GuildNotFound for who is not in the guild or whose token is for another one."""
        if token is not None:
            _check_token(token, guild_id, user_id, right)
        rights = await self._rights_of(guild_id, user_id)
        if not rights.has(right):
            raise AccessDenied(
                say("You may not {deed} in this server.", deed=deed(right)),
                remedy=whom_to_ask(right),
            )
        beyond = await self._beyond(guild_id, rights.objects_of(right), objects)
        if beyond:
            raise beyond_objects(right, [say("Not among them: {parts}.", parts=parts(beyond))])
        return rights if token is None else narrowed(rights, token.rights)

    async def _beyond(
        self, guild_id: GuildId, limits: frozenset[str], objects: Iterable[str]
    ) -> frozenset[str]:
        asked = frozenset(objects) - limits
        if limits == WHOLE_GUILD or not asked:
            return frozenset()
        structure = await self._rights_of.latest_structure(guild_id)
        return frozenset(name for name in asked if not reaches(limits, name, structure))

    async def limits(self, guild_id: GuildId, actor: str, right: Right) -> frozenset[str]:
        """What the actor's right is limited to, WHOLE_GUILD where it is not or where the host's
        operator acts. Raises AccessDenied, GuildNotFound."""
        user = user_behind(actor)
        if user is None:
            return WHOLE_GUILD
        return (await self.require(guild_id, user, right)).objects_of(right)


def beyond_objects(right: Right, outside: Iterable[str]) -> AccessDenied:
    """The refusal of who holds the right, but for other parts of the guild."""
    return AccessDenied(
        say(
            "You may {deed} for some parts of this server only. {outside}",
            deed=deed(right),
            outside=" ".join(outside),
        ),
        remedy=say("Leave the rest as it is. {ask}", ask=whom_to_ask(right)),
    )


def _check_token(token: ApiToken, guild_id: GuildId, user_id: UserId, right: Right) -> None:
    if token.owner != user_id or token.guild_id not in (None, guild_id):
        raise no_such_guild()
    if right not in token.rights:
        raise ScopeMissing(
            say("This token does not let its user {deed}.", deed=deed(right)),
            remedy=say("Make a token with the scope for it, or sign in."),
        )
