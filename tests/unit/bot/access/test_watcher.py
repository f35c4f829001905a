"""What the bot makes of what it hears."""

import pytest

from app.bot.access.outbox import Outbox
from app.bot.access.watcher import Watcher
from app.bot.presence.roster import Roster
from app.shared.application.ports.access_events import AccessChanged, AccessEvent, GuildsChanged
from app.shared.domain.structure.identifiers import GuildId
from tests.support.fakes.access_events import FakeAccessEvents
from tests.support.fakes.clock import FakeClock

READY = {"guilds": [{"id": "1"}]}


class Scene:
    def __init__(self) -> None:
        self.events, self.clock = FakeAccessEvents(), FakeClock()
        self.outbox = Outbox(self.events, self.clock)
        self.watcher = Watcher(self.outbox, Roster())

    async def told(self) -> list[AccessEvent]:
        await self.outbox.deliver()
        told, self.events.told = self.events.told, []
        return told


async def test_an_event_that_nobody_understands_may_have_changed_everything(
    caplog: pytest.LogCaptureFixture,
) -> None:
    scene = Scene()

    for broken in ({}, {"guild_id": None}, {"guild_id": "x"}):
        scene.watcher.heard("GUILD_ROLE_UPDATE", broken)

        assert await scene.told() == [AccessChanged(guild_id=None)]
    assert "was not understood" in caplog.text


async def test_rights_are_told_before_guilds() -> None:
    scene = Scene()
    scene.watcher.heard("READY", READY)
    await scene.told()

    scene.watcher.heard("GUILD_DELETE", {"id": "1"})

    gone = GuildId(1)
    assert await scene.told() == [
        AccessChanged(guild_id=gone),
        GuildsChanged(guild_id=gone, joined=False),
    ]
