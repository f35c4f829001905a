"""Discord is told of the commands when they are others than it knows, in one scope."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from app.bot.commands.syncing import CommandSync
from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.application.ports.registered_commands import RegisteredCommands, ToldCommands
from app.shared.domain.structure.identifiers import GuildId
from tests.support.fakes.clock import FakeClock

READY = {"application": {"id": "900"}}
PAYLOADS = [{"name": "plan", "description": "Plan."}]


class FakeRegistered(RegisteredCommands):
    def __init__(self) -> None:
        self.told: list[tuple[int, GuildId | None, int]] = []
        self.failures = 0

    async def replace(
        self, application_id: int, guild_id: GuildId | None, commands: Sequence[Mapping[str, Any]]
    ) -> None:
        if self.failures:
            self.failures -= 1
            raise DiscordUnavailable("Away.")
        self.told.append((application_id, guild_id, len(commands)))


class FakeTold(ToldCommands):
    def __init__(self) -> None:
        self.marks: dict[int, str] = {}

    async def last(self, application_id: int) -> str | None:
        return self.marks.get(application_id)

    async def keep(self, application_id: int, mark: str) -> None:
        self.marks[application_id] = mark


@pytest.fixture
def registered() -> FakeRegistered:
    return FakeRegistered()


@pytest.fixture
def told() -> FakeTold:
    return FakeTold()


async def synced(
    registered: FakeRegistered,
    told: FakeTold,
    payloads: list[dict[str, Any]] = PAYLOADS,
    guild_id: int | None = None,
) -> FakeClock:
    clock = FakeClock()
    guild = None if guild_id is None else GuildId(guild_id)
    sync = CommandSync(registered, told, clock, payloads, guild)
    sync.heard("READY", READY)
    sync.heard("READY", READY)
    await sync.run()
    return clock


async def test_the_first_time_it_is_told(registered: FakeRegistered, told: FakeTold) -> None:
    await synced(registered, told)

    assert registered.told == [(900, None, 1)]


async def test_the_same_again_is_not_told(registered: FakeRegistered, told: FakeTold) -> None:
    await synced(registered, told)
    await synced(registered, told)

    assert len(registered.told) == 1


async def test_others_are_told(registered: FakeRegistered, told: FakeTold) -> None:
    await synced(registered, told)
    await synced(registered, told, [{"name": "plan", "description": "Plan it."}])

    assert len(registered.told) == 2


async def test_in_another_scope_those_of_the_one_before_go(
    registered: FakeRegistered, told: FakeTold
) -> None:
    await synced(registered, told)
    await synced(registered, told, guild_id=5)
    await synced(registered, told)

    assert registered.told == [
        (900, None, 1),
        (900, None, 0),
        (900, GuildId(5), 1),
        (900, GuildId(5), 0),
        (900, None, 1),
    ]


async def test_what_fails_is_tried_again_less_and_less_often(
    registered: FakeRegistered, told: FakeTold
) -> None:
    registered.failures = 8

    clock = await synced(registered, told)

    assert clock.slept == [10, 20, 40, 80, 160, 320, 600, 600]
    assert registered.told == [(900, None, 1)]
