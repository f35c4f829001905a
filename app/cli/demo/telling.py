"""What the demo says around the work itself."""

import shlex
import shutil
import sys
from pathlib import Path

from app.cli.sandbox_child import Introduction
from app.cli.terminal import out
from app.shared.application.rendering.spans import safe

_TRIES = (
    ("guildwright drift", "after renaming or deleting something on the page above: what and who"),
    ("guildwright plan", "what it takes to put that right, and why"),
    ("guildwright apply", "put it right"),
    (
        "guildwright explain @Helper '#incident-room'",
        "who may do what there, and which rule says so",
    ),
    ("guildwright rollback --to-version 1", "back to how the server was found"),
)


def heading(text: str) -> None:
    out.print()
    out.print(f"── {text} ──", style="accent")


def tell_start(sandbox: Introduction) -> None:
    out.print(f"{safe(sandbox.guild_name)} lives at {sandbox.url}", style="heading")
    out.print("Open the page to watch the server change.", style="muted")


def tell_next(sandbox: Introduction, folder: Path) -> None:
    heading("What to try next")
    out.print(f"The server: {sandbox.url}   (rename, move or delete something by hand)")
    out.print("In another terminal, in the demo's own folder, which says how to reach it:")
    out.print()
    if shutil.which("guildwright") is None:
        programs = Path(sys.argv[0]).absolute().parent
        out.print(f"  export PATH={shlex.quote(str(programs))}:$PATH")
    out.print(f"  cd {shlex.quote(str(folder))}")
    wide = max(len(command) for command, _ in _TRIES)
    for command, why in _TRIES:
        out.print(f"  {command:<{wide}}", style="accent", end="")
        out.print(f"   {why}", style="muted")
    out.print()
    out.print("This terminal carries out what is approved elsewhere. Ctrl-C ends everything.")
