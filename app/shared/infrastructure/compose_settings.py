"""What docker-compose.yml is told by the file that tells Guildwright its settings.

Nothing here reaches a process. It is looked at where it stands in the file, so that the command
says of it what docker/validate-env.sh says.
"""

import re
from ipaddress import ip_network
from pathlib import Path

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from app.shared.domain.language.saying import say
from app.shared.infrastructure.secret_strength import weakness_of
from app.shared.infrastructure.settings_sources import (
    ConcernSettings,
    read_from,
    refuse_odd_address,
)

_PROFILES = frozenset({"proxy", "workers", "monitoring", "backup", "sandbox"})
_HOST = re.compile(r"(?i)[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
_NAME_ALONE = re.compile(r"https://[A-Za-z0-9.:_-]+")
_PROJECT = re.compile(r"[a-z0-9][a-z0-9_-]*")
_IMAGE = re.compile(
    r"([A-Za-z0-9.-]+(:[0-9]+)?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*"
    r"(:[A-Za-z0-9_][A-Za-z0-9._-]*)?(@sha256:[0-9a-f]{64})?"
)
_KEEP = re.compile(r"[0-9]+[hdwy]")

NAMES_ALONE = frozenset(
    {
        "DOCKER_CONTAINERS_FOLDER",
        "REDIS_CONF_FILE",
        "GUILDWRIGHT_HOME",
    }
)
"""Variables that may stand there with anything in them."""


class ComposeSettings(ConcernSettings):
    """Of the file alone: the environment of a container holds none of it."""

    model_config = read_from("")

    compose_profiles: str | None = None
    compose_project_name: str | None = None
    web_image: str | None = None
    bot_image: str | None = None
    postgres_image: str | None = None
    redis_image: str | None = None
    caddy_image: str | None = None
    prometheus_image: str | None = None
    alertmanager_image: str | None = None
    blackbox_image: str | None = None
    grafana_image: str | None = None
    loki_image: str | None = None
    alloy_image: str | None = None
    postgres_password: SecretStr | None = None
    postgres_password_file: Path | None = None
    redis_password: SecretStr | None = None
    redis_password_file: Path | None = None
    grafana_password: SecretStr | None = None
    grafana_password_file: Path | None = None
    alert_webhook_url: SecretStr | None = None
    alert_webhook_url_file: Path | None = None
    web_publish: str | None = None
    sandbox_publish: str | None = None
    grafana_publish: str | None = None
    proxy_http_publish: str | None = None
    proxy_https_publish: str | None = None
    prometheus_keep: str | None = None
    web_public_url: str | None = Field(None, validate_default=True)
    web_trusted_proxies: str | None = Field(None, validate_default=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (dotenv_settings,)

    @field_validator("compose_profiles")
    @classmethod
    def _that_there_are(cls, text: str | None) -> str | None:
        if not _profiles(text) <= _PROFILES:
            raise ValueError(say("must be some of: proxy, workers, monitoring, backup, sandbox"))
        return text

    @field_validator("compose_project_name")
    @classmethod
    def _a_project(cls, text: str | None) -> str | None:
        if text is not None and not _PROJECT.fullmatch(text):
            raise ValueError(
                say("must be small letters, digits, - and _, and begin with a letter or a digit")
            )
        return text

    @field_validator(
        "web_image",
        "bot_image",
        "postgres_image",
        "redis_image",
        "caddy_image",
        "prometheus_image",
        "alertmanager_image",
        "blackbox_image",
        "grafana_image",
        "loki_image",
        "alloy_image",
    )
    @classmethod
    def _an_image(cls, text: str | None) -> str | None:
        if text is not None and not _IMAGE.fullmatch(text):
            raise ValueError(
                say("is no name of an image: like postgres:17, with small letters before the colon")
            )
        return text

    @field_validator("postgres_password", "redis_password", "grafana_password")
    @classmethod
    def _strong(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and (weakness := weakness_of(secret.get_secret_value())):
            raise ValueError(weakness)
        return secret

    @field_validator("alert_webhook_url")
    @classmethod
    def _an_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            refuse_odd_address(url.get_secret_value(), frozenset({"http", "https"}))
        return url

    @field_validator(
        "web_publish",
        "sandbox_publish",
        "grafana_publish",
        "proxy_http_publish",
        "proxy_https_publish",
    )
    @classmethod
    def _a_place(cls, text: str | None) -> str | None:
        if text is not None and not _is_place(text):
            raise ValueError(say("must be a port, or an address and a port: 127.0.0.1:8000"))
        return text

    @field_validator("prometheus_keep")
    @classmethod
    def _a_time(cls, text: str | None) -> str | None:
        if text is not None and not _KEEP.fullmatch(text):
            raise ValueError(say("must be a time like 15d"))
        return text

    @field_validator("web_public_url")
    @classmethod
    def _for_a_certificate(cls, url: str | None, info: ValidationInfo) -> str | None:
        if _has_proxy(info) and not (url or "").startswith("https://"):
            raise ValueError(
                say(
                    "must begin with https:// for the profile proxy, which gets a certificate "
                    "for it"
                )
            )
        if _has_proxy(info) and not _NAME_ALONE.fullmatch(url or ""):
            raise ValueError(
                say(
                    "must be https:// and a name alone for the profile proxy, without a / at its "
                    "end: it would answer for that page only"
                )
            )
        return url

    @field_validator("web_trusted_proxies")
    @classmethod
    def _the_proxy_itself(cls, text: str | None, info: ValidationInfo) -> str | None:
        if _has_proxy(info) and not text:
            raise ValueError(
                say(
                    "must name the proxy's network for the profile proxy: without it everybody "
                    "counts as one address"
                )
            )
        return text


def _profiles(text: str | None) -> frozenset[str]:
    return frozenset(part.strip() for part in (text or "").split(",") if part.strip())


def _has_proxy(info: ValidationInfo) -> bool:
    return "proxy" in _profiles(info.data.get("compose_profiles"))


def _is_place(text: str) -> bool:
    host, found, port = text.rpartition(":")
    if not (port.isascii() and port.isdecimal() and 1 <= int(port) <= 65535):
        return False
    return not found or bool(_HOST.fullmatch(host)) or _is_address(host)


def _is_address(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
