"""What the client does differently from nextcord's own."""

import asyncio
import threading
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from nextcord.gateway import KeepAliveHandler
from nextcord.http import Route

from app.bot import gateway_client
from app.bot.gateway_client import GatewayClient
from app.bot.nextcord_address import speaking_to
from app.bot.raw_events import GatewayListener, RawEvents
from tests.support.fakes.clock import FakeClock


class Notes(GatewayListener):
    def __init__(self) -> None:
        self.names: list[str] = []
        self.losses = 0

    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        self.names.append(name)

    def lost(self) -> None:
        self.losses += 1


def test_an_event_is_heard_before_nextcord_and_also_where_nextcord_does_not_know_it() -> None:
    notes, parsed = Notes(), []
    events = RawEvents({"KNOWN": lambda data: parsed.append((data, list(notes.names)))}, notes)

    events["KNOWN"]({"a": 1})
    events["UNKNOWN"]({})

    assert notes.names == ["KNOWN", "UNKNOWN"]
    assert parsed == [({"a": 1}, ["KNOWN"])]


def test_an_event_that_nextcord_cannot_read_does_not_end_the_connection(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def unreadable(_data: Any) -> None:
        raise KeyError("field")

    RawEvents({"ODD": unreadable}, Notes())["ODD"]({})

    assert "could not read an event ODD" in caplog.text


async def test_nextcord_reads_events_where_they_are_listened_to() -> None:
    notes = Notes()
    client = GatewayClient(notes, FakeClock())

    client._connection.parsers["GUILD_ROLE_DELETE"]({"guild_id": "1", "role_id": "2"})

    assert notes.names == ["GUILD_ROLE_DELETE"]


async def test_a_gateway_that_hangs_up_each_time_is_given_up() -> None:
    notes = Notes()
    client = GatewayClient(notes, FakeClock())
    for _ in range(5):
        client.dispatch("disconnect")

    with pytest.raises(ConnectionAbortedError):
        client.dispatch("disconnect")

    assert notes.losses == 6


@pytest.mark.parametrize("event", ["resumed", "connect"])
async def test_a_session_in_between_starts_the_count_anew(event: str) -> None:
    client = GatewayClient(Notes(), FakeClock())
    for _ in range(3):
        for _ in range(5):
            client.dispatch("disconnect")
        client.dispatch(event)


@pytest.mark.parametrize(("initial", "waited"), [(True, []), (False, [5.0])])
async def test_a_bot_identifies_once_in_five_seconds(initial: bool, waited: list[float]) -> None:
    clock = FakeClock()

    await GatewayClient(Notes(), clock).before_identify_hook(None, initial=initial)

    assert clock.slept == waited


async def test_nothing_is_asked_of_discord_about_commands() -> None:
    """nextcord's own handler would call Discord here, which fails before a login."""
    client = GatewayClient(Notes(), FakeClock())

    await client.on_connect()


async def test_a_gateway_that_does_not_say_goodbye_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gateway_client, "_CLOSED_WITHIN_S", 0.01)
    client = GatewayClient(Notes(), FakeClock())
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
    client = GatewayClient(Notes(), FakeClock())
    socket = SimpleNamespace(
        loop=client.loop, thread_id=threading.get_ident(), _max_heartbeat_timeout=60.0
    )
    heartbeats = KeepAliveHandler(ws=socket, interval=600.0)
    heartbeats.start()

    await client.close()

    heartbeats.join(5)
    assert not heartbeats.is_alive()


def test_nextcords_address_is_put_back() -> None:
    before = Route.BASE

    with speaking_to("http://127.0.0.1:1/api/v10"):
        assert Route("GET", "/gateway").url == "http://127.0.0.1:1/api/v10/gateway"

    assert before == Route.BASE
