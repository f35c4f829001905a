"""Where errors and traces are sent. Nothing leaves an installation unless it is told to."""

from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from app.shared.domain.language.saying import say
from app.shared.infrastructure.settings_sources import (
    ConcernSettings,
    read_from,
    refuse_odd_address,
)

_WEB = frozenset({"http", "https"})


class SentrySettings(ConcernSettings):
    model_config = read_from("SENTRY_")

    dsn: SecretStr | None = Field(
        None,
        description="Where errors are sent: the DSN of a project at Sentry, or of what speaks its "
        "language. Without it, none is sent.",
    )
    dsn_file: Path | None = Field(None, description="A file that holds SENTRY_DSN instead.")
    environment: str = Field(
        "production", max_length=64, description="What this installation is called at Sentry."
    )

    @field_validator("dsn")
    @classmethod
    def _a_dsn(cls, dsn: SecretStr | None) -> SecretStr | None:
        if dsn is None:
            return None
        text = dsn.get_secret_value().strip()
        refuse_odd_address(text, _WEB)
        project = text.rpartition("/")[2]
        if "@" not in text or not (project.isascii() and project.isdecimal()):
            raise ValueError(say("must be a DSN: https://key@host/number"))
        return SecretStr(text)


class OtelSettings(ConcernSettings):
    """By the names that OpenTelemetry gives them; its SDK reads further ones by itself."""

    model_config = read_from("OTEL_")

    exporter_otlp_endpoint: str | None = Field(
        None,
        description="Where traces are sent, by OTLP over HTTP: http://collector:4318. Without it, "
        "none is made.",
    )
    exporter_otlp_headers: SecretStr | None = Field(
        None, description="Headers to send with them: name=value, with commas between."
    )
    exporter_otlp_headers_file: Path | None = Field(
        None, description="A file that holds OTEL_EXPORTER_OTLP_HEADERS instead."
    )
    service_name: str = Field(
        "guildwright",
        max_length=100,
        description="What processes are called in traces, before a dash and what each is.",
    )

    @field_validator("exporter_otlp_endpoint")
    @classmethod
    def _a_web_address(cls, url: str | None) -> str | None:
        if url is None:
            return None
        refuse_odd_address(url, _WEB)
        return url.rstrip("/")

    @field_validator("exporter_otlp_headers")
    @classmethod
    def _pairs(cls, headers: SecretStr | None) -> SecretStr | None:
        if headers is not None and not _pairs_in(headers.get_secret_value()):
            raise ValueError(say("must be headers like name=value, with commas between"))
        return headers

    def headers(self) -> dict[str, str]:
        given = self.exporter_otlp_headers
        return {} if given is None else _pairs_in(given.get_secret_value())


def _pairs_in(text: str) -> dict[str, str]:
    """Empty where one of them is none."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if not all(name.strip() and equals for name, equals, _ in pairs):
        return {}
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
