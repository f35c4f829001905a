"""guildwright worker"""

import asyncio
import signal

from app.cli.connections import connected
from app.cli.terminal import say


def worker() -> int:
    """Carry out approved plans until stopped. SIGTERM hands over what is under way."""
    asyncio.run(_work())
    return 0


async def _work() -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    async with connected("worker") as container:
        say("The worker waits for approved plans. Ctrl-C stops it.", "dim")
        await container.worker()(stopping)
