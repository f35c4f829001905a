"""What every way to Discord tells of the people of a guild."""

import pytest

from app.shared.application.ports.guild_gateway import GuildNotFound, MemberNotFound
from app.shared.domain.permissions.bits import ADMINISTRATOR, ALL, MANAGE_GUILD, VIEW_CHANNEL
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.contracts.guild_under_test import NOWHERE, Guild, Hand


class PeopleContract:
    async def test_a_membership_adds_up_what_roles_and_everyone_give(
        self, guild: Guild, hand: Hand
    ) -> None:
        await guild.send(
            Action.EDIT_ROLE, guild.id, body={"permissions": str(VIEW_CHANNEL | 1 << 60)}
        )
        role_id = await guild.create_role("Managers", permissions=str(MANAGE_GUILD))
        member = await hand.add_member(role_id)

        found = await guild.gateway.membership(guild.id, member)

        assert (found.guild_id, found.user_id, found.owner) == (guild.id, member, False)
        assert found.permissions == VIEW_CHANNEL | 1 << 60 | MANAGE_GUILD
        assert found.roles == {role_id}
        assert found.role_names == {role_id: "Managers"}
        assert found.manages_server
        assert not found.administrator
        assert found.name
        assert found.display_name

    async def test_owners_and_administrators_hold_every_permission(
        self, guild: Guild, hand: Hand
    ) -> None:
        role_id = await guild.create_role("Admins", permissions=str(ADMINISTRATOR))
        administrator = await hand.add_member(role_id)
        owner_id = (await guild.gateway.observe(guild.id)).owner_id

        found = await guild.gateway.membership(guild.id, administrator)
        owner = await guild.gateway.membership(guild.id, owner_id)

        assert found.permissions & ALL == ALL
        assert (found.owner, found.administrator) == (False, True)
        assert owner.permissions & ALL == ALL
        assert owner.owner

    async def test_a_timeout_takes_what_roles_give(self, guild: Guild, hand: Hand) -> None:
        role_id = await guild.create_role("Managers", permissions=str(MANAGE_GUILD))
        member = await hand.add_member(role_id)
        await hand.time_out(member)

        assert not (await guild.gateway.membership(guild.id, member)).manages_server

    async def test_strangers_are_no_members(self, guild: Guild) -> None:
        with pytest.raises(MemberNotFound):
            await guild.gateway.membership(guild.id, UserId(NOWHERE))
        for call in (
            guild.gateway.membership(GuildId(NOWHERE), UserId(NOWHERE)),
            guild.gateway.hierarchy(GuildId(NOWHERE)),
        ):
            with pytest.raises(GuildNotFound):
                await call

    async def test_the_hierarchy_runs_from_top_to_everyone(self, guild: Guild, hand: Hand) -> None:
        above = await hand.add_role_above_bot()
        low = await guild.create_role("Low", permissions="8")
        account = await guild.gateway.account()
        bot = await guild.gateway.membership(guild.id, account.user_id)

        hierarchy = await guild.gateway.hierarchy(guild.id)

        ids = [role.id for role in hierarchy.roles]
        assert hierarchy.owner_id == (await guild.gateway.observe(guild.id)).owner_id
        assert ids[-1] == guild.id
        assert ids.index(above) < ids.index(low)
        assert {role.name: role.permissions for role in hierarchy.roles}["Low"] == 8
        assert hierarchy.stands_above(bot, low)
        assert not hierarchy.stands_above(bot, above)
        assert not hierarchy.stands_above(bot, NOWHERE)

    async def test_members_are_found_by_the_beginning_of_their_name(
        self, guild: Guild, hand: Hand
    ) -> None:
        members = [await hand.add_member() for _ in range(3)]
        whole = await guild.gateway.membership(guild.id, members[0])

        exact = await guild.gateway.search_members(guild.id, whole.name)
        some = await guild.gateway.search_members(guild.id, whole.name[:1], limit=2)

        assert members[0] in [one.user_id for one in exact]
        assert all(one.name.lower().startswith(whole.name.lower()) for one in exact)
        assert len(some) == 2
        assert await guild.gateway.search_members(guild.id, "") == ()
        assert await guild.gateway.search_members(guild.id, "zzzz-nobody") == ()

    async def test_the_guilds_of_the_bot_are_named(self, guild: Guild) -> None:
        found = {one.id: one.name for one in await guild.gateway.bot_guilds()}

        assert found[guild.id] == (await guild.structure()).settings["name"]
