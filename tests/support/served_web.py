"""The web app at a real address over everything real: sandbox, databases, worker and bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import httpx2
from dependency_injector import providers
from pydantic import SecretStr

from app.bot.bot import BotConnection, run_bot
from app.sandbox.seed.simple import Seeded
from app.shared.infrastructure.discord.oauth import OAuthSettings, OAuthSignIn
from app.shared.infrastructure.web_settings import WebSettings
from app.web.application import create_app
from app.web.listening import listen, loopback_address
from app.web.serving import serving
from app.web.static_files import StaticFiles
from tests.support.web import Web, no_files
from tests.support.whole_stack import Stack, whole_stack


@dataclass(frozen=True, slots=True)
class ServedWeb:
    """`url` is where browsers find it, without a slash at the end."""

    url: str
    web: Web
    stack: Stack

    def browser(self) -> httpx2.AsyncClient:
        """A browser without scripts, which keeps cookies. To be entered."""
        return httpx2.AsyncClient(base_url=self.url, trust_env=False, verify=False)


@asynccontextmanager
async def served_web(
    migrated_url: str,
    redis_url: str,
    seeded: Seeded | None = None,
    *,
    real_files: bool = False,
    with_bot: bool = False,
    with_worker: bool = False,
    **settings: object,
) -> AsyncIterator[ServedWeb]:
    """Signs in through the sandbox's consent page, whose redirect is registered there.

    `real_files` are for browsers: templates name them. Further keywords are fields of WebSettings.
    """
    async with AsyncExitStack() as opened:
        stack = await opened.enter_async_context(whole_stack(migrated_url, redis_url, seeded))
        listener = opened.enter_context(listen("127.0.0.1", 0))
        address = loopback_address(listener)
        application = stack.seeded.application
        application.redirect_uris.append(address.redirect_uri)
        oauth = OAuthSignIn(
            OAuthSettings(
                client_id=str(application.id),
                client_secret=application.client_secret,
                redirect_uri=address.redirect_uri,
                site_url=stack.sandbox.url,
                api_url=stack.sandbox.api,
            )
        )
        opened.push_async_callback(oauth.close)
        stack.container.discord_sign_in.override(providers.Object(oauth))
        chosen = WebSettings.model_construct(
            **{
                "public_url": address.origin,
                "client_id": str(application.id),
                "client_secret": SecretStr(application.client_secret),
                **settings,
            }  # type: ignore[arg-type]
        )
        static = StaticFiles.read() if real_files else no_files()
        app = create_app(stack.container, chosen, static=static)
        await opened.enter_async_context(_beside(stack, with_bot=with_bot, with_worker=with_worker))
        _ = await opened.enter_async_context(serving(app, listener))
        yield ServedWeb(address.origin, Web(app, stack.container), stack)


@asynccontextmanager
async def _beside(stack: Stack, *, with_bot: bool, with_worker: bool) -> AsyncIterator[None]:
    """The other processes of an installation, here as tasks."""
    stopping = asyncio.Event()
    tasks = []
    if with_bot:
        connection = BotConnection(token=stack.seeded.application.token, api_url=stack.sandbox.api)
        tasks.append(asyncio.create_task(run_bot(stack.container, connection, stopping)))
    if with_worker:
        tasks.append(asyncio.create_task(stack.container.worker()(stopping)))
    try:
        yield
    finally:
        stopping.set()
        await asyncio.gather(*tasks)
