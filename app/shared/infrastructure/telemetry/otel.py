"""Traces by OpenTelemetry, sent by OTLP over HTTP.

Spans hold templates of routes, statuses and ids: no address, no name, no text of an error.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

from app.shared.infrastructure.telemetry.missing import TelemetryMissing
from app.shared.infrastructure.telemetry.tracing import (
    NO_TRACING,
    Attributes,
    Span,
    SpanBlock,
    Tracing,
)
from app.shared.infrastructure.telemetry_settings import OtelSettings

_EXPORTED_WITHIN_S = 5.0
_FLUSHED_WITHIN_S = 2.0
_NS = 1_000_000_000


@contextmanager
def tracing_of(settings: OtelSettings, *, process: str) -> Iterator[Tracing]:
    """What was traced is sent in batches from a thread of its own, and given up where nobody takes
    it. Raises TelemetryMissing."""
    if settings.exporter_otlp_endpoint is None:
        yield NO_TRACING
        return
    try:
        # Loaded here: it takes a third of a second, which only those should wait who trace.
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as missing:
        raise TelemetryMissing("OTEL_EXPORTER_OTLP_ENDPOINT", "opentelemetry-sdk") from missing
    known = {
        "service.name": f"{settings.service_name}-{process}",
        "service.version": version("guildwright"),
    }
    provider = TracerProvider(resource=Resource.create(known), shutdown_on_exit=False)
    exporter = OTLPSpanExporter(
        endpoint=f"{settings.exporter_otlp_endpoint}/v1/traces",
        headers=settings.headers(),
        timeout=_EXPORTED_WITHIN_S,
    )
    provider.add_span_processor(BatchSpanProcessor(exporter))
    try:
        yield OtelTracing(provider.get_tracer("guildwright"))
    finally:
        # It waits for a collector that is away; nobody is to wait for that.
        flushing = threading.Thread(target=provider.shutdown, daemon=True)
        flushing.start()
        flushing.join(_FLUSHED_WITHIN_S)


class OtelTracing(Tracing):
    def __init__(self, tracer: Any) -> None:
        from opentelemetry.trace import SpanKind, StatusCode

        self._tracer = tracer
        self._kinds = SpanKind
        self._failed = StatusCode.ERROR

    def span(self, name: str, attributes: Attributes, *, serves: bool = False) -> SpanBlock:
        return self._span(name, attributes, serves=serves)

    @contextmanager
    def _span(self, name: str, attributes: Attributes, *, serves: bool) -> Iterator[Span]:
        kind = self._kinds.SERVER if serves else self._kinds.INTERNAL
        with self._tracer.start_as_current_span(
            name,
            kind=kind,
            attributes=dict(attributes),
            # Texts of errors may hold anything; the log has them, redacted.
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield _OtelSpan(span, self._failed)
            except BaseException as error:
                span.set_attribute("error.type", type(error).__name__)
                span.set_status(self._failed)
                raise

    def call_ended(
        self, name: str, attributes: Attributes, seconds: float, *, failed: bool
    ) -> None:
        ended = time.time_ns()
        span = self._tracer.start_span(
            name,
            kind=self._kinds.CLIENT,
            attributes=dict(attributes),
            start_time=ended - int(seconds * _NS),
        )
        if failed:
            span.set_status(self._failed)
        span.end(ended)


class _OtelSpan(Span):
    def __init__(self, span: Any, failed: Any) -> None:
        self._span = span
        self._failed = failed

    def trace_id(self) -> str | None:
        return format(self._span.get_span_context().trace_id, "032x")

    def tell(self, name: str, attributes: Attributes, *, failed: bool = False) -> None:
        self._span.update_name(name)
        self._span.set_attributes(dict(attributes))
        if failed:
            self._span.set_status(self._failed)
