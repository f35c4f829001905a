"""What leaves for Sentry: errors with their places, and nothing about anybody."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

import pytest
import sentry_sdk
from pydantic import SecretStr
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from app.shared.application.logging.context import log_bound
from app.shared.application.logging.redaction import Redaction
from app.shared.infrastructure.telemetry.error_reports import reporting_errors
from app.shared.infrastructure.telemetry.missing import TelemetryMissing
from app.shared.infrastructure.telemetry_settings import SentrySettings
from tests.support.logged_secrets import EVERY_SECRET, OPAQUE, SECRET

DSN = "https://abcdef0123456789@sentry.test/7"
log = logging.getLogger("app.test")


class Kept(Transport):
    """Sends nothing."""

    events: list[dict[str, Any]]

    def __init__(self) -> None:
        self.events = []

    def __call__(self, _options: object) -> "Kept":
        return self

    def capture_envelope(self, envelope: Envelope) -> None:
        if (event := envelope.get_event()) is not None:
            self.events.append(dict(event))

    def flush(self, timeout: float, callback: Any = None) -> None: ...

    def kill(self) -> None: ...


@contextmanager
def reporting(dsn: str | None = DSN) -> Iterator[Kept]:
    settings = SentrySettings.model_construct(
        dsn=None if dsn is None else SecretStr(dsn), environment="testing"
    )
    kept = Kept()
    try:
        with reporting_errors(settings, Redaction.of([SECRET]), process="web", transport=kept):
            yield kept
    finally:
        sentry_sdk.get_global_scope().set_client(None)


def fail(name: str = "kept in a variable") -> None:
    secret_in_a_variable = f"variable-{name}-{OPAQUE}"
    raise RuntimeError(f"with {SECRET}", len(secret_in_a_variable))


def test_an_error_is_sent_with_its_place_release_and_environment() -> None:
    with reporting() as kept:
        try:
            fail()
        except RuntimeError:
            with log_bound(request_id="5f0a1b2c3d", run_id="a1"):
                log.exception("it broke")

    (event,) = kept.events
    assert event["release"] == f"guildwright@{version('guildwright')}"
    assert event["environment"] == "testing"
    assert event["tags"] == {"process": "web", "request_id": "5f0a1b2c3d", "run_id": "a1"}
    (failed,) = event["exception"]["values"]
    assert failed["type"] == "RuntimeError"
    assert failed["stacktrace"]["frames"][-1]["function"] == "fail"


def test_no_way_of_logging_brings_a_secret_or_a_person_out() -> None:
    with reporting() as kept:
        log.error("text %s and %r", SECRET, {"token": OPAQUE})
        log.error("extra", extra={"authorization": "short", "address": f"a://b:{OPAQUE}@c"})
        log.error({"password": OPAQUE})
        log.warning("before it, %s", SECRET)
        try:
            fail()
        except RuntimeError:
            log.exception("failed")

    sent = str(kept.events)
    assert len(kept.events) == 4
    assert not [one for one in EVERY_SECRET if one in sent]
    for event in kept.events:
        assert not {"user", "request", "server_name", "modules"} & event.keys()
        assert "vars" not in str(event)


def test_only_errors_are_sent() -> None:
    with reporting() as kept:
        log.info("small")
        log.warning("smaller than that")

    assert kept.events == []


def test_what_ends_the_process_is_sent() -> None:
    with pytest.raises(RuntimeError), reporting() as kept:
        fail()

    assert len(kept.events) == 1


def test_without_a_dsn_nothing_is_even_loaded() -> None:
    with reporting(None) as kept:
        log.error("not sent")

    assert kept.events == []
    code = (
        "import sys, app.cli.handlers.web, app.cli.handlers.bot, app.cli.handlers.worker\n"
        "print([one for one in ('sentry_sdk', 'opentelemetry.exporter', 'google.protobuf')"
        " if one in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_what_is_not_installed_is_told_with_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)

    with pytest.raises(TelemetryMissing, match="SENTRY_DSN"), reporting():
        pass
