"""Names of guilds without a call for every page."""

import asyncio

import pytest

from app.shared.application.ports.guild_gateway import BotGuild, DiscordUnavailable
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.discord.guild_directory import GuildSource, KeptGuildDirectory
from tests.support.fakes.clock import FakeClock


def a_guild(id: int, name: str = "Copper") -> BotGuild:
    return BotGuild(id=GuildId(id), name=name, icon=None)


class Source(GuildSource):
    def __init__(self, *guilds: BotGuild) -> None:
        self.guilds = guilds
        self.calls = 0
        self.fails: Exception | None = None

    async def bot_guilds(self) -> tuple[BotGuild, ...]:
        self.calls += 1
        await asyncio.sleep(0)
        if self.fails is not None:
            raise self.fails
        return self.guilds


async def test_everybody_within_a_minute_shares_one_call() -> None:
    clock, source = FakeClock(), Source(a_guild(1))
    directory = KeptGuildDirectory(source, clock)

    await asyncio.gather(*(directory.find(GuildId(1)) for _ in range(10)))
    clock.advance(59)
    found = await directory.find(GuildId(1))
    at_once = source.calls
    source.guilds = (a_guild(1, "Renamed"),)
    clock.advance(2)
    renamed = await directory.find(GuildId(1))

    assert found == a_guild(1)
    assert at_once == 1
    assert renamed == a_guild(1, "Renamed")


async def test_a_guild_that_the_bot_has_just_entered_is_found_within_seconds() -> None:
    clock, source = FakeClock(), Source()
    directory = KeptGuildDirectory(source, clock)

    before = [await directory.find(GuildId(1)) for _ in range(10)]
    source.guilds = (a_guild(1),)
    clock.advance(3)

    assert before == [None] * 10
    assert source.calls == 1
    assert await directory.find(GuildId(1)) == a_guild(1)
    assert set(await directory.all()) == {1}


async def test_a_failure_is_told_and_not_kept() -> None:
    source = Source(a_guild(1))
    source.fails = DiscordUnavailable("Away.")
    directory = KeptGuildDirectory(source, FakeClock())

    with pytest.raises(DiscordUnavailable):
        await directory.all()
    source.fails = None

    assert await directory.find(GuildId(1)) == a_guild(1)
