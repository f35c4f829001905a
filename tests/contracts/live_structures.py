"""What every keeper of live guilds keeps to."""

from typing import Any

import pytest

from app.shared.application.ports.live_structures import LiveStructures
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

    async def test_what_was_dropped_begins_anew(self, live: LiveStructures) -> None:
        await live.put(GUILD, RAW, after=0, reconciled_at=None)

        await live.drop(GUILD)

        assert await live.get(GUILD) is None
        assert await live.put(GUILD, RAW, after=0, reconciled_at=None)
