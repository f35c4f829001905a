"""What the demo says around the work itself."""

import shlex
import shutil
import sys
from pathlib import Path

from app.cli.sandbox_child import Introduction
from app.cli.terminal import out
from app.shared.application.rendering.spans import safe
from app.shared.domain.runs.run import RunId

_TRIES = (
    ("guildwright drift", "after renaming or deleting something on the page above: what and who"),
    ("guildwright plan", "what it takes to put that right, and why"),
    ("guildwright apply", "put it right"),
    (
        "guildwright explain @Helper '#incident-room'",
        "who may do what there, and which rule says so",
    ),
    (
        "guildwright rollback {run}",
        "back to how it was (a third rename in ten minutes has to wait)",
    ),
)


def heading(text: str) -> None:
    out.print()
    out.print(f"── {text} ──", style="accent")


def tell_start(sandbox: Introduction) -> None:
    out.print(f"{safe(sandbox.guild_name)} lives at {sandbox.url}", style="heading")
    out.print("Open the page to watch the server change.", style="muted")


def tell_next(sandbox: Introduction, web_url: str, folder: Path, run_id: RunId) -> None:
    heading("What to try next")
    out.print(f"Guildwright: {web_url}", style="heading")
    out.print("Sign in as the owner: Discord's page is the sandbox's here.", style="muted")
    out.print(f"The server: {sandbox.url}   (rename, move or delete something by hand)")
    out.print("In another terminal, in the demo's own folder, which says how to reach it:")
    out.print()
    if shutil.which("guildwright") is None:
        programs = Path(sys.argv[0]).absolute().parent
        out.print(f"  export PATH={shlex.quote(str(programs))}:$PATH")
    out.print(f"  cd {shlex.quote(str(folder))}")
    tries = [(command.format(run=run_id), why) for command, why in _TRIES]
    wide = max(len(command) for command, _ in tries)
    for command, why in tries:
        out.print(f"  {command:<{wide}}", style="accent", end="")
        out.print(f"   {why}", style="muted")
    out.print()
    out.print("This terminal carries out what is approved elsewhere. Ctrl-C ends everything.")
