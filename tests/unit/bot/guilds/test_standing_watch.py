"""What of Discord's events is about the bot's own place, and what becomes of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from app.bot.guilds.standing_watch import StandingWatch
from app.bot.guilds.standings import Standings
from app.shared.application.guilds.note_presence import GuildSeen
from app.shared.domain.errors import Unavailable
from app.shared.domain.guilds.presence import GuildPresence, PlaceFacts
from app.shared.domain.permissions.bits import ADMINISTRATOR, BY_NAME
from app.shared.domain.structure.identifiers import GuildId
from tests.support.fakes.clock import FakeClock

BOT, OWN_ROLE, OTHER_ROLE = "900", "11", "12"
NEEDED = ("MANAGE_CHANNELS", "MANAGE_ROLES", "MANAGE_GUILD", "VIEW_AUDIT_LOG")


def bits(*names: str) -> str:
    return str(sum(BY_NAME[name].value for name in names))


def role(id: str, position: int, permissions: str = "0", *, managed: bool = False) -> Any:
    return {
        "id": id,
        "name": f"Role {id}",
        "position": position,
        "permissions": permissions,
        "managed": managed,
    }


def guild(*roles: Any, **fields: Any) -> dict[str, Any]:
    return {
        "id": "1",
        "name": "Copper",
        "owner_id": "5",
        "unavailable": False,
        "joined_at": "2026-03-01T12:00:00+00:00",
        "roles": [role("1", 0), *roles],
        "members": [{"user": {"id": BOT}, "roles": [OWN_ROLE]}],
        **fields,
    }


READY = {"user": {"id": BOT}, "guilds": [{"id": "1"}], "shard": [0, 2]}
OWN = role(OWN_ROLE, 1, bits(*NEEDED), managed=True)


class Notes(Standings):
    def __init__(self) -> None:
        self.said: list[tuple[str, Any]] = []
        self.away = 0
        self.sick: set[int] = set()

    async def seen(self, guild: GuildSeen) -> None:
        self._say("seen", guild)

    async def let_in(self, presence: GuildPresence) -> None:
        self._say("let in", presence)

    async def left(self, guild_id: GuildId) -> None:
        self._say("left", guild_id)

    async def unavailable(self, guild_id: GuildId) -> None:
        self._say("unavailable", guild_id)

    async def look_at(self, guild_id: GuildId) -> None:
        if guild_id in self.sick:
            raise Unavailable("Discord does not answer for this guild.")
        self._say("look at", guild_id)

    async def only_in(self, guild_ids: frozenset[GuildId], shard_ids: tuple[int, int]) -> None:
        self._say("only in", (guild_ids, shard_ids))

    def _say(self, what: str, about: Any) -> None:
        if self.away:
            self.away -= 1
            raise Unavailable("The database does not answer.")
        self.said.append((what, about))


class Scene:
    def __init__(self) -> None:
        self.notes, self.clock = Notes(), FakeClock()
        self.watch = StandingWatch(self.notes, self.clock)
        self.watch.heard("READY", READY)

    async def told(self) -> list[tuple[str, Any]]:
        async with at_work(self.watch):
            async with asyncio.timeout(5):
                while len(self.watch):
                    await self.clock.sleep(0)
                await self.clock.sleep(0)
        return self.notes.said

    async def places(self) -> list[PlaceFacts | None]:
        return [about.place for what, about in await self.told() if what == "seen"]


@asynccontextmanager
async def at_work(watch: StandingWatch) -> AsyncIterator[None]:
    work = asyncio.create_task(watch.run_forever())
    try:
        yield
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


async def test_a_session_names_the_guilds_of_its_shard() -> None:
    assert await Scene().told() == [("only in", (frozenset({GuildId(1)}), (0, 2)))]


@pytest.mark.parametrize(
    ("roles", "place"),
    [
        ((OWN,), PlaceFacts()),
        ((OWN, role("12", 2)), PlaceFacts(roles_above=("Role 12",))),
        ((OWN, role("12", 2, managed=True)), PlaceFacts()),
        # Of two at one position the older stands higher.
        ((OWN, role("12", 1)), PlaceFacts()),
        ((OWN, role("10", 1)), PlaceFacts(roles_above=("Role 10",))),
        (
            (role(OWN_ROLE, 1, bits("MANAGE_ROLES")),),
            PlaceFacts(missing=tuple(name for name in NEEDED if name != "MANAGE_ROLES")),
        ),
        ((role(OWN_ROLE, 1, str(ADMINISTRATOR)),), PlaceFacts()),
    ],
)
async def test_how_it_stands_is_read_from_the_guild_itself(
    roles: tuple[Any, ...], place: PlaceFacts
) -> None:
    scene = Scene()

    scene.watch.heard("GUILD_CREATE", guild(*roles))

    assert await scene.places() == [place]


async def test_what_everyone_may_the_bot_may_as_well_and_an_owner_lacks_nothing() -> None:
    scene = Scene()
    everyone = role("1", 0, bits(*NEEDED))

    scene.watch.heard("GUILD_CREATE", guild(roles=[everyone, role(OWN_ROLE, 1)]))
    scene.watch.heard("GUILD_CREATE", guild(role("12", 9), owner_id=BOT))

    assert await scene.places() == [PlaceFacts(), PlaceFacts()]


async def test_leaving_is_told_from_an_outage() -> None:
    scene = Scene()

    scene.watch.heard("GUILD_DELETE", {"id": "1", "unavailable": True})
    scene.watch.heard("GUILD_DELETE", {"id": "1"})

    assert (await scene.told())[1:] == [("unavailable", 1), ("left", 1)]


async def test_a_guild_that_is_still_down_is_not_seen() -> None:
    scene = Scene()

    scene.watch.heard("GUILD_CREATE", {"id": "1", "unavailable": True})

    assert len(await scene.told()) == 1


async def test_only_what_is_about_its_own_roles_is_looked_at_and_a_burst_once() -> None:
    scene = Scene()
    scene.watch.heard("GUILD_CREATE", guild(OWN, role(OTHER_ROLE, 2)))
    for changed in (OTHER_ROLE, OWN_ROLE, OWN_ROLE, "1"):
        scene.watch.heard("GUILD_ROLE_UPDATE", {"guild_id": "1", "role": {"id": changed}})

    told = await scene.told()
    assert [what for what, _ in told] == ["only in", "seen", "look at"]

    scene.watch.heard("GUILD_ROLE_DELETE", {"guild_id": "1", "role_id": OWN_ROLE})
    assert [what for what, _ in await scene.told()][3:] == ["look at"]


async def test_a_role_that_is_taken_from_it_is_looked_at_and_then_no_longer_its_own() -> None:
    scene = Scene()
    scene.watch.heard("GUILD_CREATE", guild(OWN))
    own = {"guild_id": "1", "user": {"id": BOT}, "roles": []}
    scene.watch.heard("GUILD_MEMBER_UPDATE", own)
    await scene.told()

    scene.watch.heard("GUILD_MEMBER_UPDATE", {**own, "user": {"id": "6"}})
    scene.watch.heard("GUILD_ROLE_UPDATE", {"guild_id": "1", "role": {"id": OWN_ROLE}})

    assert [what for what, _ in await scene.told()] == ["only in", "seen", "look at"]


async def test_what_was_heard_while_the_database_was_away_is_not_lost_and_in_order() -> None:
    scene = Scene()
    scene.notes.away = 3
    scene.watch.heard("GUILD_CREATE", guild(OWN))
    scene.watch.heard("GUILD_DELETE", {"id": "1"})

    async with at_work(scene.watch), asyncio.timeout(5):
        while len(scene.notes.said) < 3:
            await scene.clock.sleep(1)

    assert [what for what, _ in scene.notes.said] == ["only in", "seen", "left"]


def own_role_changed(guild_id: str) -> dict[str, Any]:
    """@everyone has the id of its guild."""
    return {"guild_id": guild_id, "role": {"id": guild_id}}


async def test_a_guild_that_cannot_be_read_holds_up_no_other() -> None:
    scene = Scene()
    scene.notes.sick = {1}
    for guild_id in ("1", "2"):
        scene.watch.heard("GUILD_ROLE_UPDATE", own_role_changed(guild_id))

    async with at_work(scene.watch), asyncio.timeout(5):
        while len(scene.notes.said) < 2:
            await scene.clock.sleep(1)
        scene.watch.heard("GUILD_CREATE", guild(OWN, id="3"))
        scene.watch.heard("GUILD_DELETE", {"id": "3"})
        while len(scene.notes.said) < 4:
            await scene.clock.sleep(1)
        scene.notes.sick.clear()
        while len(scene.notes.said) < 5:
            await scene.clock.sleep(1)

    assert scene.notes.said[1] == ("look at", 2)
    assert [what for what, _ in scene.notes.said[2:4]] == ["seen", "left"]
    assert scene.notes.said[4] == ("look at", 1)


async def test_a_guild_that_was_left_is_not_looked_at_any_more() -> None:
    scene = Scene()
    scene.watch.heard("GUILD_ROLE_UPDATE", own_role_changed("1"))
    scene.watch.heard("GUILD_DELETE", {"id": "1"})

    assert [what for what, _ in await scene.told()] == ["only in", "left"]


async def test_an_event_that_nobody_understands_is_logged_and_left(
    caplog: pytest.LogCaptureFixture,
) -> None:
    scene = Scene()

    scene.watch.heard("GUILD_ROLE_UPDATE", {"role": {}})

    assert "was not understood" in caplog.text
    assert len(await scene.told()) == 1
