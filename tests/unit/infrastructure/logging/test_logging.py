"""Log lines as they come out of the process."""

import io
import json
import logging
import sys
import warnings

import pytest
import structlog

from app.shared.application.logging.configuration import LogConfiguration, LogFormat, LogLevel
from app.shared.application.logging.context import log_bound
from app.shared.application.logging.redaction import Redaction
from app.shared.infrastructure.logging.configuration import configure_logging
from app.shared.infrastructure.logging.redacting_handler import RedactingHandler
from tests.support.processes import Child

SECRET = "swordfish"
OPAQUE = "q8ZrT2mW0xLk4Yv9Nc7Pb3"


def configure(
    out: io.StringIO, format: LogFormat = LogFormat.JSON, level: LogLevel = LogLevel.INFO
) -> None:
    configure_logging(LogConfiguration(level, format), secrets=[SECRET], stream=out)


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


BOTH = pytest.mark.parametrize("format", list(LogFormat))


@pytest.mark.parametrize(("level", "told"), [(LogLevel.INFO, 1), (LogLevel.DEBUG, 2)])
def test_requests_are_told_one_by_one_only_to_whoever_wants_to_know_everything(
    out: io.StringIO, level: LogLevel, told: int
) -> None:
    configure(out, level=level)

    logging.getLogger("httpx2").info("HTTP Request: GET /guilds/1")
    logging.getLogger("httpx2").warning("something is the matter")

    assert len(lines(out)) == told


def test_a_line_says_when_how_bad_what_where_and_of_which_work(out: io.StringIO) -> None:
    configure(out)

    with log_bound(run_id="n7", guild_id="42"):
        structlog.get_logger("app.runs").info("step done", step=3, guild_id="43")
        logging.getLogger("library").warning("slow answer after %d ms", 250, extra={"tries": 2})

    ours, theirs = lines(out)
    assert list(ours)[:3] == ["timestamp", "level", "event"]
    assert str(ours.pop("timestamp")).endswith("Z")
    assert str(theirs.pop("timestamp")).endswith("Z")
    assert ours == {
        "level": "info",
        "event": "step done",
        "logger": "app.runs",
        "run_id": "n7",
        "guild_id": "43",
        "step": 3,
    }
    assert theirs == {
        "level": "warning",
        "event": "slow answer after 250 ms",
        "logger": "library",
        "run_id": "n7",
        "guild_id": "42",
        "tries": 2,
    }


def test_what_is_below_the_level_is_not_written(out: io.StringIO) -> None:
    configure(out, level=LogLevel.WARNING)

    structlog.get_logger("app").info("small")
    logging.getLogger("library").info("small")
    structlog.get_logger("app").error("large")

    assert [line["event"] for line in lines(out)] == ["large"]


@BOTH
def test_no_way_of_logging_brings_a_secret_out(out: io.StringIO, format: LogFormat) -> None:
    configure(out, format)
    ours, theirs = structlog.get_logger("app"), logging.getLogger("library")

    ours.info("plain", value=SECRET, nested={"deep": [f"x{SECRET}x"]}, obj=ValueError(SECRET))
    ours.info(f"in the text {SECRET}")
    ours.info("with %s", SECRET)
    ours.info("named", token="short", headers={"Authorization": "short"}, password=b"short")
    ours.bind(client_secret="short").info("bound")
    ours.info("header", sent=f"Bot {OPAQUE}", url=f"redis://:{OPAQUE}@h/0")
    theirs.info("text %s and %r", SECRET, {"token": OPAQUE})
    theirs.info("extra", extra={"authorization": "short", "address": f"a://b:{OPAQUE}@c"})
    theirs.info({"password": OPAQUE})
    with log_bound(request_id=SECRET):
        theirs.info("context")

    written = out.getvalue()
    assert len(written.splitlines()) == 10
    assert SECRET not in written
    assert "short" not in written
    assert OPAQUE not in written
    assert written.count("***") >= 12


