"""Against the sandbox's limits: none is run into, and long waits are told instead of slept."""

import asyncio
from math import inf

import pytest

from app.sandbox.faults.fault import Fault, FaultKind
from app.sandbox.limits.ban import InvalidRequestBan
from app.sandbox.limits.orders import RefusalOrder
from app.sandbox.limits.refusals import Scope
from app.sandbox.limits.table import Bucket
from app.sandbox.limits.windows import Allowance
from app.sandbox.seed.building import add_channel, add_guild
from app.shared.application.ports.guild_gateway import (
    CallForbidden,
    DiscordUnavailable,
    LimitReached,
)
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.composition import Addresses, open_container
from tests.integration.discord.calls import (
    REASON,
    create_channel,
    create_role,
    edit_channel,
    edit_guild,
)
from tests.support.fakes.shared_budget import InMemorySharedBudget
from tests.support.sandbox import SmallGuild, running_sandbox
from tests.support.sandbox_client import Connected, connected


async def test_a_burst_into_one_bucket_meets_no_refusal(place: SmallGuild) -> None:
    async with connected(place, patience=inf) as us:
        before = place.clock.now()
        await asyncio.gather(
            *(us.gateway.write(us.guild_id, create_channel(f"c{n}"), REASON) for n in range(45))
        )

    assert place.sandbox.limits.counts.answers[429] == 0
    assert place.clock.now() - before == pytest.approx(8.0, abs=0.1)


async def test_processes_that_share_their_places_meet_no_refusal(place: SmallGuild) -> None:
    shared = InMemorySharedBudget(place.clock.now, 50)
    guilds = [add_guild(place.world, f"Town {number}", place.owner.id) for number in range(160)]
    for guild in guilds:
        guild.members[place.application.id] = place.guild.members[place.application.id]
    async with (
        connected(place, patience=inf, shared=shared) as one,
        connected(place, patience=inf, shared=shared) as other,
    ):
        before = place.clock.now()
        await asyncio.gather(
            *(
                (one, other)[number % 2].gateway.hierarchy(GuildId(guild.id))
                for number, guild in enumerate(guilds)
            )
        )

    assert place.sandbox.limits.counts.answers[429] == 0
    assert 3.0 <= place.clock.now() - before < 3.5


async def test_a_place_that_is_not_to_be_had_in_time_is_told_and_nothing_is_kept(
    place: SmallGuild,
) -> None:
    shared = InMemorySharedBudget(place.clock.now, 1)
    await shared.take("another process")
    async with connected(place, patience=1.0, shared=shared) as us:
        with pytest.raises(LimitReached):
            await us.gateway.hierarchy(us.guild_id)
        await shared.give_back("another process")

        await us.gateway.hierarchy(us.guild_id)


async def test_a_bot_keeps_to_as_many_calls_a_second_as_it_is_told() -> None:
    async with running_sandbox() as place:
        addresses = Addresses(
            database_url="postgresql+asyncpg://nobody@127.0.0.1:1/nothing_test",
            redis_url="redis://127.0.0.1:1",
            discord_token=place.application.token,
            discord_api_url=place.sandbox.api,
            discord_requests_per_second=10,
        )
        async with open_container(addresses, name="test") as container:
            before = asyncio.get_running_loop().time()
            await asyncio.gather(
                *(container.gateway().hierarchy(GuildId(place.guild.id)) for _ in range(11))
            )
            took = asyncio.get_running_loop().time() - before

    assert took >= 1.0


async def test_a_third_rename_is_foreseen(place: SmallGuild, us: Connected) -> None:
    for name in ("one", "two"):
        await us.gateway.write(us.guild_id, edit_channel(place.general.id, name=name), REASON)

    with pytest.raises(LimitReached) as caught:
        await us.gateway.write(us.guild_id, edit_channel(place.general.id, name="three"), REASON)
    await us.gateway.write(us.guild_id, edit_channel(place.general.id, nsfw=True), REASON)

    assert caught.value.retry_after == pytest.approx(600, abs=1)
    assert place.general.name == "two"
    assert place.general.nsfw
    assert place.sandbox.limits.counts.answers[429] == 0


async def test_renames_that_somebody_else_made_are_learned_from_one_refusal(
    place: SmallGuild, us: Connected
) -> None:
    other = add_channel(place.world, place.guild, "other")
    for name in ("one", "two"):
        await place.bot.patch(f"/channels/{place.general.id}", {"name": name})

    for _ in range(2):
        with pytest.raises(LimitReached) as caught:
            await us.gateway.write(us.guild_id, edit_channel(place.general.id, name="x"), REASON)
    await us.gateway.write(us.guild_id, edit_channel(place.general.id, nsfw=True), REASON)
    await us.gateway.write(us.guild_id, edit_channel(other.id, name="fine"), REASON)

    assert caught.value.retry_after == pytest.approx(600, abs=1)
    assert place.sandbox.limits.counts.answers[429] == 1
    assert other.name == "fine"


