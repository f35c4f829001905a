"""A running sandbox with a small guild, and a bot's own HTTP client to call it with."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx2

from app.sandbox.clock import DrivenClock
from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.seed.building import add_application, add_bot, add_channel, add_guild, add_user
from app.sandbox.server import Sandbox
from app.sandbox.world.behaviour import Behaviour
from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.roles import Role
from app.sandbox.world.users import PRIVILEGED_INTENTS, Application, User
from app.sandbox.world.world import World

USER_AGENT = "DiscordBot (https://guildwright.example, 1.0)"


class BotCaller:
    """Calls the API with a bot's token; answers are returned, never raised."""

    def __init__(self, api: str, token: str) -> None:
        self._client = httpx2.AsyncClient(
            base_url=api,
            headers={"Authorization": f"Bot {token}", "User-Agent": USER_AGENT},
            trust_env=False,
            verify=False,  # loopback only, and loading the certificates takes a quarter second
        )

    async def get(self, path: str, **query: Any) -> httpx2.Response:
        return await self._client.get(path, params=query or None)

    async def post(self, path: str, json: Any, reason: str | None = None) -> httpx2.Response:
        return await self.call("POST", path, json, reason)

    async def patch(self, path: str, json: Any, reason: str | None = None) -> httpx2.Response:
        return await self.call("PATCH", path, json, reason)

    async def put(self, path: str, json: Any = None, reason: str | None = None) -> httpx2.Response:
        return await self.call("PUT", path, json, reason)

    async def delete(self, path: str, reason: str | None = None) -> httpx2.Response:
        return await self.call("DELETE", path, None, reason)

    async def call(
        self, method: str, path: str, json: Any = None, reason: str | None = None
    ) -> httpx2.Response:
        headers = {} if reason is None else {"X-Audit-Log-Reason": quote(reason)}
        return await self._client.request(method, path, json=json, headers=headers)

    async def close(self) -> None:
        await self._client.aclose()


@dataclass(slots=True)
class SmallGuild:
    """`bot` calls as the application; `bot_role` is its managed role, the highest of all."""

    sandbox: Sandbox
    clock: DrivenClock
    owner: User
    application: Application
    guild: Guild
    bot_role: Role
    general: Channel
    bot: BotCaller

    @property
    def world(self) -> World:
        return self.sandbox.world


@asynccontextmanager
async def running_sandbox(
    bot_permissions: int = Permission.ADMINISTRATOR,
    behaviour: Behaviour | None = None,
    *,
    rate_limits: bool = False,
    expect_bad_requests: bool = False,
    gateway_options: GatewayOptions | None = None,
) -> AsyncGenerator[SmallGuild]:
    """One application with all privileged intents, an owner, a guild with one text channel.

    The clock stands still, so that limits, where they are wanted, give nothing back by themselves.
    Where DISCORD_OPENAPI_SPEC names Discord's document, an answer that is not as it says fails the
    test, and so does a wrong request that was accepted, unless `expect_bad_requests`.
    """
    clock = DrivenClock()
    world = World(clock, behaviour)
    owner = add_user(world, "olive", global_name="Olive")
    application = add_application(world, "Wright", owner.id, intents=PRIVILEGED_INTENTS)
    guild = add_guild(world, "Small Guild", owner.id)
    bot_role = add_bot(world, guild, application, bot_permissions)
    general = add_channel(world, guild, "general")
    async with Sandbox(world, gateway_options=gateway_options) as sandbox:
        sandbox.limits.enabled = rate_limits
        bot = BotCaller(sandbox.api, application.token)
        try:
            yield SmallGuild(sandbox, clock, owner, application, guild, bot_role, general, bot)
        finally:
            await bot.close()
    if sandbox.specification is not None:
        complaints = sandbox.specification.complaints(expect_bad_requests=expect_bad_requests)
        assert not complaints, "\n".join(map(str, complaints))
