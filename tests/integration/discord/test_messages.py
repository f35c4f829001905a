"""Messages of the bot over our own client, against a running sandbox."""

from collections.abc import AsyncGenerator

import pytest

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.shared.application.ports.guild_gateway import DiscordUnavailable, ThingGone
from app.shared.infrastructure.discord.client import ClientSettings, DiscordClient
from app.shared.infrastructure.discord.messages import RestMessages
from app.shared.infrastructure.discord.token import Token
from tests.support.fakes.clock import FakeClock
from tests.support.sandbox import SmallGuild, running_sandbox

BODY = {"content": "Hello", "allowed_mentions": {"parse": []}}


@pytest.fixture
async def place() -> AsyncGenerator[SmallGuild]:
    async with running_sandbox(expect_bad_requests=True) as place:
        yield place


@pytest.fixture
async def messages(place: SmallGuild) -> AsyncGenerator[RestMessages]:
    client = DiscordClient(
        Token(place.application.token),
        ClientSettings(base_url=place.sandbox.api),
        clock=FakeClock(),
    )
    yield RestMessages(client)
    await client.close()


async def test_a_message_is_posted_and_edited(place: SmallGuild, messages: RestMessages) -> None:
    channel = place.general.id

    message = await messages.post(channel, BODY, nonce="gw-1-0")
    await messages.edit(channel, message, {"content": "Goodbye"})

    seen = (await place.bot.get(f"/channels/{channel}/messages/{message}")).json()
    assert seen["content"] == "Goodbye"


async def test_what_is_gone_is_told_apart(place: SmallGuild, messages: RestMessages) -> None:
    channel = place.general.id
    message = await messages.post(channel, BODY)
    await place.bot.delete(f"/channels/{channel}/messages/{message}")

    with pytest.raises(ThingGone):
        await messages.edit(channel, message, BODY)
    with pytest.raises(ThingGone):
        await messages.post(12345, BODY)


async def test_a_post_whose_answer_was_lost_is_not_sent_again(
    place: SmallGuild, messages: RestMessages
) -> None:
    place.sandbox.faults.add(Fault(FaultKind.DROP, Moment.AFTER, method="POST"))

    with pytest.raises(DiscordUnavailable) as caught:
        await messages.post(place.general.id, BODY, nonce="gw-1-0")

    assert caught.value.unsure
    seen = (await place.bot.get(f"/channels/{place.general.id}/messages")).json()
    assert len(seen) == 1
