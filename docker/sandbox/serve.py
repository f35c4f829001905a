# ruff: noqa: INP001 - one file, copied into an image by itself
"""The embedded Discord as a service among containers.

`guildwright sandbox` listens on loopback alone, since whoever reaches it may do anything in it.
Here the network of the compose file is the fence: the page is published on the host's loopback.

Ids are the same at every start, so that WEB_CLIENT_ID can be written down.
"""

import asyncio
import os
import signal
import sys
import time
from asyncio import StreamReader, StreamWriter
from pathlib import Path

from app.sandbox.clock import Clock
from app.sandbox.seed.copper_guild import copper_guild
from app.sandbox.server import Sandbox

PORT = 8090
BEHIND = 8089
SEEDED_AT = 1_790_000_000.0
"""Seconds since 1970. What lives in the sandbox was made before this moment."""


class ClockAfterSeeding(Clock):
    """Stands still while the world is made: ids hold the moment at which they were made."""

    def __init__(self) -> None:
        self._running = False

    def now(self) -> float:
        return time.time() if self._running else SEEDED_AT

    def run(self) -> None:
        self._running = True


async def serve(token: str, secret: str, inside: str, outside: str, callback: str) -> None:
    """`inside` is what other containers call it, `outside` what browsers do; host and port."""
    clock = ClockAfterSeeding()
    seeded = copper_guild(clock, token)
    clock.run()
    seeded.application.client_secret = secret
    seeded.application.redirect_uris.append(callback)
    sandbox = Sandbox(seeded.world)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    await sandbox.start("127.0.0.1", BEHIND)
    door = await asyncio.start_server(let_in, "0.0.0.0", PORT)  # noqa: S104 - its own network
    sandbox.gateway.url = f"ws://{inside}/gateway"
    sandbox.world.address = f"http://{outside}"
    sys.stdout.write(f"{seeded.guild.name} lives at http://{outside}\n")
    sys.stdout.flush()
    try:
        await stopping.wait()
    finally:
        door.close()
        await sandbox.stop()


async def let_in(reader: StreamReader, writer: StreamWriter) -> None:
    """Its pages answer to this machine alone, which here means to this container."""
    try:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", BEHIND)
        await asyncio.gather(passed_on(reader, inner_writer), passed_on(inner_reader, writer))
    except OSError:
        writer.close()


async def passed_on(reader: StreamReader, writer: StreamWriter) -> None:
    """Ends both ways when one side has gone."""
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


def content(name: str) -> str:
    return Path(os.environ[name]).read_text(encoding="utf-8").strip()


if __name__ == "__main__":
    asyncio.run(
        serve(
            token=content("DISCORD_TOKEN_FILE"),
            secret=content("WEB_CLIENT_SECRET_FILE"),
            inside=os.environ["SANDBOX_INSIDE"],
            outside=os.environ["SANDBOX_OUTSIDE"],
            callback=f"{os.environ['WEB_PUBLIC_URL'].rstrip('/')}/auth/callback",
        )
    )
