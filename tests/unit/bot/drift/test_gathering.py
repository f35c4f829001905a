"""Bursts of events become one look."""

from datetime import datetime, timedelta

from app.bot.drift.gathering import Gathering
from app.bot.drift.schedule import Schedule
from app.shared.domain.structure.identifiers import GuildId
from tests.support.builders import GUILD, NOON

OTHER = GuildId(2000)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_a_guild_is_due_after_a_silence() -> None:
    gathering = Gathering()
    gathering.noted(GUILD, at(0))
    gathering.noted(GUILD, at(0.2))

    assert gathering.take_due(at(0.4)) == ()
    assert gathering.next_at() == at(0.5)
    assert gathering.take_due(at(0.5)) == (GUILD,)
    assert gathering.take_due(at(0.5)) == ()


def test_a_burst_that_goes_on_waits_for_a_second_at_most() -> None:
    gathering = Gathering()
    for tenth in range(30):
        gathering.noted(GUILD, at(tenth / 10))
        if gathering.take_due(at(tenth / 10)):
            break

    assert tenth == 10


def test_each_guild_waits_for_itself() -> None:
    gathering = Gathering()
    gathering.noted(GUILD, at(0))
    gathering.noted(OTHER, at(0.2))

    assert gathering.take_due(at(0.3)) == (GUILD,)
    assert gathering.take_due(at(0.5)) == (OTHER,)


def test_looking_again_is_not_put_off_by_nothing_and_brought_forward_by_news() -> None:
    gathering = Gathering()
    gathering.again(GUILD, at(10))
    assert gathering.next_at() == at(10)

    gathering.noted(GUILD, at(1))

    assert gathering.take_due(at(1.3)) == (GUILD,)


def test_after_a_session_guilds_are_compared_in_their_turn() -> None:
    schedule = Schedule(timedelta(minutes=30))
    for number in range(10):
        schedule.soon(GuildId(number), at(number))

    assert schedule.due(at(9), most=3) == (0, 1, 2)


def test_a_guild_is_compared_again_within_the_interval_and_never_all_at_once() -> None:
    schedule = Schedule(timedelta(minutes=30))
    for number in range(100):
        schedule.compared(GuildId(number * 17), at(0))

    assert schedule.due(at(26.9 * 60), most=1000) == ()
    assert 0 < len(schedule.due(at(28 * 60), most=1000)) < 100
    assert len(schedule.due(at(30 * 60), most=1000)) == 100