@BOTH
def test_exceptions_are_written_whole_without_secrets(out: io.StringIO, format: LogFormat) -> None:
    configure(out, format)

    def fail() -> None:
        in_a_variable = f"variable-{OPAQUE}"
        cause = ValueError(f"could not reach redis://:{OPAQUE}@h/0")
        raise RuntimeError(f"with {SECRET}", len(in_a_variable)) from cause

    try:
        fail()
    except RuntimeError:
        structlog.get_logger("app").exception("ours")
        logging.getLogger("library").exception("theirs")

    written = out.getvalue()
    assert written.count("RuntimeError: ('with ***', ") == 2
    assert written.count("ValueError: could not reach redis://:***@h/0") == 2
    assert "test_logging.py" in written
    assert SECRET not in written
    assert OPAQUE not in written


def test_every_event_is_one_line_of_json_whatever_is_in_it(out: io.StringIO) -> None:
    configure(out)
    logger = structlog.get_logger("app")

    logger.info("two\nlines", name="\x1b[31m\u2028red", odd={1: {2}}, big=2**70, none=None)
    logger.info("object", value=object(), data=b"\xff")

    first, second = lines(out)
    assert first["event"] == "two\nlines"
    assert first["name"] == "\x1b[31m\u2028red"
    assert first["odd"] == {"1": [2]}
    assert first["big"] == 2**70
    assert str(second["value"]).startswith("<object object")


def test_a_terminal_is_given_nothing_to_obey(out: io.StringIO) -> None:
    configure(out, LogFormat.CONSOLE)

    structlog.get_logger("app").info("renamed to \x1b[2J\u202eevil\r", name="\x9b31m")

    written = out.getvalue()
    assert not {"\x1b", "\u202e", "\r", "\x9b"} & set(written)
    assert "renamed to \\u001b[2J\\u202eevil\\u000d" in written


def test_a_line_that_cannot_be_written_is_reported_without_its_arguments(
    out: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(out)

    logging.getLogger("library").info("a number: %d", SECRET)

    told = capsys.readouterr().err
    assert told.startswith("a log line of library (test_logging.py:")
    assert told.endswith("could not be written: TypeError\n")
    assert SECRET not in told


def test_the_last_step_hides_secrets_whatever_wrote_the_line(out: io.StringIO) -> None:
    handler = RedactingHandler(out, Redaction.of([SECRET]))
    handler.setFormatter(logging.Formatter("%(message)s %(odd)s"))
    record = logging.makeLogRecord({"msg": f"x {SECRET}", "odd": {"password": OPAQUE}})

    handler.handle(record)

    assert out.getvalue() == "x *** {'password': '***'}\n"


def test_warnings_become_lines(out: io.StringIO) -> None:
    configure(out)

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.showwarning(f"old {SECRET}", DeprecationWarning, "file.py", 1)

    [line] = lines(out)
    assert "old ***" in str(line["event"])


def test_a_library_with_a_handler_of_its_own_is_brought_into_line(
    out: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    library = logging.getLogger("library.with.handler")
    library.addHandler(logging.StreamHandler(sys.stderr))
    library.propagate = False

    configure(out)
    library.warning("x %s", SECRET)

    assert [line["event"] for line in lines(out)] == ["x ***"]
    assert capsys.readouterr().err == ""


def test_configuring_again_does_not_double_the_lines(out: io.StringIO) -> None:
    configure(out)
    configure(out)

    logging.getLogger("library").info("once")

    assert len(lines(out)) == 1


DIES = """
import sys, threading
from app.shared.infrastructure.logging.configuration import configure_logging
from app.shared.application.logging.configuration import LogConfiguration
configure_logging(LogConfiguration(), secrets=["swordfish"])
def fail():
    raise RuntimeError("with swordfish")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
fail()
"""


def test_an_exception_that_nobody_caught_is_a_line_without_secrets_on_standard_output() -> None:
    with Child(DIES) as child:
        written, complaints = child.process.communicate(timeout=60)

    in_thread, in_main = [json.loads(line) for line in written.splitlines()]
    assert "RuntimeError: with ***" in in_thread["exception"]
    assert "RuntimeError: with ***" in in_main["exception"]
    assert in_main["level"] == "critical"
    assert SECRET not in written + complaints
    assert child.process.returncode == 1
