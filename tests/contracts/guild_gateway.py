"""What every way to Discord keeps to. An adapter's test class inherits this and gives fixtures."""

import pytest

from app.shared.application.ports.guild_gateway import (
    DiscordUnavailable,
    GuildGateway,
    GuildNotFound,
    LimitReached,
    MemberNotFound,
    TokenRefused,
)
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.identifiers import (
    GuildId,
    Key,
    UserId,
)
from tests.contracts.guild_community import CommunityContract
from tests.contracts.guild_people import PeopleContract
from tests.contracts.guild_structure import StructureContract
from tests.contracts.guild_under_test import NOWHERE, REASON, Guild, Hand


class GuildGatewayContract(StructureContract, CommunityContract, PeopleContract):
    """`gateway` reaches the guild `guild_id`, in which the bot is an administrator, is not the
    owner, and has a role above which there is room; `hand` acts on Discord's side of it."""

    @pytest.fixture
    def gateway(self) -> GuildGateway:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def guild_id(self) -> GuildId:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def hand(self) -> Hand:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def guild(self, gateway: GuildGateway, guild_id: GuildId) -> Guild:
        return Guild(gateway, guild_id)

    async def test_a_lost_answer_leaves_us_unsure(self, guild: Guild, hand: Hand) -> None:
        await hand.lose_next_answer()

        with pytest.raises(DiscordUnavailable) as caught:
            await guild.create_role("Lost")

        assert caught.value.unsure
        assert [role.name for role in (await guild.structure()).roles].count("Lost") == 1

    async def test_the_audit_log_tells_what_became_of_a_call(
        self, guild: Guild, hand: Hand
    ) -> None:
        await guild.create_role("Before")
        await hand.lose_next_answer()
        with pytest.raises(DiscordUnavailable):
            await guild.create_channel("lost")

        entries = await guild.gateway.audit_log(guild.id, action_type=10)

        target = entries[0].target_id
        assert entries[0].reason == REASON
        assert entries[0].user_id == (await guild.gateway.account()).user_id
        assert target is not None
        assert (await guild.channel(target)).name == "lost"
        assert all(entry.action_type == 10 for entry in entries)

    async def test_the_audit_log_tells_which_fields_were_changed(self, guild: Guild) -> None:
        channel_id = await guild.create_channel("lobby", topic="Hi")
        role_id = await guild.create_role("Helper")
        await guild.send(Action.EDIT_CHANNEL, channel_id, body={"name": "lobby", "topic": "Ho"})
        await guild.send(Action.EDIT_ROLE, role_id, body={"permissions": "1024"})
        await guild.send(Action.EDIT_GUILD, body={"name": "Another"})

        edited = [entry.changed for entry in await guild.gateway.audit_log(guild.id)][:3]
        (made, *_) = await guild.gateway.audit_log(guild.id, action_type=10)

        assert edited == [{"name"}, {"permissions"}, {"topic"}]
        assert {"name", "topic"} <= made.changed

    async def test_the_audit_log_tells_whose_overwrite_was_changed(self, guild: Guild) -> None:
        channel_id, role_id = await guild.create_channel(), await guild.create_role()
        ids = {"object_id": channel_id, "target_id": role_id}
        body = {"type": 0, "allow": "1024", "deny": "0"}
        await guild.send(Action.PUT_OVERWRITE, body=body, **ids)
        await guild.send(Action.DELETE_OVERWRITE, **ids)

        gone, put, made, *_ = await guild.gateway.audit_log(guild.id)

        assert [(one.target_id, one.overwrite_of) for one in (gone, put)] == [
            (channel_id, role_id),
            (channel_id, role_id),
        ]
        assert "allow" in put.changed
        assert "allow" in gone.changed
        assert made.overwrite_of is None

    async def test_the_audit_log_has_its_newest_entries_first(self, guild: Guild) -> None:
        first, second = await guild.create_role("A"), await guild.create_role("B")

        entries = await guild.gateway.audit_log(guild.id, action_type=30)

        assert [entry.target_id for entry in entries][:2] == [second, first]
        since = await guild.gateway.audit_log(guild.id, action_type=30, after=entries[0].at)
        assert second in [entry.target_id for entry in since]

    async def test_a_limit_has_no_effect(self, guild: Guild, hand: Hand) -> None:
        channel_id = await guild.create_channel()
        await hand.limit_next_write(600)

        with pytest.raises(LimitReached) as caught:
            await guild.send(Action.EDIT_CHANNEL, channel_id, body={"name": "hall"})

        assert 500 < caught.value.retry_after <= 600
        assert (await guild.channel(channel_id)).name == "lobby"

    async def test_a_refused_token_refuses_everything(
        self, guild: Guild, gateway: GuildGateway, hand: Hand
    ) -> None:
        await hand.refuse_token()

        for call in (gateway.observe(guild.id), guild.create_role(), gateway.audit_log(guild.id)):
            with pytest.raises(TokenRefused):
                await call

    async def test_a_guild_without_the_bot_is_not_found(self, gateway: GuildGateway) -> None:
        with pytest.raises(GuildNotFound):
            await gateway.observe(GuildId(NOWHERE))

    async def test_members_of_roles_are_counted_for_whoever_asks(
        self, guild: Guild, hand: Hand
    ) -> None:
        role_id = await guild.create_role()
        await hand.add_member(role_id)

        asked = await guild.gateway.observe(guild.id, with_members=True)
        plain = await guild.gateway.observe(guild.id)

        assert asked.role_facts[Key(str(role_id))].members == 1
        assert plain.role_facts[Key(str(role_id))].members is None

    async def test_a_member_stands_where_discord_says(self, guild: Guild, hand: Hand) -> None:
        role_id = await guild.create_role()
        member = await hand.add_member(role_id)
        snapshot = await guild.gateway.observe(guild.id)

        standing = await guild.gateway.standing(guild.id, member)
        owner = await guild.gateway.standing(guild.id, snapshot.owner_id)

        assert (standing.user_id, standing.owner) == (member, False)
        assert standing.roles == {Key(str(role_id))}
        assert owner.owner
        with pytest.raises(MemberNotFound):
            await guild.gateway.standing(guild.id, UserId(NOWHERE))

    async def test_the_members_of_a_role_are_told(self, guild: Guild, hand: Hand) -> None:
        role_id, other = await guild.create_role("A"), await guild.create_role("B")
        member = await hand.add_member(role_id)
        await hand.add_member(other)

        assert await guild.gateway.members_with_role(guild.id, role_id) == (member,)

    async def test_the_account_knows_its_guilds(self, guild: Guild) -> None:
        account = await guild.gateway.account()

        assert guild.id in account.guilds
        assert account.user_id == (await guild.gateway.observe(guild.id)).bot.user_id
