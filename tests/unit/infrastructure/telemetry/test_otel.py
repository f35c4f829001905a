"""Traces as a collector gets them, over HTTP on loopback."""

import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from prometheus_client import CollectorRegistry
from pydantic import SecretStr

from app.shared.infrastructure.discord.limiter.held_by import HeldBy
from app.shared.infrastructure.discord.metrics import PrometheusMeter
from app.shared.infrastructure.telemetry.missing import TelemetryMissing
from app.shared.infrastructure.telemetry.otel import tracing_of
from app.shared.infrastructure.telemetry.traced_calls import TracedCalls
from app.shared.infrastructure.telemetry.tracing import NO_TRACING
from app.shared.infrastructure.telemetry_settings import OtelSettings
from tests.support.logged_secrets import SECRET


class Collector:
    def __init__(self) -> None:
        self.requests: list[ExportTraceServiceRequest] = []
        self.headers: list[str | None] = []
        self.url = ""

    @property
    def spans(self) -> dict[str, "Sent"]:
        found = [
            span
            for request in self.requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]
        return {
            span.name: Sent(
                span.span_id,
                span.parent_span_id,
                span.trace_id.hex(),
                {one.key: one.value.string_value or one.value.int_value for one in span.attributes},
                span.status.code == span.status.STATUS_CODE_ERROR,
                (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9,
            )
            for span in found
        }


class Sent:
    def __init__(
        self,
        id: bytes,
        parent: bytes,
        trace: str,
        attributes: dict[str, object],
        failed: bool,
        seconds: float,
    ) -> None:
        self.id, self.parent, self.trace = id, parent, trace
        self.attributes, self.failed, self.seconds = attributes, failed, seconds


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.headers.get("content-encoding") == "gzip":
                raise AssertionError
            collector.headers.append(self.headers.get("x-key"))
            collector.requests.append(ExportTraceServiceRequest.FromString(body))
            assert self.path == "/v1/traces"
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    collector.url = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    yield collector
    server.shutdown()
    serving.join()
    server.server_close()


def settings(url: str | None) -> OtelSettings:
    return OtelSettings.model_construct(
        exporter_otlp_endpoint=url, exporter_otlp_headers=SecretStr("X-Key=abc")
    )


def test_spans_that_begin_inside_belong_together(collector: Collector) -> None:
    with tracing_of(settings(collector.url), process="web") as tracing:
        calls = TracedCalls(PrometheusMeter(CollectorRegistry()), tracing)
        with tracing.span("request", {}, serves=True) as span:
            calls.called("GET /guilds/{guild_id}", "200", 1.5)
            calls.called("POST /channels", "no answer", 0.1)
            span.tell("GET /api/v1/me", {"http.response.status_code": 200})
            told = span.trace_id()

    request = collector.spans["GET /api/v1/me"]
    call = collector.spans["discord GET /guilds/{guild_id}"]
    assert call.parent == request.id
    assert call.trace == request.trace == told
    assert call.attributes == {
        "http.request.method": "GET",
        "url.template": "/guilds/{guild_id}",
        "http.response.status_code": 200,
    }
    assert call.seconds == pytest.approx(1.5, abs=0.001)
    assert (request.failed, call.failed) == (False, False)
    assert collector.spans["discord POST /channels"].failed is True
    assert collector.headers == ["abc"]
    (resource,) = [one.resource for one in collector.requests[0].resource_spans]
    named = {one.key: one.value.string_value for one in resource.attributes}
    assert named["service.name"] == "guildwright-web"


def test_a_failure_is_told_without_its_words(collector: Collector) -> None:
    with (
        tracing_of(settings(collector.url), process="worker") as tracing,
        pytest.raises(RuntimeError),
        tracing.span("run", {"guildwright.run_id": "a1"}),
    ):
        raise RuntimeError(f"with {SECRET}")

    run = collector.spans["run"]
    assert run.failed
    assert run.attributes == {"guildwright.run_id": "a1", "error.type": "RuntimeError"}
    assert SECRET not in str(collector.requests)


def test_what_is_counted_is_counted_all_the_same(collector: Collector) -> None:
    registry = CollectorRegistry()
    with tracing_of(settings(collector.url), process="bot") as tracing:
        calls = TracedCalls(PrometheusMeter(registry), tracing)
        calls.called("GET /x", "200", 0.1)
        calls.waited(next(iter(HeldBy)), 1.0)
        calls.breaker(True)

    assert registry.get_sample_value("guildwright_discord_breaker_open") == 1
    labels = {"route": "GET /x", "status": "200"}
    assert registry.get_sample_value("guildwright_discord_calls_total", labels) == 1


def test_without_an_endpoint_nothing_is_traced() -> None:
    with tracing_of(settings(None), process="web") as tracing:
        assert tracing is NO_TRACING
        with tracing.span("request", {}) as span:
            span.tell("GET /", {})
            assert span.trace_id() is None


def test_what_is_not_installed_is_told_with_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)

    with (
        pytest.raises(TelemetryMissing, match="OTEL_EXPORTER_OTLP_ENDPOINT"),
        tracing_of(settings("http://127.0.0.1:1"), process="web"),
    ):
        pass
