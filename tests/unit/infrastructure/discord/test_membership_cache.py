"""What is known of members is quick to have, and never known for longer than it may be."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager

import pytest

from app.shared.application.ports.access_events import (
    AccessChanged,
    AccessEvent,
    GuildsChanged,
)
from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.guild_gateway import (
    DiscordUnavailable,
    GuildNotFound,
    MemberNotFound,
)
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.discord.kept_memberships import Kept, KeptMemberships
from app.shared.infrastructure.discord.membership_cache import MembershipCache
from tests.support.builders import GUILD
from tests.support.fakes.access_events import FakeAccessEvents
from tests.support.fakes.bot_presence import FakeBotPresence
from tests.support.fakes.clock import START, FakeClock
from tests.support.memberships import GatedSource, nobody

ANN, BEN = UserId(1), UserId(2)
OTHER_GUILD = GuildId(2000)


class Scene:
    def __init__(self, size: int = 100) -> None:
        self.clock = FakeClock()
        self.source = GatedSource()
        self.events = FakeAccessEvents()
        self.presence = FakeBotPresence(self.clock)
        self.cache = MembershipCache(self.source, self.events, self.presence, self.clock, size=size)

    async def listening(self) -> AbstractAsyncContextManager[None]:
        listening = self.cache.listening()
        await listening.__aenter__()
        await settled()
        assert self.cache.hears
        return listening

    async def permissions(self, user_id: UserId = ANN, guild_id: GuildId = GUILD) -> int:
        return (await self.cache.of(guild_id, user_id)).permissions

    async def tell(self, event: AccessEvent) -> None:
        await self.events.publish(event)
        await settled()


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """The bot is online and its events are heard."""
    scene = Scene()
    await scene.presence.report(BotState(online=True))
    listening = await scene.listening()
    yield scene
    await listening.__aexit__(None, None, None)


async def test_who_is_asked_for_twice_is_asked_for_once(scene: Scene) -> None:
    assert await scene.permissions() == await scene.permissions() == 1

    assert scene.source.calls == [(GUILD, ANN)]


async def test_an_answer_is_kept_for_less_than_sixty_seconds(scene: Scene) -> None:
    await scene.permissions()
    scene.source.permissions = 2

    scene.clock.advance(59.9)
    assert await scene.permissions() == 1
    scene.clock.advance(0.1)

    assert await scene.permissions() == 2


async def test_an_answer_is_as_old_as_its_question(scene: Scene) -> None:
    scene.source.close()
    asked = asyncio.create_task(scene.permissions())
    await settled()
    scene.clock.advance(50)
    await scene.presence.report(BotState(online=True))
    scene.source.open()
    await asked

    scene.clock.advance(10)
    await scene.permissions()

    assert len(scene.source.calls) == 2


@pytest.mark.parametrize(
    ("event", "asked_again"),
    [
        (AccessChanged(guild_id=GUILD, user_id=ANN), {(GUILD, ANN)}),
        (AccessChanged(guild_id=GUILD), {(GUILD, ANN), (GUILD, BEN)}),
        (AccessChanged(guild_id=None), {(GUILD, ANN), (GUILD, BEN), (OTHER_GUILD, ANN)}),
        (
            AccessChanged(guild_id=None, user_id=ANN),
            {(GUILD, ANN), (GUILD, BEN), (OTHER_GUILD, ANN)},
        ),
        (GuildsChanged(guild_id=OTHER_GUILD, joined=False), {(OTHER_GUILD, ANN)}),
        (AccessChanged(guild_id=GuildId(3)), set()),
    ],
    ids=str,
)
async def test_an_event_drops_what_it_is_about_and_nothing_else(
    scene: Scene, event: AccessEvent, asked_again: set[tuple[GuildId, UserId]]
) -> None:
    whose = [(GUILD, ANN), (GUILD, BEN), (OTHER_GUILD, ANN)]
    for guild_id, user_id in whose:
        await scene.permissions(user_id, guild_id)
    scene.source.calls.clear()

    await scene.tell(event)
    for guild_id, user_id in whose:
        await scene.permissions(user_id, guild_id)

    assert set(scene.source.calls) == asked_again


async def test_all_who_ask_at_once_share_one_call(scene: Scene) -> None:
    scene.source.close()
    asked = [asyncio.create_task(scene.permissions()) for _ in range(50)]
    await settled()
    scene.source.open()

    assert await asyncio.gather(*asked) == [1] * 50
    assert len(scene.source.calls) == 1


async def test_one_who_gives_up_takes_the_answer_from_nobody(scene: Scene) -> None:
    scene.source.close()
    first, second = (asyncio.create_task(scene.permissions()) for _ in range(2))
    await settled()
    first.cancel()
    await settled()
    scene.source.open()

    assert await second == 1
    assert len(scene.source.calls) == 1


async def test_an_answer_that_an_event_overtook_is_asked_for_anew(scene: Scene) -> None:
    scene.source.close()
    asked = asyncio.create_task(scene.permissions())
    await settled()
    scene.source.permissions = 2
    await scene.tell(AccessChanged(guild_id=GUILD, user_id=ANN))
    scene.source.open()

    assert await asked == 2
    assert await scene.permissions() == 2
    assert len(scene.source.calls) == 2


async def test_an_answer_that_an_event_overtook_is_kept_for_nobody(scene: Scene) -> None:
    scene.source.failing[2] = DiscordUnavailable("No answer.")
    scene.source.close()
    before = asyncio.create_task(scene.permissions())
    await settled()
    await scene.tell(AccessChanged(guild_id=GUILD, user_id=ANN))
    after = asyncio.create_task(scene.permissions())
    before.cancel()
    await settled()
    scene.source.open()
    await asyncio.gather(before, after, return_exceptions=True)

    scene.source.permissions = 2

    assert await scene.permissions() == 2


async def test_a_storm_of_events_holds_nobody_up_for_ever(scene: Scene) -> None:
    async def overtaken(guild_id: GuildId, _user_id: UserId) -> None:
        await scene.tell(AccessChanged(guild_id=guild_id))

    scene.source.meanwhile = overtaken

    assert await scene.permissions() == 1
    assert len(scene.source.calls) == 3
    assert len(scene.cache) == 0


async def test_that_somebody_is_no_member_is_kept_for_five_seconds(scene: Scene) -> None:
    scene.source.fails = nobody()
    for _ in range(2):
        with pytest.raises(MemberNotFound) as caught:
            await scene.permissions()
    assert caught.value.remedy == "Ask them to join."
    assert len(scene.source.calls) == 1

    scene.source.fails = None
    scene.clock.advance(5)

    assert await scene.permissions() == 1


async def test_that_the_bot_is_not_there_is_over_when_it_joins(scene: Scene) -> None:
    scene.source.fails = GuildNotFound("The bot is not in that server.")
    with pytest.raises(GuildNotFound):
        await scene.permissions()
    scene.source.fails = None

    await scene.tell(GuildsChanged(guild_id=GUILD, joined=True))

    assert await scene.permissions() == 1


async def test_a_failure_is_told_to_all_who_asked_and_not_kept(scene: Scene) -> None:
    scene.source.close()
    asked = [asyncio.create_task(scene.permissions()) for _ in range(2)]
    await settled()
    scene.source.fails = DiscordUnavailable("No answer.")
    scene.source.open()
    failures = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(failure) for failure in failures] == [DiscordUnavailable] * 2

    scene.source.fails = None

    assert await scene.permissions() == 1


async def test_a_failure_for_which_nobody_waits_disturbs_nobody(scene: Scene) -> None:
    scene.source.close()
    asked = asyncio.create_task(scene.permissions())
    await settled()
    asked.cancel()
    scene.source.fails = DiscordUnavailable("No answer.")
    scene.source.open()
    await settled()

    scene.source.fails = None

    assert await scene.permissions() == 1


async def test_while_the_bot_is_offline_an_answer_is_kept_for_five_seconds(scene: Scene) -> None:
    await scene.presence.report(BotState(online=False))
    await scene.permissions()

    scene.clock.advance(4.9)
    await scene.permissions()
    assert len(scene.source.calls) == 1
    scene.clock.advance(0.1)
    await scene.permissions()

    assert len(scene.source.calls) == 2


async def test_while_nobody_knows_of_the_bot_nothing_is_kept(scene: Scene) -> None:
    scene.presence.broken = True

    await scene.permissions()
    await scene.permissions()

    assert len(scene.source.calls) == 2


async def test_before_events_are_heard_nothing_is_kept() -> None:
    scene = Scene()
    await scene.presence.report(BotState(online=True))

    await scene.permissions()
    await scene.permissions()

    assert len(scene.source.calls) == 2


async def test_an_answer_from_before_the_stream_is_not_kept() -> None:
    scene = Scene()
    await scene.presence.report(BotState(online=True))
    scene.source.close()
    asked = asyncio.create_task(scene.permissions())
    await settled()

    listening = await scene.listening()
    scene.source.permissions = 2
    scene.source.open()

    assert await asked == 2
    await listening.__aexit__(None, None, None)


async def test_a_broken_stream_takes_everything_along_and_the_next_one_begins_empty(
    scene: Scene,
) -> None:
    await scene.permissions()
    assert len(scene.cache) == 1

    scene.events.break_stream()
    await settled()
    assert len(scene.cache) == 0
    await scene.permissions()
    await scene.permissions()
    assert len(scene.source.calls) == 3
    scene.events.mend()
    await scene.clock.sleep(2)
    await scene.permissions()
    await scene.permissions()

    assert len(scene.source.calls) == 4


async def test_what_ends_leaves_nothing_running() -> None:
    scene = Scene()
    listening = await scene.listening()
    scene.source.close()
    asked = asyncio.create_task(scene.permissions())
    await settled()

    await listening.__aexit__(None, None, None)

    assert scene.events.watchers == 0
    assert not scene.cache.hears
    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(5):
            await asked
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_of_more_people_than_there_is_room_for_the_first_goes_first() -> None:
    scene = Scene(size=3)
    await scene.presence.report(BotState(online=True))
    listening = await scene.listening()

    for number in range(1, 6):
        await scene.permissions(UserId(number), GuildId(number % 2 + 1))
    assert len(scene.cache) == 3
    scene.source.calls.clear()
    for number in (5, 4, 3, 1):
        await scene.permissions(UserId(number), GuildId(number % 2 + 1))

    assert [user_id for _, user_id in scene.source.calls] == [UserId(1)]
    await listening.__aexit__(None, None, None)


def test_nothing_is_remembered_of_guilds_whose_members_are_dropped() -> None:
    kept = KeptMemberships(size=2)
    for number in range(1, 6):
        kept.put(GuildId(number), ANN, Kept(nobody(), START))

    kept.drop(GuildId(5), None)
    kept.get(GuildId(4), ANN, START)

    assert len(kept) == 0
    assert not kept._users
