"""Which server is meant, and on whose behalf."""

import pytest

from app.cli.handlers.guild import GuildUnclear, chosen_guild
from app.cli.handlers.people import UserUnclear, actor, user_id
from app.shared.domain.structure.identifiers import GuildId
from tests.support.builders import BOT, GUILD, OWNER
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.guild_gateway import FakeGateway

NO_IDS = ["", "me", "-1", "1.5", "²", "١٢٣", str(1 << 63), "1 2"]


@pytest.fixture
def gateway() -> FakeGateway:
    return FakeGateway(FakeClock())


async def test_the_only_server_need_not_be_named(gateway: FakeGateway) -> None:
    gateway.add_guild(GUILD, OWNER, BOT)

    assert await chosen_guild(None, gateway) == GUILD


async def test_of_several_servers_one_must_be_named(gateway: FakeGateway) -> None:
    gateway.add_guild(GUILD, OWNER, BOT)
    gateway.add_guild(GuildId(GUILD + 1), OWNER, BOT)

    with pytest.raises(GuildUnclear) as caught:
        await chosen_guild(None, gateway)

    assert "2 servers" in caught.value.message
    assert "--guild" in caught.value.remedy
    assert await chosen_guild(str(GUILD + 1), gateway) == GUILD + 1


async def test_a_bot_without_a_server_is_to_be_invited(gateway: FakeGateway) -> None:
    with pytest.raises(GuildUnclear) as caught:
        await chosen_guild(None, gateway)

    assert "Invite it" in caught.value.remedy


@pytest.mark.parametrize("text", NO_IDS)
async def test_what_is_no_id_is_refused_with_where_to_find_one(
    text: str, gateway: FakeGateway
) -> None:
    with pytest.raises(GuildUnclear) as guild:
        await chosen_guild(text, gateway)
    with pytest.raises(UserUnclear) as user:
        user_id(text)

    assert "Copy Server ID" in guild.value.remedy
    assert "Copy User ID" in user.value.remedy


def test_without_a_member_the_operator_of_the_host_acts() -> None:
    assert (user_id(None), actor(None)) == (None, "operator")
    assert (user_id("42"), actor("42")) == (42, "user:42")
