"""What somebody may do in a guild, now."""

from app.shared.application.access.admitting import require_admitted
from app.shared.application.access.latest_structure import structure_within
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildNotFound, MemberNotFound
from app.shared.application.ports.memberships import Memberships
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.access.holding import rights_of
from app.shared.domain.access.membership import Membership
from app.shared.domain.access.rights import Rights
from app.shared.domain.guilds.admission import OPEN_TO_ALL, AdmissionPolicy
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.domain.structure.structure import Structure


class RightsOf:
    """Costs one membership, which is remembered for a while, and one query."""

    def __init__(
        self,
        begin: BeginUnitOfWork,
        memberships: Memberships,
        clock: Clock,
        admission: AdmissionPolicy = OPEN_TO_ALL,
    ) -> None:
        self._begin = begin
        self._memberships = memberships
        self._clock = clock
        self._admission = admission

    async def __call__(self, guild_id: GuildId, user_id: UserId) -> Rights:
        """Raises GuildNotFound alike for a guild without the bot and for one that the person is
        not in, so that nobody learns what there is; GuildWaits and GuildRefused for a guild that
        may not use this installation."""
        membership = await self.membership(guild_id, user_id)
        async with self._begin() as uow:
            return await self.within(uow, membership)

    async def membership(self, guild_id: GuildId, user_id: UserId) -> Membership:
        """Raises GuildNotFound, as above."""
        try:
            return await self._memberships.of(guild_id, user_id)
        except (MemberNotFound, GuildNotFound):
            raise no_such_guild() from None

    async def member(self, guild_id: GuildId, user_id: UserId) -> Membership | None:
        """None for somebody who is not in the guild, as whoever gave or reviewed something may not
        be any more. Raises GuildNotFound where the bot is not."""
        try:
            return await self._memberships.of(guild_id, user_id)
        except MemberNotFound:
            return None

    async def latest_structure(self, guild_id: GuildId) -> Structure:
        async with self._begin() as uow:
            return await structure_within(uow, guild_id)

    async def within(self, uow: UnitOfWork, membership: Membership | None) -> Rights:
        """By the grants and the policy as this transaction sees them. Raises GuildWaits and
        GuildRefused: nobody has rights in a guild that was not let in."""
        if membership is None:
            return Rights()
        ground = await uow.grants.ground(membership.guild_id)
        require_admitted(self._admission, membership.guild_id, ground.decision)
        return rights_of(membership, ground.grants, ground.policy, self._clock.now())


def no_such_guild() -> GuildNotFound:
    return GuildNotFound(
        say("There is no such server here, or you are not in it."),
        remedy=say("Check the address. If the server is yours, invite the bot to it first."),
    )
