"""The server itself: starting, stopping, and what else it has to offer than REST."""

import asyncio
import time

import httpx2
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from app.sandbox.exchange.asgi import Receive, Scope, Send
from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.seed.simple import empty_guild
from app.sandbox.server import Sandbox
from tests.support.sandbox import BotCaller, running_sandbox


async def test_it_starts_on_a_free_port_and_lets_go_of_it() -> None:
    seeded = empty_guild()
    sandbox = Sandbox(seeded.world)
    await sandbox.start()
    port = int(sandbox.url.rpartition(":")[2])
    await sandbox.stop()
    again = Sandbox(empty_guild().world)
    await again.start(port=port)
    found = again.url
    await again.stop()

    assert found.endswith(f":{port}")


async def test_a_port_that_is_taken_is_an_error_of_the_system() -> None:
    async with Sandbox(empty_guild().world) as first:
        port = int(first.url.rpartition(":")[2])
        second = Sandbox(empty_guild().world)

        with pytest.raises(OSError, match="in use"):
            await second.start(port=port)


async def test_it_stops_at_once_with_open_sockets_and_answers_under_way() -> None:
    seeded = empty_guild()
    sandbox = Sandbox(seeded.world)
    await sandbox.start()
    sandbox.faults.add(Fault(kind=FaultKind.SILENCE, moment=Moment.AFTER))
    bot = BotCaller(sandbox.api, seeded.application.token)
    async with connect(f"{sandbox.gateway_url}?v=10&encoding=json") as socket:
        await socket.recv()
        done = asyncio.Event()
        seeded.world.subscribe(lambda _: done.set())
        path = f"/guilds/{seeded.guild.id}/roles"
        waiting = asyncio.create_task(bot.post(path, {}))
        await done.wait()
        began = time.monotonic()
        await sandbox.stop()
        took = time.monotonic() - began

        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
        with pytest.raises(httpx2.RemoteProtocolError):
            await waiting
    await bot.close()

    assert took < 2
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012


async def test_other_applications_can_be_mounted_and_the_longest_prefix_wins() -> None:
    async with running_sandbox() as small:

        async def teapot(_scope: Scope, _receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 418, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        small.sandbox.mount("/api/v10/teapot", teapot)
        brewed = await small.bot.get("/teapot/brew")
        other = await small.bot.get("/users/@me")

    assert (brewed.status_code, other.status_code) == (418, 200)


async def test_the_page_and_the_knobs_are_served_beside_the_api() -> None:
    async with (
        running_sandbox() as small,
        httpx2.AsyncClient(base_url=small.sandbox.url, trust_env=False, verify=False) as client,
    ):
        page = await client.get("/")
        limits = await client.get("/sandbox/limits")
        faults = await client.get("/sandbox/faults")
        nothing = await client.get("/nothing")

    assert (page.status_code, limits.status_code, faults.status_code) == (200, 200, 200)
    assert page.headers["content-type"].startswith("text/html")
    assert nothing.status_code == 404
