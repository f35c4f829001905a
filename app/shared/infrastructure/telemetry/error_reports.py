"""Errors of ours, sent to Sentry: what failed and where, and nothing about anybody.

Everything that Sentry would gather by itself is switched off: no bodies, headers, cookies,
addresses or variables, no names of machines. What is left goes through the log's redaction. Its
own default is to send nothing personal (2.75 warns where one says so: `send_default_pii`).
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any, cast

from app.shared.application.logging.context import log_context
from app.shared.application.logging.redaction import Redaction
from app.shared.infrastructure.telemetry.missing import TelemetryMissing
from app.shared.infrastructure.telemetry_settings import SentrySettings

_FLUSHED_WITHIN_S = 2.0
_ABOUT_SOMEBODY = ("user", "request", "server_name", "modules", "breadcrumbs", "_meta")


@contextmanager
def reporting_errors(
    settings: SentrySettings, redaction: Redaction, *, process: str, transport: Any = None
) -> Iterator[None]:
    """What is logged as an error while it is entered, and what ends it. `transport` is Sentry's,
    and for tests. Raises TelemetryMissing."""
    if settings.dsn is None:
        yield
        return
    try:
        import sentry_sdk
        from sentry_sdk.integrations.logging import LoggingIntegration
    except ImportError as missing:
        raise TelemetryMissing("SENTRY_DSN", "sentry-sdk") from missing

    def told(event: Any, _hint: object) -> Any:
        return _without_secrets(event, redaction)

    sentry_sdk.init(
        dsn=settings.dsn.get_secret_value(),
        release=f"guildwright@{version('guildwright')}",
        environment=settings.environment,
        default_integrations=False,
        integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
        before_send=told,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        server_name="",
        transport=transport,
    )
    sentry_sdk.set_tag("process", process)
    try:
        yield
    except Exception:
        sentry_sdk.capture_exception()
        raise
    finally:
        sentry_sdk.get_client().close(timeout=_FLUSHED_WITHIN_S)


def _without_secrets(event: Mapping[str, Any], redaction: Redaction) -> dict[str, Any]:
    kept = {name: value for name, value in event.items() if name not in _ABOUT_SOMEBODY}
    kept["tags"] = {**dict(kept.get("tags") or {}), **log_context().fields()}
    return cast(dict[str, Any], redaction.value(kept))
