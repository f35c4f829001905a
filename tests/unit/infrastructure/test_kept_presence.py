"""The bot is asked for once a second, whoever looks."""

import pytest

from app.shared.application.ports.bot_presence import BotState
from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.kept_presence import KeptBotPresence
from tests.support.fakes.bot_presence import FakeBotPresence
from tests.support.fakes.clock import FakeClock


async def test_it_is_known_for_a_second_and_no_longer() -> None:
    clock = FakeClock()
    source = FakeBotPresence(clock)
    kept = KeptBotPresence(source, clock)
    before = await kept.state()
    await source.report(BotState(online=True))

    clock.advance(0.9)
    soon = await kept.state()
    clock.advance(0.1)
    later = await kept.state()

    assert (before.online, soon.online, later.online) == (False, False, True)


async def test_what_cannot_be_known_is_asked_for_again() -> None:
    clock = FakeClock()
    source = FakeBotPresence(clock)
    kept = KeptBotPresence(source, clock)
    source.broken = True

    with pytest.raises(Unavailable):
        await kept.state()
    source.broken = False

    assert not (await kept.state()).online
