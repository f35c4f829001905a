"""`python -m app.sandbox`: a sandbox of its own, until it is told to stop."""

import argparse
import asyncio
import ctypes
import json
import os
import signal
import sys
from collections.abc import Sequence
from ipaddress import IPv4Address

from app.sandbox.clock import SystemClock
from app.sandbox.seed.copper_guild import copper_guild
from app.sandbox.seed.simple import Seeded, big_guild, empty_guild
from app.sandbox.server import Sandbox

PR_SET_PDEATHSIG = 1
ANY_PARENT = -1


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints one line of JSON when it is ready; 0 after SIGTERM or SIGINT, 1 if it cannot start."""
    options = _parser().parse_args(arguments)
    if options.with_parent and not _die_with_parent(options.with_parent):
        return 0
    try:
        asyncio.run(_serve(options))
    except OSError as error:
        print(f"The sandbox cannot listen on port {options.port}: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


async def _serve(options: argparse.Namespace) -> None:
    seeded = _seeded(options)
    seeded.application.redirect_uris.extend(options.redirect_uri)
    sandbox = Sandbox(seeded.world)
    sandbox.limits.enabled = not options.no_rate_limits
    seeded.world.behaviour.hide_unseen_channels = not options.show_unseen_channels
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    await sandbox.start(options.host, options.port)
    try:
        print(json.dumps(_introduction(sandbox, seeded)), flush=True)  # noqa: T201
        await stopping.wait()
    finally:
        await sandbox.stop()


def _introduction(sandbox: Sandbox, seeded: Seeded) -> dict[str, str]:
    return {
        "url": sandbox.url,
        "api": sandbox.api,
        "gateway": sandbox.gateway_url,
        "token": seeded.application.token,
        "application_id": str(seeded.application.id),
        "guild_id": str(seeded.guild.id),
        "guild_name": seeded.guild.name,
        "owner_id": str(seeded.owner.id),
        "client_id": str(seeded.application.id),
        "client_secret": seeded.application.client_secret,
        "authorize_url": sandbox.authorize_url,
    }


def _seeded(options: argparse.Namespace) -> Seeded:
    clock = SystemClock()
    if options.seed_guild == "empty":
        return empty_guild(clock, token=options.token)
    if options.seed_guild == "big":
        return big_guild(options.roles, options.channels, options.members, clock, options.token)
    return copper_guild(clock, options.token)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m app.sandbox", description="An embedded Discord on this machine."
    )
    parser.add_argument("--host", type=_loopback, default="127.0.0.1", help="loopback only")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--seed-guild", choices=("copper", "empty", "big"), default="copper")
    parser.add_argument("--roles", type=int, default=100, help="of the big guild")
    parser.add_argument("--channels", type=int, default=200, help="of the big guild")
    parser.add_argument("--members", type=int, default=0, help="of the big guild")
    parser.add_argument("--token", help="the bot's token; one is made up otherwise")
    parser.add_argument(
        "--redirect-uri",
        action="append",
        default=[],
        metavar="URI",
        help="registered for sign-in, may be repeated; without it any loopback …/auth/callback is",
    )
    parser.add_argument("--no-rate-limits", action="store_true")
    parser.add_argument(
        "--show-unseen-channels",
        action="store_true",
        help="as it was before November 2026: bots are told of channels that they cannot view",
    )
    parser.add_argument(
        "--with-parent",
        type=int,
        metavar="PID",
        nargs="?",
        const=ANY_PARENT,
        help="stop when the parent process dies; PID guards against one that already has",
    )
    return parser


def _loopback(text: str) -> str:
    """Whoever reaches the sandbox may do anything in it."""
    try:
        if IPv4Address(text).is_loopback:
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError("the sandbox listens on loopback addresses (127.…) only")


def _die_with_parent(parent: int) -> bool:
    """Asks Linux for SIGTERM at the parent's death. False where it is dead already."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    return parent == ANY_PARENT or os.getppid() == parent


if __name__ == "__main__":
    sys.exit(main())
