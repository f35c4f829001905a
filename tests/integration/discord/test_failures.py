"""Discord fails in every way it can; nothing is created twice and nothing is claimed falsely."""

import asyncio

import pytest

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.shared.application.ports.guild_gateway import DiscordUnavailable, ThingGone
from tests.integration.discord.calls import (
    REASON,
    create_channel,
    create_role,
    delete_channel,
    edit_channel,
    edit_guild,
)
from tests.support.sandbox import SmallGuild
from tests.support.sandbox_client import Connected, connected


def roles_named(place: SmallGuild, name: str) -> int:
    return [role.name for role in place.guild.roles.values()].count(name)


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.AFTER])
@pytest.mark.parametrize("kind", [FaultKind.ERROR, FaultKind.DROP])
async def test_what_creates_is_sent_once_and_we_are_unsure(
    place: SmallGuild, us: Connected, kind: FaultKind, moment: Moment
) -> None:
    place.sandbox.faults.add(Fault(kind, moment, method="POST"))

    with pytest.raises(DiscordUnavailable) as caught:
        await us.gateway.write(us.guild_id, create_role("Lost"), REASON)

    assert caught.value.unsure
    assert "not known" in caught.value.message
    assert len(us.transport.sent) == 1
    assert roles_named(place, "Lost") == (1 if moment is Moment.AFTER else 0)


async def test_what_creates_is_sent_again_when_nobody_could_be_reached(place: SmallGuild) -> None:
    async with connected(place) as us:
        await place.sandbox.stop()

        with pytest.raises(DiscordUnavailable) as caught:
            await us.gateway.write(us.guild_id, create_role(), REASON)

    assert not caught.value.unsure
    assert len(us.transport.sent) == 4


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.AFTER])
@pytest.mark.parametrize("kind", [FaultKind.ERROR, FaultKind.DROP])
async def test_a_change_is_sent_again_until_it_is_answered(
    place: SmallGuild, us: Connected, kind: FaultKind, moment: Moment
) -> None:
    place.sandbox.faults.add(Fault(kind, moment, method="PATCH", times=3))
    before = place.clock.now()

    await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON)

    assert place.guild.name == "Renamed"
    assert len(us.transport.sent) == 4
    assert 3.0 <= place.clock.now() - before <= 8.0


async def test_a_change_is_given_up_after_four_tries_and_we_are_unsure(
    place: SmallGuild, us: Connected
) -> None:
    place.sandbox.faults.add(Fault(FaultKind.ERROR, Moment.BEFORE, status=503, times=None))

    with pytest.raises(DiscordUnavailable) as caught:
        await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON)

    assert caught.value.unsure
    assert "503" in caught.value.message
    assert len(us.transport.sent) == 4


async def test_whoever_counts_is_told_before_each_repeat(place: SmallGuild, us: Connected) -> None:
    place.sandbox.faults.add(Fault(FaultKind.ERROR, Moment.AFTER, method="PATCH", times=2))
    told: list[int] = []

    async def before_repeat() -> None:
        told.append(len(us.transport.sent))

    await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON, before_repeat)

    assert told == [1, 2]


async def test_what_reached_nobody_and_what_was_refused_for_a_limit_is_no_repeat(
    place: SmallGuild,
) -> None:
    told: list[int] = []

    async def before_repeat() -> None:
        told.append(1)

    async with connected(place) as us:
        place.sandbox.faults.add(Fault(FaultKind.BARE_429, Moment.BEFORE, method="PATCH"))
        await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON, before_repeat)
        assert len(us.transport.sent) == 2
        await place.sandbox.stop()
        with pytest.raises(DiscordUnavailable):
            await us.gateway.write(us.guild_id, edit_guild(name="Again"), REASON, before_repeat)

    assert told == []


async def test_a_limit_does_not_say_what_became_of_the_try_before_it(
    place: SmallGuild, us: Connected
) -> None:
    """The server was renamed, the answer was lost, and there was no room to ask again."""
    place.sandbox.faults.add(Fault(FaultKind.ERROR, Moment.AFTER, method="PATCH"))
    place.sandbox.faults.add(Fault(FaultKind.BARE_429, Moment.BEFORE, method="PATCH", times=None))

    with pytest.raises(DiscordUnavailable) as caught:
        await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON)

    assert place.guild.name == "Renamed"
    assert caught.value.unsure


async def test_a_read_is_given_up_without_a_doubt(place: SmallGuild, us: Connected) -> None:
    place.sandbox.faults.add(Fault(FaultKind.ERROR, Moment.BEFORE, times=None))

    with pytest.raises(DiscordUnavailable) as caught:
        await us.gateway.observe(us.guild_id)

    assert not caught.value.unsure
    assert "not known" not in caught.value.message


