"""Changes in the sandbox by people, and what the bot keeps and says of them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.sandbox.driving.sent import SeenMessage
from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import Channel
from app.sandbox.world.operations.channels import edit_channel
from app.shared.application.drift.drift_settings import SetDriftSettingsCommand
from app.shared.application.guilds.decide_admission import DecideAdmissionCommand
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.domain.drift.records import DriftRecord
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.structure.identifiers import ChannelId
from tests.integration.bot.talking.conversation import PATIENCE_S, Conversation

_LONG_AFTER_S = 20.0

type Records = tuple[DriftRecord, ...]


@dataclass(slots=True)
class ByHand:
    talk: Conversation

    @property
    def channel(self) -> ChannelId:
        """Where drift is told."""
        return ChannelId(self.talk.place.general.id)

    def lobby(self) -> Channel:
        channels = self.talk.place.guild.channels.values()
        return next(one for one in channels if one.name == "lobby")

    def change(self, who: str = "manager", **fields: Any) -> None:
        place = self.talk.place
        actor = Actor(self.talk.people[who], bot=False)
        edit_channel(place.world, place.guild, self.lobby(), actor, fields)

    async def set(self, **fields: Any) -> None:
        settings = DriftSettings(guild_id=self.talk.guild_id, **fields)
        command = SetDriftSettingsCommand(
            settings=settings, actor=f"user:{self.talk.people['owner']}"
        )
        await self.talk.container.set_drift_settings()(command)

    async def decide(self, decision: Decision) -> None:
        command = DecideAdmissionCommand(guild_id=self.talk.guild_id, decision=decision)
        await self.talk.container.decide_admission()(command)

    async def records(self) -> Records:
        """Oldest first."""
        return tuple(reversed(await self.talk.container.list_drift()(self.talk.guild_id)))

    async def until(self, come: Callable[[Records], bool], step_s: float = 0.1) -> Records:
        """The records once they are so; the clock goes on meanwhile, by `step_s` each time."""
        found = await self.records()
        async with asyncio.timeout(PATIENCE_S):
            while not come(found):
                self.talk.clock.advance(step_s)
                await asyncio.sleep(0.01)
                found = await self.records()
        return found

    async def is_watched(self) -> None:
        """Once the bot has compared the whole guild, as it does when it arrives: a change that is
        made meanwhile may be found by that as well as by its event."""
        before = self.lobby().rate_limit_per_user
        self.change(rate_limit_per_user=7)
        await self.until(lambda found: len(found) == 1 and found[0].who is not None)
        self.change(rate_limit_per_user=before)
        await self.until(lambda found: not found[0].is_open)

    async def is_forgotten(self) -> None:
        """Once the bot has looked, and has let go of a guild that may not use it."""
        async with asyncio.timeout(PATIENCE_S):
            while await self.talk.container.live_structures().get(self.talk.guild_id) is not None:
                self.talk.clock.advance(0.1)
                await asyncio.sleep(0.01)

    async def is_put_back(self) -> bool:
        """Carry out the run that the bot asks for, and wait until it has seen the end of it; False
        where it says instead why there is none."""
        while (await self.talk.runs())[0].state.is_final:
            if any(record.is_open and record.trouble for record in await self.records()):
                return False
            self.talk.clock.advance(0.1)
            await asyncio.sleep(0.01)
        await self.talk.carry_out()
        await self.until(lambda found: not any(record.is_open for record in found))
        return True

    async def told(self, *words: str) -> SeenMessage:
        """The notice, once it says all of it."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for message in await self.talk.owner.messages():
                    if "by hand" in message.text and all(word in message.text for word in words):
                        return message
                self.talk.clock.advance(0.1)
                await asyncio.sleep(0.01)

    async def until_says(self, words: str) -> SeenMessage:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for message in await self.notices():
                    if words in message.text:
                        return message
                self.talk.clock.advance(0.1)
                await asyncio.sleep(0.01)

    async def notices(self) -> list[SeenMessage]:
        return [one for one in await self.talk.owner.messages() if "by hand" in one.text]

    async def pass_time(self, seconds: float) -> None:
        """In steps in which everybody gets a turn."""
        for _ in range(round(seconds / 0.5)):
            self.talk.clock.advance(0.5)
            await asyncio.sleep(0.005)


async def applied(talk: Conversation) -> ByHand:
    """The design of `talk`, applied, and long enough ago that events are believed again."""
    await talk.save()
    stored = await talk.container.plan_guild()(PlanGuildCommand(guild_id=talk.guild_id))
    await talk.container.approve_plan()(
        ApprovePlanCommand(guild_id=talk.guild_id, hash=stored.plan.hash)
    )
    await talk.carry_out()
    hand = ByHand(talk)
    await hand.pass_time(_LONG_AFTER_S)
    return hand
