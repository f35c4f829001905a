"""guildwright sandbox"""

from enum import StrEnum
from typing import Annotated

import typer


class Seed(StrEnum):
    """What lives in the sandbox at its start."""

    COPPER = "copper"
    EMPTY = "empty"
    BIG = "big"


def sandbox(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 0,
    guild: Annotated[
        Seed, typer.Option("--seed-guild", help="copper is lived in, big has 200 channels.")
    ] = Seed.COPPER,
    rate_limits: Annotated[
        bool, typer.Option(help="Whether Discord's rate limits are kept.")
    ] = True,
) -> int:
    """Start an embedded Discord on loopback, with a page to look at it, until stopped.

    Where no terminal is, one line of JSON says how to reach it.
    """
    from app.cli.handlers.sandbox import run_sandbox

    return run_sandbox(port, guild, rate_limits=rate_limits)
