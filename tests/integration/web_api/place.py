"""A server with people of every kind, and the web app over everything real."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from app.sandbox.clock import SystemClock
from app.sandbox.seed.building import (
    add_application,
    add_bot,
    add_channel,
    add_guild,
    add_member,
    add_role,
    add_user,
)
from app.sandbox.seed.simple import Seeded
from app.sandbox.world.channels import Channel, ChannelType
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import PRIVILEGED_INTENTS, User
from app.sandbox.world.world import World
from app.shared.application.access.grant_access import GrantAccessCommand
from app.shared.application.ports.access_events import AccessChanged
from app.shared.application.ports.known_users import KnownUser
from app.shared.application.ports.web_sessions import JoinedGuild, SignedInUser
from app.shared.application.runs.execute_run import ExecuteRunCommand
from app.shared.domain.access.grants import Subject, SubjectKind
from app.shared.domain.access.rights import Right
from app.shared.domain.runs.run import RunId
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.container import Container
from app.web.lifespan import background
from tests.support.web import Web, web_over, web_settings
from tests.support.whole_stack import Stack, whole_stack

GRANTED = {
    "viewer": Right.VIEW,
    "designer": Right.DESIGN,
    "approver": Right.APPROVE,
    "applier": Right.APPLY,
    "reverter": Right.ROLLBACK,
    "granter": Right.MANAGE_ACCESS,
}
"""People with a role of their own that was granted just this right."""


@dataclass(frozen=True, slots=True)
class Community:
    """Everybody by what they are; `elsewhere` is a guild of other people, with the bot in it."""

    seeded: Seeded
    people: dict[str, User]
    roles: dict[str, int]
    elsewhere: GuildId


def community() -> Community:
    world = World(SystemClock())
    owner = add_user(world, "owner", global_name="Owner")
    application = add_application(world, "Wright", owner.id, PRIVILEGED_INTENTS)
    guild = add_guild(world, "Test Community", owner.id)
    lobby = add_channel(world, guild, "Lobby", ChannelType.CATEGORY)
    add_channel(world, guild, "general", parent_id=lobby.id)
    add_channel(world, guild, "rules", parent_id=lobby.id)
    people, roles = {"owner": owner}, {}
    for name in (*GRANTED, "manager"):
        held = Permission.MANAGE_GUILD if name == "manager" else 0
        roles[name] = add_role(world, guild, name.title(), held).id
        people[name] = add_user(world, name)
        add_member(world, guild, people[name].id, roles=[roles[name]])
    people["member"] = add_user(world, "member")
    add_member(world, guild, people["member"].id)
    add_bot(world, guild, application)
    people["stranger"] = add_user(world, "stranger")
    people["other_owner"] = add_user(world, "other_owner")
    other = add_guild(world, "Other Guild", people["other_owner"].id)
    add_bot(world, other, application)
    people["operator"] = add_user(world, "operator")
    return Community(Seeded(world, guild, owner, application), people, roles, GuildId(other.id))


class Place:
    """Clients per person, signed in when they are first needed; answers are never raised."""

    def __init__(
        self, web: Web, stack: Stack, community: Community, opened: AsyncExitStack
    ) -> None:
        self.web = web
        self.stack = stack
        self.community = community
        self._opened = opened
        self._clients: dict[str, httpx2.AsyncClient] = {}

    @property
    def container(self) -> Container:
        return self.stack.container

    @property
    def guild_id(self) -> GuildId:
        return self.stack.guild_id

    @property
    def guild(self) -> str:
        """Where its routes are."""
        return f"/api/v1/guilds/{self.guild_id}"

    def user_id(self, who: str) -> UserId:
        return UserId(self.community.people[who].id)

    async def client(self, who: str) -> httpx2.AsyncClient:
        if who not in self._clients:
            user = self.community.people[who]
            signed_in = SignedInUser(
                id=UserId(user.id), name=user.username, display_name=user.username.title()
            )
            self._clients[who] = await self._opened.enter_async_context(
                self.web.signed_in(signed_in, self._guilds_of(who))
            )
        return self._clients[who]

    def _guilds_of(self, who: str) -> tuple[JoinedGuild, ...]:
        user = self.community.people[who]
        return tuple(
            JoinedGuild(
                id=GuildId(guild.id),
                name=guild.name,
                icon=None,
                may_manage=guild.owner_id == user.id,
            )
            for guild in self.stack.sandbox.world.guilds.values()
            if user.id in guild.members
        )

    def forget_sessions(self) -> None:
        """Everybody signs in again when they are next needed; programs keep their tokens."""
        self._clients = {
            who: client for who, client in self._clients.items() if who.startswith("token ")
        }

    async def program(self, token: str | None) -> httpx2.AsyncClient:
        """A client that is no browser; anonymous without a token."""
        name = f"token {token}"
        if name not in self._clients:
            headers = {} if token is None else {"authorization": f"Bearer {token}"}
            self._clients[name] = await self._opened.enter_async_context(self.web.client(**headers))
        return self._clients[name]

    async def ask(
        self, who: str, method: str, path: str, body: Any = None, **headers: str
    ) -> httpx2.Response:
        """`path` begins behind the guild's routes, or with /api for any other."""
        client = await self.client(who)
        url = path if path.startswith("/api") else f"{self.guild}{path}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await client.request(method, url, json=body, headers=named)

    async def grant(self, who: str, right: Right) -> None:
        await self.container.grant_access()(
            GrantAccessCommand(
                guild_id=self.guild_id,
                subject=Subject(SubjectKind.ROLE, self.community.roles[who]),
                rights=frozenset({right}),
                granted_by=None,
            )
        )

    async def remember(self, who: str) -> None:
        """What they are called, as it is kept when they sign in through Discord."""
        user = self.community.people[who]
        known = KnownUser(
            user_id=UserId(user.id),
            name=user.username,
            display_name=user.username.title(),
            avatar=None,
            seen_at=self.container.clock().now(),
        )
        await self.container.remember_user()(known)

    def channel(self, name: str) -> Channel:
        """As Discord has it: to be looked at, and changed by hand."""
        channels = self.stack.seeded.guild.channels.values()
        return next(channel for channel in channels if channel.name == name)

    def take_role(self, who: str) -> None:
        """In Discord, and nobody has told us yet."""
        guild = self.stack.seeded.guild
        guild.members[self.community.people[who].id].roles.remove(self.community.roles[who])

    async def tell_access_changed(self, who: str) -> None:
        """As the bot does when it hears of it."""
        event = AccessChanged(guild_id=self.guild_id, user_id=self.user_id(who))
        await self.container.access_events().publish(event)

    async def work_at(self, run_id: str) -> None:
        """As a worker does, until the run rests."""
        command = ExecuteRunCommand(run_id=RunId(run_id))
        await self.container.execute_run()(command, asyncio.Event())


@asynccontextmanager
async def open_place(migrated_url: str, redis_url: str) -> AsyncIterator[Place]:
    found = community()
    operators = str(found.people["operator"].id)
    async with AsyncExitStack() as opened:
        stack = await opened.enter_async_context(whole_stack(migrated_url, redis_url, found.seeded))
        web = web_over(
            stack, web_settings(operators=operators, client_id=None, requests_per_minute=1_000_000)
        )
        await opened.enter_async_context(background(web.app))
        place = Place(web, stack, found, opened)
        for who, right in GRANTED.items():
            await place.grant(who, right)
        yield place
