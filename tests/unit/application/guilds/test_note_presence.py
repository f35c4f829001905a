"""What the bot hears about its own place in a guild, and what is written down of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from app.shared.application.guilds.clear_away import ClearAwayGuilds
from app.shared.application.guilds.note_presence import GuildSeen, NotePresence
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.guilds.presence import GuildPresence, PlaceFacts
from app.shared.domain.structure.identifiers import UserId
from tests.support.builders import GUILD
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.unit_of_work import InMemoryStore

KEPT_FOR = timedelta(days=90)
WELL = PlaceFacts()
POOR = PlaceFacts(missing=("MANAGE_ROLES",), roles_above=("Admin",))
COPPER = GuildSeen(guild_id=GUILD, name="Copper", owner_id=UserId(5), place=WELL)


class Scene:
    def __init__(self) -> None:
        self.store, self.clock = InMemoryStore(), FakeClock()
        self.notes = NotePresence(self.store, self.clock)
        self.clear_away = ClearAwayGuilds(self.store, self.clock)

    async def known(self) -> GuildPresence | None:
        async with self.store() as uow:
            return await uow.guild_presences.of(GUILD)

    async def trail(self) -> list[TrailEntry]:
        async with self.store() as uow:
            return [*reversed(await uow.trail.list(GUILD))]

    async def actions(self) -> list[str]:
        return [entry.action for entry in await self.trail()]


async def test_a_guild_is_new_once() -> None:
    scene = Scene()

    first = await scene.notes.seen(COPPER)
    again = await scene.notes.seen(COPPER)

    assert (first.is_new, again.is_new) == (True, False)
    assert await scene.actions() == ["guild.joined"]


async def test_who_comes_back_is_told_since_when_the_bot_was_away() -> None:
    scene = Scene()
    await scene.notes.seen(COPPER)
    await scene.notes.left(GUILD)
    left_at = scene.clock.now()
    await scene.notes.left(GUILD)
    scene.clock.advance(3600)

    back = await scene.notes.seen(COPPER)

    assert (back.is_new, back.was_away_since) == (False, left_at)
    assert back.presence.left_at is None
    assert back.presence.joined_at == scene.clock.now()
    assert await scene.actions() == ["guild.joined", "guild.left", "guild.returned"]


async def test_an_outage_is_no_leaving_and_told_once() -> None:
    scene = Scene()
    await scene.notes.seen(COPPER)

    await scene.notes.unavailable(GUILD)
    await scene.notes.unavailable(GUILD)
    known = await scene.known()
    await scene.notes.seen(COPPER)

    assert known is not None
    assert known.unavailable_since == scene.clock.now()
    assert await scene.actions() == ["guild.joined", "guild.unavailable", "guild.available"]


async def test_another_owner_is_told_with_both() -> None:
    scene = Scene()
    await scene.notes.seen(COPPER)

    await scene.notes.seen(replace(COPPER, owner_id=UserId(6)))

    last = (await scene.trail())[-1]
    assert (last.action, last.before, last.after) == ("guild.owner_changed", "5", "6")


async def test_rights_that_were_lost_are_told_whichever_event_shows_it() -> None:
    scene = Scene()
    await scene.notes.seen(COPPER)

    await scene.notes.place(GUILD, POOR)
    await scene.notes.place(GUILD, POOR)
    await scene.notes.seen(replace(COPPER, place=WELL))

    lost, found = (await scene.trail())[1:]
    assert lost.action == found.action == "guild.bot_place_changed"
    assert lost.after == {"missing": ["MANAGE_ROLES"], "roles_above": ["Admin"]}
    assert found.before == lost.after


async def test_a_new_name_is_kept_and_no_event_of_ours() -> None:
    scene = Scene()
    await scene.notes.seen(COPPER)

    await scene.notes.seen(replace(COPPER, name="Bronze"))

    known = await scene.known()
    assert known is not None
    assert known.name == "Bronze"
    assert await scene.actions() == ["guild.joined"]


async def test_of_a_guild_that_nobody_knows_nothing_is_noted() -> None:
    scene = Scene()

    await scene.notes.left(GUILD)
    await scene.notes.place(GUILD, POOR)

    assert await scene.known() is None


async def test_what_was_left_is_kept_for_its_time_and_then_cleared_away() -> None:
    scene = Scene()
    await scene.notes.seen(COPPER)
    await scene.notes.left(GUILD)
    scene.clock.advance(KEPT_FOR.total_seconds())
    assert await scene.clear_away(KEPT_FOR) == ()

    scene.clock.advance(1)

    assert await scene.clear_away(KEPT_FOR) == (GUILD,)
    assert await scene.known() is None
    assert await scene.trail() == []
    (noted,) = scene.store.tables.trail
    assert (noted.guild_id, noted.action, noted.subject) == (
        None,
        "guild.cleared_away",
        str(GUILD),
    )


async def test_who_has_come_back_is_not_cleared_away() -> None:
    scene = Scene()
    await scene.notes.seen(COPPER)
    await scene.notes.left(GUILD)
    scene.clock.advance(2 * KEPT_FOR.total_seconds())
    await scene.notes.seen(COPPER)

    assert await scene.clear_away(KEPT_FOR) == ()
    assert await scene.known() is not None


class Meanwhile(BeginUnitOfWork):
    """Something happens after the first unit of work."""

    def __init__(self, begin: BeginUnitOfWork, happens: Callable[[], Awaitable[object]]) -> None:
        self._begin, self._happens, self._number = begin, happens, 0

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[UnitOfWork]:
        self._number += 1
        if self._number == 2:
            await self._happens()
        async with self._begin() as uow:
            yield uow


async def test_who_comes_back_at_that_very_moment_is_not_cleared_away() -> None:
    scene = Scene()
    await scene.notes.seen(COPPER)
    await scene.notes.left(GUILD)
    scene.clock.advance(2 * KEPT_FOR.total_seconds())
    begin = Meanwhile(scene.store, lambda: scene.notes.seen(COPPER))

    await ClearAwayGuilds(begin, scene.clock)(KEPT_FOR)

    assert await scene.known() is not None
    assert await scene.actions() == ["guild.joined", "guild.left", "guild.returned"]
    assert all(entry.guild_id == GUILD for entry in scene.store.tables.trail)
