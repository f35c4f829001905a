"""The `guildwright` command."""

import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Annotated, Any

import click
import typer

from app.cli.commands.apply import apply
from app.cli.commands.doctor import doctor
from app.cli.commands.drift import drift
from app.cli.commands.explain import explain
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
from app.cli.commands.worker import worker
from app.cli.failures import FAILURE, guarded

_COMMANDS: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("init", init),
    ("import", import_),
    ("validate", validate),
    ("plan", plan),
    ("apply", apply),
    ("runs", runs),
    ("show", show_),
    ("pause", pause),
    ("resume", resume),
    ("cancel", cancel),
    ("rollback", rollback),
    ("drift", drift),
    ("explain", explain),
    ("doctor", doctor),
    ("worker", worker),
    ("migrate", migrate),
    ("sandbox", sandbox),
)

app = typer.Typer(
    help="Designs, deploys and watches over Discord servers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _command in _COMMANDS:
    app.command(_name)(_command)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"guildwright {version('guildwright')}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Designs, deploys and watches over Discord servers."""


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and give its exit code."""
    command = typer.main.get_command(app)

    def work() -> int:
        try:
            code = command.main(list(arguments), "guildwright", standalone_mode=False)
        except click.ClickException as error:
            error.show()
            return FAILURE
        except click.Abort as error:
            raise KeyboardInterrupt from error
        return code if isinstance(code, int) else 0

    return guarded(work)


def main() -> None:
    sys.exit(run(sys.argv[1:]))
