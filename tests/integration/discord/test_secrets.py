"""The token stands in one header, and is dead after the first 401."""

import logging
import traceback

import pytest

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.shared.application.ports.guild_gateway import DiscordUnavailable, TokenRefused
from app.shared.domain.errors import DomainError
from tests.integration.discord.calls import REASON, create_role, edit_guild
from tests.support.sandbox import SmallGuild
from tests.support.sandbox_client import Connected, connected


async def test_after_one_refusal_of_the_token_nothing_is_sent_any_more(
    place: SmallGuild,
) -> None:
    async with connected(place, token="not.the.token") as us:
        with pytest.raises(TokenRefused) as caught:
            await us.gateway.observe(us.guild_id)
        with pytest.raises(TokenRefused):
            await us.gateway.write(us.guild_id, create_role(), REASON)

        assert len(us.transport.sent) == 1
    assert "Reset the token" in caught.value.remedy


async def test_a_new_client_starts_anew(place: SmallGuild) -> None:
    async with connected(place, token="not.the.token") as us:
        with pytest.raises(TokenRefused):
            await us.gateway.account()

    async with connected(place) as us:
        assert (await us.gateway.account()).guilds == (us.guild_id,)


@pytest.mark.parametrize("kind", [FaultKind.DROP, FaultKind.ERROR, FaultKind.EMPTY_BODY])
async def test_the_token_is_in_no_log_and_no_error(
    place: SmallGuild, caplog: pytest.LogCaptureFixture, kind: FaultKind
) -> None:
    caplog.set_level(logging.DEBUG)
    token = place.application.token
    place.sandbox.faults.add(Fault(kind, Moment.BEFORE, times=None))

    async with connected(place) as us:
        with pytest.raises(DomainError) as caught:
            await us.gateway.write(us.guild_id, create_role(), REASON)

        told = "".join(traceback.format_exception(caught.value))
        assert token not in told + repr(caught.value) + caplog.text
        assert token not in repr(us.client) + str(us.transport.sent[0].url)
        assert caplog.text


async def test_no_error_leads_to_the_request_that_holds_the_token(
    place: SmallGuild, us: Connected
) -> None:
    place.sandbox.faults.add(Fault(FaultKind.DROP, Moment.BEFORE, times=None))

    with pytest.raises(DiscordUnavailable) as caught:
        await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON)

    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


async def test_the_headers_are_those_that_discord_asks_for(
    place: SmallGuild, us: Connected
) -> None:
    await us.gateway.account()

    headers = us.transport.sent[0].headers
    assert headers["authorization"] == f"Bot {place.application.token}"
    assert headers["user-agent"] == "DiscordBot (https://guildwright.example, 1.0)"
