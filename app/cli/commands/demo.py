"""guildwright demo"""

from typing import Annotated

import typer


def demo(
    once: Annotated[
        bool, typer.Option("--once", help="End when the server has been read back and compared.")
    ] = False,
    with_parent: Annotated[
        bool,
        typer.Option("--with-parent", help="End when the process that started this one does."),
    ] = False,
) -> int:
    """Show the main job on this machine: an embedded Discord, a plan, a run, its verification."""
    from app.cli.demo.demo import show_main_job

    return show_main_job(once=once, with_parent=with_parent)
