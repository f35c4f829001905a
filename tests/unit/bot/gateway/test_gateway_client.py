"""What the client does differently from nextcord's own."""

import asyncio
import threading
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from nextcord.gateway import KeepAliveHandler
from nextcord.http import Route

from app.bot.gateway import gateway_client
from app.bot.gateway.gateway_client import GatewayClient
from app.bot.gateway.identifying import Identifying
from app.bot.gateway.local_turns import LocalTurns
from app.bot.gateway.nextcord_address import speaking_to
from app.bot.gateway.raw_events import GatewayListener, RawEvents
from app.bot.gateway.shards import WHOLE, Shard
from app.shared.application.ports.identify_turns import IDENTIFY_EVERY_S
from tests.support.fakes.clock import FakeClock


class Notes(GatewayListener):
    def __init__(self) -> None:
        self.names: list[str] = []
        self.losses = 0

    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        self.names.append(name)

    def lost(self) -> None:
        self.losses += 1


def client_for(
    listener: GatewayListener, clock: FakeClock | None = None, shard: Shard = WHOLE
) -> GatewayClient:
    clock = clock or FakeClock()
    return GatewayClient(listener, Identifying(LocalTurns(clock), clock, "test"), shard)


def test_an_event_is_heard_before_nextcord_and_also_where_nextcord_does_not_know_it() -> None:
    notes, parsed = Notes(), []
    parsers = {"KNOWN": lambda data: parsed.append((data, list(notes.names)))}
    events = RawEvents(parsers, notes, lambda _name, data: data)

    events["KNOWN"]({"a": 1})
    events["UNKNOWN"]({})

    assert notes.names == ["KNOWN", "UNKNOWN"]
    assert parsed == [({"a": 1}, ["KNOWN"])]


def test_an_event_that_nextcord_cannot_read_does_not_end_the_connection(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def unreadable(_data: Any) -> None:
        raise KeyError("field")

    RawEvents({"ODD": unreadable}, Notes(), lambda _name, data: data)["ODD"]({})

    assert "could not read an event ODD" in caplog.text


async def test_nextcord_reads_events_where_they_are_listened_to() -> None:
    notes = Notes()
    client = client_for(notes)

    client._connection.parsers["GUILD_ROLE_DELETE"]({"guild_id": "1", "role_id": "2"})

    assert notes.names == ["GUILD_ROLE_DELETE"]


async def test_a_gateway_that_hangs_up_each_time_is_given_up() -> None:
    notes = Notes()
    client = client_for(notes)
    for _ in range(5):
        client.dispatch("disconnect")

    with pytest.raises(ConnectionAbortedError):
        client.dispatch("disconnect")

    assert notes.losses == 6


@pytest.mark.parametrize("event", ["resumed", "connect"])
async def test_a_session_in_between_starts_the_count_anew(event: str) -> None:
    client = client_for(Notes())
    for _ in range(3):
        for _ in range(5):
            client.dispatch("disconnect")
        client.dispatch(event)


async def test_a_bot_identifies_once_in_five_seconds() -> None:
    clock = FakeClock()
    client = client_for(Notes(), clock)

    await client.before_identify_hook(0, initial=True)
    await client.before_identify_hook(0, initial=False)

    assert clock.slept == pytest.approx([IDENTIFY_EVERY_S])


async def test_nothing_is_asked_of_discord_about_commands() -> None:
    """nextcord's own handler would call Discord here, which fails before a login."""
    client = client_for(Notes())

    await client.on_connect()


async def test_a_gateway_that_does_not_say_goodbye_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gateway_client, "_CLOSED_WITHIN_S", 0.01)
    client = client_for(Notes())
    closed = asyncio.Event()

    async def silent(code: int) -> None:  # noqa: ARG001
        await asyncio.Event().wait()

    async def close() -> None:
        closed.set()

    monkeypatch.setattr(client, "ws", SimpleNamespace(open=True, close=silent))
    monkeypatch.setattr(client.http, "close", close)
    async with asyncio.timeout(5):
        await client.close()

    assert closed.is_set()


async def test_the_thread_of_a_connection_that_was_given_up_half_made_ends() -> None:
    client = client_for(Notes())
    socket = SimpleNamespace(
        loop=client.loop, thread_id=threading.get_ident(), _max_heartbeat_timeout=60.0
    )
    heartbeats = KeepAliveHandler(ws=socket, interval=600.0, shard_id=0)
    heartbeats.start()

    await client.close()

    heartbeats.join(5)
    assert not heartbeats.is_alive()


def test_nextcords_address_is_put_back() -> None:
    before = Route.BASE

    with speaking_to("http://127.0.0.1:1/api/v10"):
        assert Route("GET", "/gateway").url == "http://127.0.0.1:1/api/v10/gateway"

    assert before == Route.BASE