async def test_the_rename_is_carried_out_where_there_is_patience(place: SmallGuild) -> None:
    before = place.clock.now()
    async with connected(place, patience=700) as us:
        for name in ("one", "two", "three"):
            await us.gateway.write(us.guild_id, edit_channel(place.general.id, name=name), REASON)

    assert place.general.name == "three"
    assert place.clock.now() - before == pytest.approx(600, abs=1)


@pytest.mark.parametrize("scope", [Scope.USER, Scope.SHARED, Scope.GLOBAL])
async def test_a_short_refusal_is_waited_for_as_told(
    place: SmallGuild, us: Connected, scope: Scope
) -> None:
    place.sandbox.limits.refuse(RefusalOrder(scope=scope, method="PATCH", retry_after=4.0))
    before = place.clock.now()

    await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON)

    assert place.guild.name == "Renamed"
    assert place.clock.now() - before == pytest.approx(4.0, abs=0.01)
    assert len(us.transport.sent) == 2


@pytest.mark.parametrize("scope", [Scope.USER, Scope.SHARED, Scope.GLOBAL])
async def test_a_long_refusal_is_told_with_its_scope(
    place: SmallGuild, us: Connected, scope: Scope
) -> None:
    place.sandbox.limits.refuse(RefusalOrder(scope=scope, method="PATCH", retry_after=60.0))
    before = place.clock.now()

    with pytest.raises(LimitReached) as caught:
        await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON)

    assert caught.value.scope == scope.value
    assert caught.value.retry_after == pytest.approx(60.0)
    assert "60 seconds" in caught.value.message
    assert place.clock.now() == before
    assert place.guild.name == "Small Guild"


async def test_a_creation_that_was_refused_had_no_effect_and_is_sent_again(
    place: SmallGuild, us: Connected
) -> None:
    place.sandbox.limits.refuse(RefusalOrder(method="POST", retry_after=2.0))

    written = await us.gateway.write(us.guild_id, create_channel("once"), REASON)

    assert [c.id for c in place.guild.channels.values() if c.name == "once"] == [written.id]


async def test_a_refusal_without_headers_is_waited_for_by_its_body(
    place: SmallGuild, us: Connected
) -> None:
    place.sandbox.faults.add(Fault(FaultKind.BARE_429, method="PATCH", retry_after=3.0))
    before = place.clock.now()

    await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON)

    assert place.clock.now() - before == pytest.approx(3.0, abs=0.01)


async def test_refusals_without_end_are_given_up(place: SmallGuild, us: Connected) -> None:
    place.sandbox.limits.refuse(RefusalOrder(method="PATCH", retry_after=0.5, times=1000))

    with pytest.raises(LimitReached):
        await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON)

    assert len(us.transport.sent) == 5


async def test_another_guild_goes_on_while_one_waits(place: SmallGuild, us: Connected) -> None:
    other = add_guild(place.world, "Other", place.owner.id)
    other.members[place.application.id] = place.guild.members[place.application.id]
    place.sandbox.limits.refuse(RefusalOrder(method="PATCH", retry_after=9.0))
    waits = asyncio.create_task(us.gateway.write(us.guild_id, edit_guild(name="Late"), REASON))
    finished: list[str] = []
    waits.add_done_callback(lambda _: finished.append("first"))

    await us.gateway.members_with_role(GuildId(other.id), other.id)
    finished.append("second")
    await waits

    assert finished == ["second", "first"]


async def test_the_quota_of_role_creations_is_foreseen_and_told_in_hours(
    place: SmallGuild, us: Connected
) -> None:
    quota = Bucket("role-creations", Allowance(2, 48 * 3600.0))
    place.sandbox.limits.table.put(quota, "POST /guilds/{guild_id}/roles")
    for n in range(2):
        await us.gateway.write(us.guild_id, create_role(f"r{n}"), REASON)

    with pytest.raises(LimitReached) as caught:
        await us.gateway.write(us.guild_id, create_role("One more"), REASON)

    assert caught.value.retry_after == pytest.approx(48 * 3600.0)
    assert "250 roles" in caught.value.message
    assert "48 hours" in caught.value.message
    assert place.sandbox.limits.counts.answers[429] == 0


