"""People in a sandbox who talk with the whole bot: real client, database, Redis and REST."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from dependency_injector import providers

from app.bot.bot import run_bot
from app.bot.face import Face
from app.sandbox.driving.humans import Human, Humans
from app.sandbox.driving.sent import SeenMessage
from app.sandbox.seed.building import add_channel, add_member, add_role, add_user
from app.sandbox.world.commands import CommandPermission
from app.sandbox.world.permissions import Permission
from app.shared.application.access.grant_access import GrantAccessCommand
from app.shared.application.access.revoke_access import RevokeAccessCommand
from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.runs.execute_run import ExecuteRunCommand
from app.shared.domain.access.grants import Subject, SubjectKind
from app.shared.domain.access.rights import Right
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from tests.support.bot import connection_to
from tests.support.held_clock import HeldClock
from tests.support.sandbox import SmallGuild, running_sandbox

WEB = "https://guildwright.example"
PATIENCE_S = 20.0
DESIGN = """version: 1
roles:
  - Helper
channels:
  - text: lobby
    topic: Say hello
"""


@dataclass(slots=True)
class Conversation:
    """`owner` owns the guild, `manager` manages server, channels and roles, `member` has nothing
    but what @everyone has, and `helper` the role Mods, to which tests may grant something."""

    place: SmallGuild
    container: Container
    clock: HeldClock
    humans: Humans
    people: dict[str, int]
    mods: int
    bot: asyncio.Task[None] | None = None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def guild_id(self) -> GuildId:
        return GuildId(self.place.guild.id)

    def human(self, name: str) -> Human:
        channel = self.place.general.id
        return self.humans.human(self.place.guild.id, channel, self.people[name])

    @property
    def owner(self) -> Human:
        return self.human("owner")

    @property
    def manager(self) -> Human:
        return self.human("manager")

    def user(self, name: str) -> UserId:
        return UserId(self.people[name])

    async def start(self) -> None:
        """The bot, once Discord knows its commands."""
        self.stopping = asyncio.Event()
        face = Face(public_url=WEB)
        connection = replace(connection_to(self.place), face=face)
        self.bot = asyncio.create_task(run_bot(self.container, connection, self.stopping))
        await self.online()

    async def online(self) -> None:
        """Once the bot is connected, for the first time or again after its heartbeats were missed
        by a clock that was moved on."""
        async with asyncio.timeout(PATIENCE_S):
            while not (await self._is_online() and await self.owner.commands()):
                # Whoever identified a moment ago waits before it does so again.
                self.clock.advance(1.0)
                await asyncio.sleep(0.01)

    async def _is_online(self) -> bool:
        return (await self.container.bot_presence().state()).online

    async def stop(self) -> None:
        self.stopping.set()
        if self.bot is not None:
            await asyncio.wait([self.bot])
            self.bot.result()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def let_all_use_commands(self) -> None:
        """As an administrator decides it in Server Settings → Integrations."""
        everyone = CommandPermission(id=self.place.guild.id, type=1, permission=True)
        permissions = self.place.world.commands.permissions
        for command in await self.owner.commands():
            permissions[self.place.guild.id, int(command["id"])] = [everyone]

    async def save(self, text: str = DESIGN) -> int:
        """A version of the design."""
        blueprint = await self.container.documents().read(text)
        saved = await self.container.save_version()(
            SaveVersionCommand(guild_id=self.guild_id, blueprint=blueprint, text=text)
        )
        return saved.number

    async def revoke_all(self) -> None:
        """Every grant, by the host."""
        async with self.container.begin()() as uow:
            grants = await uow.grants.list(self.guild_id)
        for grant in grants:
            await self.container.revoke_access()(
                RevokeAccessCommand(guild_id=self.guild_id, grant_id=grant.id)
            )

    async def grant(self, name: str, *rights: str) -> None:
        """To one of the people, by the host."""
        await self.container.grant_access()(
            GrantAccessCommand(
                guild_id=self.guild_id,
                subject=Subject(SubjectKind.USER, self.people[name]),
                rights=frozenset(Right(right) for right in rights),
            )
        )

    async def runs(self) -> tuple[Run, ...]:
        async with self.container.begin()() as uow:
            return await uow.runs.list(self.guild_id)

    async def carry_out(self) -> Run:
        """The newest run, worked at in this task until it ends."""
        run = (await self.runs())[0]
        execute = self.container.execute_run()
        await execute(ExecuteRunCommand(run_id=run.id), asyncio.Event())
        return (await self.runs())[0]

    async def tick(self, until: Callable[[], Any], seconds: float = 2.0) -> Any:
        """Move the clock on, bit by bit, until something is there."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                with suppress(AssertionError):
                    return await until()
                self.clock.advance(seconds)
                await asyncio.sleep(0.01)


@asynccontextmanager
async def conversation(
    database_url: str, redis_url: str, *, rate_limits: bool = False
) -> AsyncIterator[Conversation]:
    async with AsyncExitStack() as opened:
        place = await opened.enter_async_context(running_sandbox(rate_limits=rate_limits))
        people, mods = _people(place)
        addresses = Addresses(
            database_url=database_url,
            redis_url=redis_url,
            discord_token=place.application.token,
            discord_api_url=place.sandbox.api,
        )
        clock = HeldClock(place.clock)
        container = await opened.enter_async_context(open_container(addresses, name="test"))
        container.clock.override(providers.Object(clock))
        humans = await opened.enter_async_context(Humans(place.sandbox.url))
        talk = Conversation(place, container, clock, humans, people, mods)
        await talk.start()
        try:
            yield talk
        finally:
            await talk.stop()


def _people(place: SmallGuild) -> tuple[dict[str, int], int]:
    world, guild = place.world, place.guild
    bits = Permission.MANAGE_GUILD | Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES
    mods = add_role(world, guild, "Mods", position=1)
    managers = add_role(world, guild, "Managers", bits, position=2)
    place.bot_role.position = 3
    people = {"owner": place.owner.id}
    for name, roles in (("manager", [managers.id]), ("member", []), ("helper", [mods.id])):
        user = add_user(world, name, global_name=name.capitalize())
        add_member(world, guild, user.id, roles=roles)
        people[name] = user.id
    add_channel(world, guild, "staff")
    return people, mods.id


async def says(human: Human, *words: str) -> SeenMessage:
    """The newest message that says all of it."""
    return await human.sees(lambda message: all(word in message.text for word in words))


async def says_now(talk: Conversation, words: str, who: str = "manager") -> SeenMessage:
    """To be tried again: what they see just now."""
    seen = [one for one in await talk.human(who).messages() if words in one.text]
    assert seen
    return seen[-1]