async def test_a_snapshot_survives_a_bad_minute(place: SmallGuild, us: Connected) -> None:
    place.sandbox.faults.add(
        Fault(FaultKind.ERROR, Moment.BEFORE, method="GET", times=None, probability=0.4, seed=3)
    )

    snapshot = await us.gateway.observe(us.guild_id)

    assert snapshot.coverage.complete
    assert len(us.transport.sent) > 9


async def test_a_delete_whose_answer_was_lost_turns_out_to_be_done(
    place: SmallGuild, us: Connected
) -> None:
    place.sandbox.faults.add(Fault(FaultKind.DROP, Moment.AFTER, method="DELETE"))

    with pytest.raises(ThingGone):
        await us.gateway.write(us.guild_id, delete_channel(place.general.id), REASON)

    assert place.general.id not in place.guild.channels


@pytest.mark.parametrize("kind", [FaultKind.ERROR, FaultKind.DROP])
async def test_a_refusal_does_not_say_what_became_of_the_try_before_it(
    place: SmallGuild, us: Connected, kind: FaultKind
) -> None:
    """The channel was renamed, the answer was lost, and somebody deleted it before the next try."""
    place.sandbox.faults.add(Fault(kind, Moment.AFTER, method="PATCH"))

    def somebody_deletes_it() -> None:
        if place.general.name == "renamed":
            del place.guild.channels[place.general.id]
        else:
            asyncio.get_running_loop().call_soon(somebody_deletes_it)

    somebody_deletes_it()
    with pytest.raises(DiscordUnavailable) as caught:
        await us.gateway.write(us.guild_id, edit_channel(place.general.id, name="renamed"), REASON)

    assert caught.value.unsure
    assert len(us.transport.sent) == 2
    with pytest.raises(ThingGone):
        await us.gateway.write(us.guild_id, edit_channel(place.general.id, name="again"), REASON)


async def test_silence_ends_after_the_time_that_an_answer_may_take(place: SmallGuild) -> None:
    place.sandbox.faults.add(Fault(FaultKind.SILENCE, Moment.AFTER, method="POST"))

    async with connected(place, answer_seconds=0.05) as us:
        with pytest.raises(DiscordUnavailable) as caught:
            await us.gateway.write(us.guild_id, create_role("Late"), REASON)

    assert caught.value.unsure
    assert roles_named(place, "Late") == 1


async def test_a_silent_read_is_asked_again(place: SmallGuild) -> None:
    place.sandbox.faults.add(Fault(FaultKind.SILENCE, method="GET"))

    async with connected(place, answer_seconds=0.05) as us:
        snapshot = await us.gateway.observe(us.guild_id)

    assert snapshot.guild_id == us.guild_id


@pytest.mark.parametrize("kind", [FaultKind.EMPTY_BODY, FaultKind.WRONG_BODY])
async def test_a_creation_answered_with_rubbish_leaves_us_unsure(
    place: SmallGuild, us: Connected, kind: FaultKind
) -> None:
    place.sandbox.faults.add(Fault(kind, method="POST", body='{"name": "no id"}'))

    with pytest.raises(DiscordUnavailable) as caught:
        await us.gateway.write(us.guild_id, create_channel(), REASON)

    assert caught.value.unsure


@pytest.mark.parametrize("body", ["<html>", '{"roles": 7}', "[]", '"text"', "[[[[", "null"])
async def test_a_read_answered_with_rubbish_is_no_crash(
    place: SmallGuild, us: Connected, body: str
) -> None:
    place.sandbox.faults.add(
        Fault(FaultKind.WRONG_BODY, method="GET", route="/guilds/{guild_id}", body=body)
    )

    with pytest.raises(DiscordUnavailable):
        await us.gateway.observe(us.guild_id)


async def test_an_answer_too_large_is_not_taken_in(place: SmallGuild) -> None:
    async with connected(place, answer_bytes=500) as us:
        with pytest.raises(DiscordUnavailable, match="500 bytes"):
            await us.gateway.observe(us.guild_id)


async def test_a_rename_whose_answer_was_lost_is_one_rename(
    place: SmallGuild, us: Connected
) -> None:
    """It is sent again: Discord counts it twice, and so do we."""
    place.sandbox.faults.add(Fault(FaultKind.DROP, Moment.AFTER, method="PATCH"))

    await us.gateway.write(us.guild_id, edit_channel(place.general.id, name="hall"), REASON)

    assert place.general.name == "hall"
    assert place.sandbox.limits.counts.answers[429] == 0