async def test_too_many_refused_requests_stop_everything_before_discord_does(
    place: SmallGuild,
) -> None:
    place.bot_role.permissions = 0
    async with connected(place, invalid_requests=10, patience=inf) as us:
        for _ in range(10):
            with pytest.raises(CallForbidden):
                await us.gateway.write(us.guild_id, create_channel(), REASON)
        sent = len(us.transport.sent)

        with pytest.raises(DiscordUnavailable, match="banned") as caught:
            await us.gateway.observe(us.guild_id)
        assert len(us.transport.sent) == sent
        place.clock.advance(601)
        await us.gateway.observe(us.guild_id)

    assert not caught.value.unsure
    assert "10 minutes" in caught.value.message


async def test_a_banned_address_is_left_in_peace(place: SmallGuild, us: Connected) -> None:
    place.sandbox.limits.ban = InvalidRequestBan(Allowance(1, 600.0))
    place.sandbox.limits.refuse(RefusalOrder(method="GET", retry_after=1.0))
    for _ in range(2):
        with pytest.raises(DiscordUnavailable):
            await us.gateway.observe(us.guild_id)
    sent = len(us.transport.sent)

    with pytest.raises(DiscordUnavailable, match="banned"):
        await us.gateway.observe(us.guild_id)

    assert len(us.transport.sent) == sent


async def test_fifty_calls_at_most_in_any_second(place: SmallGuild) -> None:
    channels = [add_channel(place.world, place.guild, f"c{n}") for n in range(160)]
    async with connected(place, patience=inf) as us:
        before = place.clock.now()
        await asyncio.gather(
            *(
                us.gateway.write(us.guild_id, edit_channel(channel.id, nsfw=True), REASON)
                for channel in channels
            )
        )

    assert place.sandbox.limits.counts.highest_per_second <= 50
    assert place.sandbox.limits.counts.answers[429] == 0
    assert place.clock.now() - before == pytest.approx(3.0, abs=0.1)


async def test_a_call_that_is_called_off_while_it_waits_is_never_sent(
    place: SmallGuild,
) -> None:
    async with connected(place, patience=inf) as us:
        writes = [
            asyncio.create_task(us.gateway.write(us.guild_id, create_channel(f"c{n}"), REASON))
            for n in range(30)
        ]
        await asyncio.wait(writes, return_when=asyncio.FIRST_COMPLETED)
        for write in writes[15:]:
            write.cancel()
        await asyncio.gather(*writes, return_exceptions=True)

    names = {channel.name for channel in place.guild.channels.values()}
    assert {f"c{n}" for n in range(10)} <= names
    assert "c29" not in names
    assert place.sandbox.limits.counts.answers[429] == 0


async def test_a_call_that_is_called_off_on_its_way_frees_its_place(us: Connected) -> None:
    """The bucket is not known yet, so that the next one waits for this one's end."""
    write = asyncio.create_task(us.gateway.write(us.guild_id, create_channel("one"), REASON))
    await us.transport.first_sent.wait()

    write.cancel()
    await asyncio.gather(write, return_exceptions=True)
    await us.gateway.write(us.guild_id, create_channel("two"), REASON)

    assert write.cancelled()
    assert us.transport.calls().count(f"POST /guilds/{us.guild_id}/channels") == 2


async def test_who_was_waiting_when_the_breaker_opened_frees_its_place(
    place: SmallGuild,
) -> None:
    """One request at a time fits into the bucket: a place that is lost would be lost for ever."""
    place.sandbox.limits.table.put(Bucket("names", Allowance(1, 5.0)), "PATCH /guilds/{guild_id}")
    async with connected(place, invalid_requests=1) as us:
        await us.gateway.write(us.guild_id, edit_guild(name="One"), REASON)
        waits = asyncio.create_task(us.gateway.write(us.guild_id, edit_guild(name="Two"), REASON))
        place.sandbox.limits.refuse(RefusalOrder(method="POST", retry_after=60.0))
        with pytest.raises(DiscordUnavailable):
            await us.gateway.write(us.guild_id, create_channel(), REASON)
        with pytest.raises(DiscordUnavailable):
            await waits
        place.clock.advance(601)

        async with asyncio.timeout(5):
            await us.gateway.write(us.guild_id, edit_guild(name="Three"), REASON)

    assert place.guild.name == "Three"


async def test_waits_of_one_call_add_up(place: SmallGuild, us: Connected) -> None:
    """Six seconds of ten are spent on the first refusal; the second asks for six more."""
    place.sandbox.limits.refuse(RefusalOrder(method="PATCH", retry_after=6.0, times=2))
    before = place.clock.now()

    with pytest.raises(LimitReached):
        await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON)

    assert place.clock.now() - before == pytest.approx(6.0, abs=0.01)
