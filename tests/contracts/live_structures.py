"""What every keeper of live guilds keeps to."""

import asyncio
from typing import Any

import pytest

from app.shared.application.ports.live_structures import Event, LiveStructures
from app.shared.domain.structure.identifiers import GuildId
from tests.contracts.kept import ELSEWHERE
from tests.support.builders import GUILD, NOON

RAW: dict[str, Any] = {
    "bot_id": "77",
    "guild": {"id": "1000", "name": "Grün \N{SEEDLING}"},
    "roles": {"1000": {"permissions": "104324673"}},
    "channels": {},
}


class LiveStructuresContract:
    @pytest.fixture
    def live(self) -> LiveStructures:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_what_was_put_comes_back(self, live: LiveStructures) -> None:
        assert await live.get(GUILD) is None

        assert await live.put(GUILD, RAW, after=0, reconciled_at=None)

        kept = await live.get(GUILD)
        assert kept is not None
        assert (kept.raw, kept.version, kept.reconciled_at) == (RAW, 1, None)
        assert await live.get(ELSEWHERE) is None

    async def test_two_changes_never_overwrite_one_another(self, live: LiveStructures) -> None:
        await live.put(GUILD, RAW, after=0, reconciled_at=None)

        first = await live.put(GUILD, {**RAW, "channels": {"1": {}}}, after=1, reconciled_at=None)
        second = await live.put(GUILD, {**RAW, "channels": {"2": {}}}, after=1, reconciled_at=None)

        kept = await live.get(GUILD)
        assert (first, second) == (True, False)
        assert kept is not None
        assert (kept.raw["channels"], kept.version) == ({"1": {}}, 2)

    async def test_when_it_was_reconciled_outlives_events(self, live: LiveStructures) -> None:
        await live.put(GUILD, RAW, after=0, reconciled_at=NOON)
        await live.put(GUILD, RAW, after=1, reconciled_at=None)

        kept = await live.get(GUILD)
        assert kept is not None
        assert kept.reconciled_at == NOON

    async def test_what_was_noted_comes_back_in_order(self, live: LiveStructures) -> None:
        events: tuple[Event, ...] = (
            ("CHANNEL_UPDATE", {"id": "1", "topic": "Grün\n\u2028"}),
            ("GUILD_UPDATE", {}),
        )
        await live.put(GUILD, RAW, after=0, reconciled_at=NOON)

        noted = (
            await live.note(GUILD, events[:1], after=1),
            await live.note(GUILD, events[1:], after=2),
        )

        kept = await live.get(GUILD)
        assert noted == (True, True)
        assert kept is not None
        assert (kept.raw, kept.heard, kept.version) == (RAW, events, 3)
        assert kept.reconciled_at == NOON

    async def test_what_is_put_replaces_what_was_noted(self, live: LiveStructures) -> None:
        await live.put(GUILD, RAW, after=0, reconciled_at=None)
        await live.note(GUILD, [("GUILD_UPDATE", {})], after=1)

        assert await live.put(GUILD, {**RAW, "channels": {"1": {}}}, after=2, reconciled_at=None)

        kept = await live.get(GUILD)
        assert kept is not None
        assert (kept.heard, kept.version) == ((), 3)

    async def test_nothing_is_noted_beside_another_version(self, live: LiveStructures) -> None:
        event: Event = ("GUILD_UPDATE", {})

        assert not await live.note(GUILD, [event], after=0)
        assert await live.get(GUILD) is None
        await live.put(GUILD, RAW, after=0, reconciled_at=None)
        assert await live.note(GUILD, [event], after=1)
        assert not await live.note(GUILD, [event], after=1)
        assert not await live.put(GUILD, RAW, after=1, reconciled_at=None)

        kept = await live.get(GUILD)
        assert kept is not None
        assert (kept.heard, kept.version) == ((event,), 2)

    async def test_noting_nothing_asks_whether_it_is_still_that_version(
        self, live: LiveStructures
    ) -> None:
        await live.put(GUILD, RAW, after=0, reconciled_at=None)

        assert await live.note(GUILD, [], after=1)
        assert await live.note(GUILD, [], after=1)
        assert not await live.note(GUILD, [], after=2)
        assert not await live.note(ELSEWHERE, [], after=0)

    async def test_once_much_was_noted_the_whole_is_to_be_put(self, live: LiveStructures) -> None:
        long = [("CHANNEL_UPDATE", {"topic": "x" * 500})]
        await live.put(GUILD, RAW, after=0, reconciled_at=None)
        version = 1

        while await live.note(GUILD, long, after=version):
            version += 1

        kept = await live.get(GUILD)
        assert 10 < version < 1000
        assert kept is not None
        assert (len(kept.heard), kept.version) == (version - 1, version)

    async def test_many_guilds_are_noted_at_once_and_each_by_itself(
        self, live: LiveStructures
    ) -> None:
        guilds = [GuildId(number) for number in range(1, 200)]
        for guild_id in guilds[::2]:
            await live.put(guild_id, RAW, after=0, reconciled_at=None)

        noted = await asyncio.gather(
            *(live.note(guild_id, [("GUILD_UPDATE", {})], after=1) for guild_id in guilds)
        )

        assert noted == [guild_id in guilds[::2] for guild_id in guilds]

    async def test_what_was_dropped_begins_anew(self, live: LiveStructures) -> None:
        await live.put(GUILD, RAW, after=0, reconciled_at=None)

        await live.drop(GUILD)

        assert await live.get(GUILD) is None
        assert await live.put(GUILD, RAW, after=0, reconciled_at=None)
