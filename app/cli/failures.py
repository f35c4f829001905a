"""The edge of the command line: what goes wrong becomes a sentence and exit code 1."""

import logging
import sys
from collections.abc import Callable

from rich.text import Text

from app.cli.terminal import err
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.domain.errors import DomainError

log = logging.getLogger(__name__)

FAILURE = 1
INTERRUPTED = 130


def guarded(work: Callable[[], int]) -> int:
    """Run a command. Nothing it raises reaches the terminal as a traceback."""
    try:
        return work()
    except DomainError as error:
        tell(error)
    except KeyboardInterrupt:
        err.print("Interrupted.", style="dim")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; there is nobody left to tell.
        sys.stderr.close()
    except OSError as error:
        err.print(Text.assemble(("Error: ", "bold #f2777a"), _os_sentence(error)))
    except Exception as error:
        log.exception("a command failed")
        err.print(
            Text.assemble(
                ("Error: ", "bold #f2777a"),
                "Something went wrong that should not have. Nothing more was changed. ",
                ("The log above has the details.", "dim"),
                (f" ({type(error).__name__})", "dim"),
            )
        )
    return FAILURE


def tell(error: DomainError) -> None:
    if isinstance(error, BlueprintRefused):
        for problem in error.problems:
            err.print(Text(str(problem)))
        number = len(error.problems)
        err.print(Text(f"{number} problem{'s' if number != 1 else ''}.", style="bold #f2777a"))
        return
    err.print(Text.assemble(("Error: ", "bold #f2777a"), error.message))
    if error.remedy:
        err.print(Text(f"       {error.remedy}", style="dim"))


def _os_sentence(error: OSError) -> str:
    what = error.strerror or type(error).__name__
    return f"{error.filename}: {what}." if error.filename else f"{what}."
