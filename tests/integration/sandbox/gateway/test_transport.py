"""The gateway over real sockets: frames, compression, close codes, cut lines, a clean stop."""

import asyncio

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed

from app.sandbox.gateway.opcodes import CloseCode, Op
from app.sandbox.world.events import Event
from tests.integration.sandbox.gateway.sockets import COMPRESSED, GatewayClient, gateway_client
from tests.support.sandbox import SmallGuild, running_sandbox


async def test_text_frames_come_unless_compression_is_asked_for() -> None:
    async with running_sandbox() as place, gateway_client(place.sandbox.gateway_url) as client:
        raw = await client.socket.recv()

    assert raw == '{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}'


async def test_zlib_stream_carries_the_same_conversation() -> None:
    async with (
        running_sandbox() as place,
        gateway_client(place.sandbox.gateway_url, COMPRESSED) as client,
    ):
        raw = await client.socket.recv()
        assert isinstance(raw, bytes)
        client._context.decompress(raw)
        await client.identify(place.application.token)
        guild = await client.next_named("GUILD_CREATE")

    assert raw.endswith(b"\x00\x00\xff\xff")
    assert guild["name"] == "Small Guild"


@pytest.mark.parametrize("query", ["", "?v=6", "?v=11&encoding=json", "?encoding=json"])
async def test_another_version_is_closed_with_4012(query: str) -> None:
    async with (
        running_sandbox() as place,
        gateway_client(place.sandbox.gateway_url, query) as client,
    ):
        code = await client.close_code()

    assert code == CloseCode.INVALID_VERSION


async def test_another_encoding_is_closed_with_4002() -> None:
    async with (
        running_sandbox() as place,
        gateway_client(place.sandbox.gateway_url, "?v=10&encoding=etf") as client,
    ):
        code = await client.close_code()

    assert code == CloseCode.DECODE_ERROR


async def test_a_refusal_reaches_the_client_as_a_close_code_with_a_reason() -> None:
    async with running_sandbox() as place, gateway_client(place.sandbox.gateway_url) as client:
        await client.say(Op.IDENTIFY, {"token": "wrong", "intents": 1})
        code = await client.close_code()

    assert code == CloseCode.AUTHENTICATION_FAILED
    assert client.socket.close_reason == "Authentication failed."


async def test_a_silent_client_is_closed_by_the_clock() -> None:
    async with running_sandbox() as place, gateway_client(place.sandbox.gateway_url) as client:
        await client.identify(place.application.token)
        place.clock.advance(60.0)
        place.sandbox.gateway.tick()
        code = await client.close_code()

    assert code == CloseCode.SESSION_TIMED_OUT


async def test_a_cut_line_ends_without_a_close_frame_and_the_session_can_be_resumed() -> None:
    async with running_sandbox() as place:
        async with gateway_client(place.sandbox.gateway_url) as client:
            ready = await client.identify(place.application.token)
            await client.next_named("GUILD_CREATE")
            place.sandbox.gateway.drop()
            code = await client.close_code()
        place.world.publish(Event("GUILD_UPDATE", place.guild.id, {"n": 1}))
        async with gateway_client(ready["resume_gateway_url"]) as again:
            await _resume(again, place, ready["session_id"], sequence=2)
            missed = await again.next_named("GUILD_UPDATE")
            resumed = await again.next_named("RESUMED")

    assert code == 1006
    assert missed == {"n": 1}
    assert resumed == {}


async def test_a_client_that_vanishes_leaves_its_session_to_be_resumed() -> None:
    async with running_sandbox() as place:
        async with gateway_client(place.sandbox.gateway_url) as client:
            ready = await client.identify(place.application.token)
            client.socket.transport.abort()
            await _until_nobody_is_connected(place)
        session = place.sandbox.gateway.sessions.find(ready["session_id"])

    assert session is not None
    assert session.receiver is None


async def test_a_client_that_says_goodbye_leaves_no_session() -> None:
    async with running_sandbox() as place:
        async with gateway_client(place.sandbox.gateway_url) as client:
            ready = await client.identify(place.application.token)
        await _until_nobody_is_connected(place)
        session = place.sandbox.gateway.sessions.find(ready["session_id"])

    assert session is None


async def test_the_sandbox_stops_with_sockets_open_and_leaves_no_task_behind() -> None:
    before = asyncio.all_tasks()
    async with (
        running_sandbox() as place,
        gateway_client(place.sandbox.gateway_url) as first,
        gateway_client(place.sandbox.gateway_url) as second,
    ):
        await first.identify(place.application.token)
        await second.next()
        await place.sandbox.stop()
        codes = (await first.close_code(), await second.close_code())
        left = place.sandbox.gateway.connections()
    after = asyncio.all_tasks()

    assert codes == (1012, 1012)
    assert left == []
    assert after == before


async def test_after_a_restart_the_session_goes_on() -> None:
    async with running_sandbox() as place:
        async with gateway_client(place.sandbox.gateway_url) as client:
            ready = await client.identify(place.application.token)
            await client.next_named("GUILD_CREATE")
            await place.sandbox.stop()
            await client.close_code()
        await place.sandbox.start()
        async with gateway_client(place.sandbox.gateway_url) as again:
            await _resume(again, place, ready["session_id"], sequence=2)
            resumed = await again.next_named("RESUMED")

    assert resumed == {}


async def test_many_events_in_one_breath_arrive_in_order() -> None:
    async with running_sandbox() as place, gateway_client(place.sandbox.gateway_url) as client:
        await client.identify(place.application.token)
        await client.next_named("GUILD_CREATE")
        for number in range(500):
            place.world.publish(Event("GUILD_UPDATE", place.guild.id, {"n": number}))
        heard = [(await client.next_named("GUILD_UPDATE"))["n"] for _ in range(500)]

    assert heard == list(range(500))


async def test_plain_http_is_told_to_upgrade() -> None:
    async with running_sandbox() as place, httpx2.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{place.sandbox.url}/gateway")

    assert answer.status_code == 426


async def test_nothing_more_can_be_sent_after_the_close() -> None:
    async with running_sandbox() as place, gateway_client(place.sandbox.gateway_url) as client:
        place.sandbox.gateway.close(CloseCode.UNKNOWN_ERROR)
        await client.close_code()

        with pytest.raises(ConnectionClosed):
            await client.say(Op.HEARTBEAT)


async def _resume(client: GatewayClient, place: SmallGuild, session_id: str, sequence: int) -> None:
    token = place.application.token
    await client.say(Op.RESUME, {"token": token, "session_id": session_id, "seq": sequence})


async def _until_nobody_is_connected(place: SmallGuild) -> None:
    for _ in range(10_000):
        if not place.sandbox.gateway.connections():
            return
        await asyncio.sleep(0)
    raise AssertionError("somebody is still connected")
