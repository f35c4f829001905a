"""The web app as it is served, in a process of its own, beside bare routes for the same answers.

Run as `python -m benchmarks.web.served`. Says on one line where everything is, then serves until
its input ends.
"""

import asyncio
import json
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

import httpx2
from fastapi import FastAPI
from pydantic import SecretStr

from app.cli.handlers.web import oauth_of
from app.cli.sandbox_child import Introduction, SandboxChild
from app.shared.application.blueprints.import_guild import ImportGuildCommand
from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.ports.web_sessions import Browser, SignedInUser
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.application.runs.execute_run import ExecuteRunCommand
from app.shared.domain.runs.run import RunId
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.postgres.migrate import migrate
from app.shared.infrastructure.settings import DiscordSettings
from app.shared.infrastructure.web_settings import WebSettings
from app.web.application import create_app
from app.web.listening import listen, loopback_address
from app.web.serving import serving
from benchmarks.web.bare import bare_route, recorded
from benchmarks.web.routes import PROCESSOR_TIME, routes

_COOKIE = "__Host-gw"


async def _serve() -> None:
    async with AsyncExitStack() as opened:
        folder = opened.enter_context(tempfile.TemporaryDirectory())
        listener = opened.enter_context(listen("127.0.0.1", 0))
        address = loopback_address(listener)
        words = ("--seed-guild", "copper", "--redirect-uri", address.redirect_uri)
        sandbox = opened.enter_context(SandboxChild(*words))
        services = opened.enter_context(EmbeddedServices(Path(folder), durable=False))
        discord = sandbox.introduction()
        addresses = Addresses(
            database_url=services.database_url,
            redis_url=services.redis_url,
            discord_token=discord.token,
            discord_api_url=discord.api,
        )
        settings = WebSettings.model_construct(
            public_url=address.origin,
            client_id=discord.client_id,
            client_secret=SecretStr(discord.client_secret),
            operators=str(discord.owner_id),
            # Whoever measures asks more often than people do; each request is counted all the same.
            requests_per_minute=10**9,
        )
        oauth = oauth_of(
            settings, DiscordSettings.model_construct(api_url=discord.api, site_url=discord.url)
        )
        container = await opened.enter_async_context(
            open_container(addresses, name="guildwright benchmark", oauth=oauth)
        )
        await migrate(container.engine())
        guild = GuildId(discord.guild_id)
        done, plan_hash, waiting = await _live_a_little(container, guild)
        app = create_app(container, settings)
        _app = await opened.enter_async_context(serving(app, listener))
        cookie = await _sign_in(container, discord)
        places = routes(guild, plan_hash, done)
        bare = await _bare(container, settings.public_url, cookie, list(places.values()))
        bare_listener = opened.enter_context(listen("127.0.0.1", 0))
        _bare_app = await opened.enter_async_context(serving(bare, bare_listener))
        print(  # noqa: T201 - this is how it is spoken to
            json.dumps(
                {
                    "url": settings.public_url,
                    "bare": loopback_address(bare_listener).origin,
                    "sandbox": discord.url,
                    "cookie": cookie,
                    "guild": str(guild),
                    "routes": places,
                    "waiting_run": waiting,
                    "database_url": services.database_url,
                    "redis_url": services.redis_url,
                    "token": discord.token,
                    "api": discord.api,
                }
            ),
            flush=True,
        )
        await asyncio.to_thread(sys.stdin.read)


async def _live_a_little(container: Container, guild: GuildId) -> tuple[RunId, str, RunId]:
    """A run that has ended, the plan it was of, and a run that waits for a worker."""
    imported = await container.import_guild()(ImportGuildCommand(guild_id=guild))
    text = write_blueprint(imported.blueprint)
    await _save(container, guild, text)
    first = await _planned(container, guild, f"{text}\n# one more\n", "alpha")
    done = await container.approve_plan()(_approval(guild, first))
    await container.execute_run()(ExecuteRunCommand(run_id=done.id), asyncio.Event())
    second = await _planned(container, guild, text, "beta")
    waiting = await container.approve_plan()(_approval(guild, second))
    return done.id, first.plan.hash, waiting.id


async def _planned(container: Container, guild: GuildId, text: str, name: str) -> StoredPlan:
    """A plan that makes a role of this name."""
    changed = text.replace("\nroles:\n", f"\nroles:\n  - name: {name}\n", 1)
    await _save(container, guild, changed)
    return await container.plan_guild()(PlanGuildCommand(guild_id=guild))


async def _save(container: Container, guild: GuildId, text: str) -> None:
    blueprint = read_blueprint(text)
    await container.save_version()(
        SaveVersionCommand(guild_id=guild, blueprint=blueprint, text=text)
    )


def _approval(guild: GuildId, stored: StoredPlan) -> ApprovePlanCommand:
    doomed = frozenset(change.id for change in stored.plan.destructive)
    return ApprovePlanCommand(guild_id=guild, hash=stored.plan.hash, confirmed=doomed)


async def _sign_in(container: Container, discord: Introduction) -> str:
    """The cookie of the server's owner."""
    owner = SignedInUser(id=UserId(discord.owner_id), name="owner", display_name="Owner")
    browser = Browser(address="127.0.0.0", summary="a benchmark")
    secret, _ = await container.web_sessions().begin(owner, (), browser)
    return f"{_COOKIE}={secret}"


async def _bare(container: Container, url: str, cookie: str, paths: list[str]) -> FastAPI:
    app = FastAPI(openapi_url=None)
    app.get(PROCESSOR_TIME)(_processor_time)
    async with httpx2.AsyncClient(base_url=url, headers={"cookie": cookie}) as client:
        for path in paths:
            # Once before, so that what is remembered between requests is.
            await client.get(path)
            with recorded(container.engine()) as recording:
                answer = await client.get(path)
            if answer.status_code != 200:
                raise RuntimeError(f"{path} answered {answer.status_code}: {answer.text[:300]}")
            kind = answer.headers["content-type"]
            bare_route(app, path, container.engine(), recording, answer.content, kind)
    return app


async def _processor_time() -> float:
    """Seconds that this process has taken so far, which serves both."""
    return time.process_time()


if __name__ == "__main__":
    asyncio.run(_serve())
