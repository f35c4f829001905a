"""guildwright sandbox"""

from typing import Annotated

import typer


def sandbox(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 0,
    guild: Annotated[
        str, typer.Option("--seed-guild", help="copper (lived in), empty, or big.")
    ] = "copper",
    rate_limits: Annotated[
        bool, typer.Option(help="Whether Discord's rate limits are kept.")
    ] = True,
) -> int:
    """Start an embedded Discord on loopback, with a page to look at it, until stopped."""
    from app.sandbox.__main__ import main

    arguments = ["--port", str(port), "--seed-guild", guild]
    return main([*arguments, *([] if rate_limits else ["--no-rate-limits"])])
