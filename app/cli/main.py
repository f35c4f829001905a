"""The `guildwright` command."""

import logging
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.commands.access import access
from app.cli.commands.apply import apply
from app.cli.commands.backup import backup, restore
from app.cli.commands.bot import bot
from app.cli.commands.demo import demo
from app.cli.commands.doctor import doctor
from app.cli.commands.drift import drift
from app.cli.commands.explain import explain
from app.cli.commands.guilds import guilds
from app.cli.commands.import_guild import import_
from app.cli.commands.init import init
from app.cli.commands.migrate import migrate
from app.cli.commands.plan import plan
from app.cli.commands.rollback import rollback
from app.cli.commands.runs import runs
from app.cli.commands.sandbox import sandbox
from app.cli.commands.show import show_
from app.cli.commands.steer import cancel, pause, resume
from app.cli.commands.validate import validate
from app.cli.commands.web import web
from app.cli.commands.worker import worker
from app.cli.failures import guarded
from app.cli.server_choice import choose

_DESIGN, _RUN, _KEEP, _TRY = "Design", "Run", "Keep it working", "Try it out"
COMMANDS: dict[str, tuple[Callable[..., Any], str]] = {
    "init": (init, _DESIGN),
    "import": (import_, _DESIGN),
    "validate": (validate, _DESIGN),
    "plan": (plan, _RUN),
    "apply": (apply, _RUN),
    "runs": (runs, _RUN),
    "show": (show_, _RUN),
    "pause": (pause, _RUN),
    "resume": (resume, _RUN),
    "cancel": (cancel, _RUN),
    "rollback": (rollback, _RUN),
    "drift": (drift, _RUN),
    "explain": (explain, _RUN),
    "doctor": (doctor, _KEEP),
    "worker": (worker, _KEEP),
    "web": (web, _KEEP),
    "bot": (bot, _KEEP),
    "migrate": (migrate, _KEEP),
    "backup": (backup, _KEEP),
    "restore": (restore, _KEEP),
    "demo": (demo, _TRY),
    "sandbox": (sandbox, _TRY),
}

app = typer.Typer(
    help="Designs, deploys and watches over Discord servers.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, (_command, _panel) in COMMANDS.items():
    app.command(_name, rich_help_panel=_panel)(_command)
app.add_typer(
    access, name="access", help="Say and change who may do what here.", rich_help_panel=_KEEP
)
app.add_typer(
    guilds,
    name="guilds",
    help="Say and decide which servers may use this installation.",
    rich_help_panel=_KEEP,
)
_NAMES = frozenset(COMMANDS) | {"access", "guilds"}


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"guildwright {version('guildwright')}")
        raise typer.Exit


@app.callback()
def _root(
    context: typer.Context,
    server: Annotated[
        str | None,
        typer.Option(
            "--server",
            envvar="GUILDWRIGHT_SERVER",
            help="Work at this web app over its API instead of at a database: "
            "plan, apply, runs and show.",
            metavar="URL",
        ),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            help="The API token. Others on this machine can read it: better in GUILDWRIGHT_TOKEN.",
            metavar="TOKEN",
        ),
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", help="A file that holds the API token.")
    ] = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Designs, deploys and watches over Discord servers."""
    choose(context.invoked_subcommand or "", server, token, token_file)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and give its exit code."""
    # Without a handler Python would print warnings and tracebacks of libraries to the terminal.
    logging.getLogger().addHandler(logging.NullHandler())
    words = list(arguments) or ["--help"]
    command = next((word for word in words if word in _NAMES), "")

    def work() -> int:
        code = typer.main.get_command(app)(words, "guildwright", standalone_mode=False)
        return code if isinstance(code, int) else 0

    return guarded(work, command=command, as_json="--json" in words)


def main() -> None:
    sys.exit(run(sys.argv[1:]))
