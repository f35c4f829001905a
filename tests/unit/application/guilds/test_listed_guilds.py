"""Guilds that were not let in, in the list of those that somebody has rights in."""

from app.shared.application.access.rights_of import RightsOf
from app.shared.application.guilds.list_guilds import ListGuilds, ListGuildsCommand
from app.shared.application.ports.guild_directory import GuildDirectory
from app.shared.application.ports.guild_gateway import BotGuild
from app.shared.domain.access.membership import Membership
from app.shared.domain.guilds.admission import AdmissionMode, AdmissionPolicy
from app.shared.domain.structure.identifiers import GuildId
from tests.support.builders import GUILD
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.memberships import FakeMemberships
from tests.support.fakes.unit_of_work import InMemoryStore
from tests.support.people import a_member, the_owner

BY_APPROVAL = AdmissionPolicy(mode=AdmissionMode.APPROVAL)


class Directory(GuildDirectory):
    async def all(self) -> dict[GuildId, BotGuild]:
        return {GUILD: BotGuild(id=GUILD, name="Copper", icon=None)}

    async def find(self, guild_id: GuildId) -> BotGuild | None:
        return (await self.all()).get(guild_id)


async def listed(member: Membership, policy: AdmissionPolicy) -> list[tuple[str, bool]]:
    store, memberships = InMemoryStore(), FakeMemberships()
    memberships.put(member)
    rights_of = RightsOf(store, memberships, FakeClock(), policy)
    found = await ListGuilds(store, Directory(), rights_of)(
        ListGuildsCommand(user_id=member.user_id)
    )
    return [(one.level, bool(one.rights.held)) for one in found]


async def test_who_manages_a_guild_that_waits_sees_it_without_rights() -> None:
    assert await listed(the_owner(), BY_APPROVAL) == [("Not let in", False)]
    assert await listed(the_owner(), AdmissionPolicy()) == [("Owner", True)]


async def test_other_members_do_not_see_it() -> None:
    assert await listed(a_member(), BY_APPROVAL) == []
