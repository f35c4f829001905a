from collections.abc import AsyncGenerator

import httpx2
import pytest

from app.sandbox.gateway.opcodes import Op
from tests.integration.sandbox.gateway.sockets import gateway_client
from tests.support.sandbox import SmallGuild, running_sandbox


@pytest.fixture
async def small() -> AsyncGenerator[SmallGuild]:
    async with running_sandbox() as small:
        yield small


async def rename(small: SmallGuild, name: str) -> None:
    answer = await small.bot.patch(f"/channels/{small.general.id}", {"name": name})
    assert answer.status_code == 200


async def test_a_cut_comes_right_after_its_event_and_the_rest_is_replayed(
    small: SmallGuild,
) -> None:
    async with gateway_client(small.sandbox.gateway_url) as client:
        ready = await client.identify(small.application.token)
        await client.next_named("GUILD_CREATE")
        small.sandbox.faults.gateway.drop_after(1)

        await rename(small, "one")
        sent = await client.next()
        code = await client.close_code()
    await rename(small, "two")

    async with gateway_client(small.sandbox.gateway_url) as client:
        resume = {
            "token": small.application.token,
            "session_id": ready["session_id"],
            "seq": sent["s"],
        }
        await client.say(Op.RESUME, resume)
        missed = await client.next_named("CHANNEL_UPDATE")

    assert (sent["t"], sent["d"]["name"]) == ("CHANNEL_UPDATE", "one")
    assert code == 1006
    assert missed["name"] == "two"


async def test_a_process_outside_makes_the_gateway_ask_for_a_reconnect(
    small: SmallGuild,
) -> None:
    page = f"{small.sandbox.url}/sandbox/faults/gateway"
    async with gateway_client(small.sandbox.gateway_url) as client:
        await client.identify(small.application.token)
        await client.next_named("GUILD_CREATE")

        async with httpx2.AsyncClient(trust_env=False) as outside:
            await outside.post(page, json={"action": "reconnect"})
            await outside.post(page, json={"action": "invalid_session", "resumable": False})
        frames = [await client.next(), await client.next()]

    assert [(frame["op"], frame["d"]) for frame in frames] == [
        (Op.RECONNECT, None),
        (Op.INVALID_SESSION, False),
    ]
