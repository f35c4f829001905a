"""The edge of the command line: what goes wrong becomes a sentence and exit code 1."""

import errno
import os
import sys
from collections.abc import Callable
from typing import Any

import typer

from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.domain.errors import DomainError
from app.shared.domain.fingerprint import plain

FAILURE = 1
INTERRUPTED = 130


def guarded(work: Callable[[], int], *, command: str, as_json: bool) -> int:
    """Run a command. Nothing it raises reaches the terminal as a traceback.

    `command` is its name, or nothing where none was recognised. `as_json` tells what went wrong as
    one JSON object on standard error.
    """
    tell = _tell_json if as_json else _tell_people
    try:
        code = work()
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        tell({"code": "interrupted", "message": "Interrupted.", "remedy": ""})
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return FAILURE
    except Exception as error:  # noqa: BLE001 - this is the edge
        tell(_described(_innermost(error), command))
        return FAILURE
    return code


def _innermost(error: Exception) -> Exception:
    """What several tasks raised together is told as the first of it."""
    while isinstance(error, ExceptionGroup):
        told = error.subgroup(DomainError)
        error = (told or error).exceptions[0]
    return error


def _described(error: Exception, command: str) -> dict[str, Any]:
    if isinstance(error, DomainError):
        return _of_domain(error)
    if isinstance(error, typer.TyperException):
        return {
            "code": "usage",
            "message": _sentence(error.format_message().replace("Value error, ", "")),
            "remedy": f"What is possible: {_name(command)} --help",
        }
    if isinstance(error, OSError) and error.filename is not None:
        return _of_file(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _disk_full("The disk is full.")
    return _unexpected(error)


def _of_domain(error: DomainError) -> dict[str, Any]:
    described: dict[str, Any] = {
        "code": error.code,
        "message": error.message,
        "remedy": error.remedy,
    }
    if isinstance(error, BlueprintRefused):
        number = len(error.problems)
        described["message"] = f"{number} problem{'s' if number != 1 else ''}. Nothing was changed."
        described["problems"] = error.problems
    return described


def _of_file(error: OSError) -> dict[str, Any]:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _disk_full(f"There is no room left on the disk for {error.filename}.")
    what = error.strerror or type(error).__name__
    remedies = {
        errno.ENOENT: "Check the name, and the folder this is run in. "
        "A new blueprint is written by: guildwright init",
        errno.EACCES: "Allow this user to read and write it, or choose another place.",
    }
    return {
        "code": "file_unusable",
        "message": f"{error.filename}: {what}.",
        "remedy": remedies.get(error.errno or 0, "Choose another file."),
    }


def _disk_full(message: str) -> dict[str, Any]:
    return {
        "code": "disk_full",
        "message": message,
        "remedy": "Make room and try again; nothing was written by halves.",
    }


def _unexpected(error: Exception) -> dict[str, Any]:
    try:
        from app.cli.log_file import keep_unexpected

        reference, place = keep_unexpected(error)
    except Exception as another:  # noqa: BLE001 - the last that can be said is said
        reference, place = "none", f"The details are lost ({type(another).__name__})."
    return {
        "code": "unexpected",
        "message": "Something went wrong that should not have. "
        "What was done until then is kept, and nothing more was begun.",
        "remedy": f"{place} (reference {reference})",
        "reference": reference,
    }


def _name(command: str) -> str:
    return f"guildwright {command}" if command else "guildwright"


def _sentence(text: str) -> str:
    """One line, with a full stop; typer separates choices by line ends and tabs."""
    line = " ".join(text.split())
    return line if line.endswith((".", "?", ")")) else f"{line}."


def _tell_json(described: dict[str, Any]) -> None:
    import json

    text = json.dumps({"error": plain(described)}, ensure_ascii=False, indent=2)
    sys.stderr.write(f"{text}\n")


def _tell_people(described: dict[str, Any]) -> None:
    from rich.text import Text

    from app.cli.terminal import err
    from app.shared.application.rendering.spans import safe_lines

    if described["code"] == "interrupted":
        err.print(Text(described["message"], style="muted"))
        return
    for problem in described.get("problems", ()):
        err.print(Text(safe_lines(str(problem))))
    err.print(Text.assemble(("Error: ", "blocks"), safe_lines(described["message"])))
    if described["remedy"]:
        err.print(Text(f"       {safe_lines(described['remedy'])}", style="muted"))


def _forget_output() -> None:
    """Whoever read the output has gone. Python would complain of it once more at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
