from collections.abc import Iterable

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.exchange.messages import Answer, Exchange
from app.sandbox.faults.fault import Fault, FaultKind
from app.sandbox.faults.faults import Faults
from app.sandbox.faults.gateway import GatewayFaults
from app.sandbox.world.world import World
from tests.support.exchanges import FakeStored, exchange

ROLES = "GET /guilds/{guild_id}/roles"
CREATE_ROLE = "POST /guilds/{guild_id}/roles"
CHANNELS = "GET /guilds/{guild_id}/channels"
CHANNEL_OF_GUILD_1 = 50


class Lists:
    """A handler with one list per path; a write with a name adds it, one without is refused."""

    def __init__(self) -> None:
        self._lists: dict[str, list[str]] = {}

    async def __call__(self, exchange: Exchange) -> Answer:
        if exchange.method == "GET":
            return Answer.of_json(200, self._lists.get(exchange.path, []))
        if not isinstance(exchange.body, dict) or "name" not in exchange.body:
            return Answer.of_json(400, {})
        path = exchange.path
        if exchange.path.startswith("/channels/"):
            path = "/guilds/1/channels"
        self._lists.setdefault(path, []).append(exchange.body["name"])
        return Answer.of_json(200, {})


@pytest.fixture
def faults() -> Faults:
    clock = DrivenClock()
    stored = FakeStored(guilds_of_channels={CHANNEL_OF_GUILD_1: 1})
    return Faults(clock, stored, GatewayFaults(World(clock)))


async def write(faults: Faults, lists: Lists, names: Iterable[str]) -> None:
    for name in names:
        await faults.layer(exchange(CREATE_ROLE, {"name": name}), lists)


async def read(faults: Faults, lists: Lists, route: str = ROLES, caller: str = "Bot a") -> object:
    return (await faults.layer(exchange(route, caller=caller), lists)).body


async def test_a_list_shows_what_was_before_so_many_writes(faults: Faults) -> None:
    lists = Lists()
    faults.add(Fault(FaultKind.STALE, route="/guilds/{guild_id}/roles", writes_ago=2))
    await write(faults, lists, ["one", "two", "three"])

    stale = await read(faults, lists)
    fresh = await read(faults, lists)

    assert stale == ["one"]
    assert fresh == ["one", "two", "three"]


async def test_it_goes_back_no_further_than_it_knows(faults: Faults) -> None:
    lists = Lists()
    await write(faults, lists, ["known"])
    faults.add(Fault(FaultKind.STALE, writes_ago=9))
    await write(faults, lists, ["one", "two"])

    assert await read(faults, lists) == ["known"]


async def test_a_list_without_a_past_is_fresh_and_the_fault_waits(faults: Faults) -> None:
    lists = Lists()
    faults.add(Fault(FaultKind.STALE))

    first = await read(faults, lists)
    await write(faults, lists, ["one"])
    second = await read(faults, lists)

    assert first == []
    assert second == []
    assert [line.path for line in faults.fired] == ["/guilds/1/roles"]
    assert await read(faults, lists) == ["one"]


async def test_writes_that_were_refused_leave_no_mark(faults: Faults) -> None:
    lists = Lists()
    faults.add(Fault(FaultKind.STALE))
    await write(faults, lists, ["one"])
    await faults.layer(exchange(CREATE_ROLE, {}), lists)

    assert await read(faults, lists) == []


async def test_a_write_to_a_channel_ages_the_lists_of_its_guild(faults: Faults) -> None:
    lists = Lists()
    faults.add(Fault(FaultKind.STALE, route="/guilds/{guild_id}/channels"))
    edit = exchange(
        "PATCH /channels/{channel_id}", {"name": "one"}, channel_id=str(CHANNEL_OF_GUILD_1)
    )

    await faults.layer(edit, lists)

    assert await read(faults, lists, CHANNELS) == []
    assert await read(faults, lists, CHANNELS) == ["one"]


async def test_each_token_sees_its_own_past(faults: Faults) -> None:
    lists = Lists()
    faults.add(Fault(FaultKind.STALE, times=None))
    await read(faults, lists, caller="Bot b")
    await write(faults, lists, ["one"])

    assert await read(faults, lists, caller="Bot b") == []
    assert await read(faults, lists, caller="Bot c") == ["one"]


async def test_writes_are_never_stale(faults: Faults) -> None:
    lists = Lists()
    faults.add(Fault(FaultKind.STALE))
    await write(faults, lists, ["one", "two"])

    assert faults.fired == []
