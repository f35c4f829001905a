"""What goes on after the story: the web app, the bot and the worker, until Ctrl-C."""

import asyncio
import signal
import socket
from dataclasses import dataclass

from app.bot.bot import BotConnection, run_bot
from app.bot.face import Face
from app.cli.sandbox_child import Introduction, SandboxChild, SandboxFailed
from app.cli.terminal import say
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.web_settings import WebSettings
from app.web.application import create_app
from app.web.serving import serving

_LOOK_S = 0.5
"""Seconds between looks whether the sandbox is still there."""


@dataclass(frozen=True, slots=True)
class Outside:
    sandbox: SandboxChild
    discord: Introduction


async def serve_until_stopped(
    container: Container, settings: WebSettings, listener: socket.socket, outside: Outside
) -> None:
    """Raises SandboxFailed when the sandbox goes first."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stopping.set)
    connection = BotConnection(
        token=outside.discord.token,
        api_url=outside.discord.api,
        face=Face(public_url=settings.public_url),
    )
    async with serving(create_app(container, settings), listener) as web:
        bot = asyncio.create_task(run_bot(container, connection, stopping))
        worker = asyncio.create_task(container.worker()(stopping))
        await _until_one_ends({web, bot, worker}, stopping, outside.sandbox)
        lost = outside.sandbox.has_ended
        stopping.set()
        await asyncio.gather(bot, worker)
    if lost:
        raise SandboxFailed("")
    say("The demo is over. Nothing of it keeps running.", "muted")


async def _until_one_ends(
    tasks: set[asyncio.Task[None]], stopping: asyncio.Event, sandbox: SandboxChild
) -> None:
    while not (stopping.is_set() or sandbox.has_ended or any(task.done() for task in tasks)):
        await asyncio.wait(tasks, timeout=_LOOK_S, return_when=asyncio.FIRST_COMPLETED)
