"""What the web app can be told. Its one public address decides redirects, cookies and hosts."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from app.shared.domain.language.saying import say
from app.shared.infrastructure.secret_strength import is_placeholder
from app.shared.infrastructure.settings_sources import (
    ConcernSettings,
    read_from,
    refuse_odd_address,
)

_HOST = re.compile(r"(?i)[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
_LARGEST_ID = (1 << 64) - 1


class WebSettings(ConcernSettings):
    """Without client id and secret the web app starts and shows how to get them."""

    model_config = read_from("WEB_")

    public_url: str = Field(
        "http://127.0.0.1:8000",
        description="The address at which browsers reach the web app, without a path. Sign-in "
        "comes back to it, and nothing else is answered.",
    )
    host: str = Field("127.0.0.1", description="The address that the web app listens on.")
    port: int = Field(8000, ge=0, le=65535, description="The port that the web app listens on.")
    metrics_host: str = Field(
        "127.0.0.1",
        description="The address that WEB_METRICS_PORT is served on. It asks for no password: open "
        "it to those networks alone that may see how the web app is.",
    )
    metrics_port: int | None = Field(
        None,
        ge=1,
        le=65535,
        description="The port on which the web app serves /metrics for Prometheus, beside /healthz "
        "and /readyz, which its own port has too. Without it, no numbers are told anywhere.",
    )
    client_id: str | None = Field(
        None, description="The client id, from the OAuth2 page of Discord's developer portal."
    )
    client_secret: SecretStr | None = Field(
        None, description="The client secret, from the same page."
    )
    client_secret_file: Path | None = Field(
        None, description="A file that holds WEB_CLIENT_SECRET instead."
    )
    trusted_proxies: str | None = Field(
        None,
        description="Addresses or networks of reverse proxies whose X-Forwarded-For and "
        "X-Forwarded-Proto are believed, with commas between. Without it, none is.",
    )
    extra_hosts: str | None = Field(
        None,
        description="More host names that are answered besides that of WEB_PUBLIC_URL, with "
        "commas between.",
    )
    operators: str | None = Field(
        None,
        description="Discord user ids of those who see the System page, with commas between. It "
        "gives them no right in any server.",
    )
    requests_per_minute: int = Field(
        600,
        ge=1,
        le=1_000_000,
        description="Requests that one session, or one address that is not signed in, may send in "
        "a minute.",
    )

    @field_validator("public_url")
    @classmethod
    def _an_origin(cls, url: str) -> str:
        refuse_odd_address(url, frozenset({"http", "https"}))
        parts = urlsplit(url)
        if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
            raise ValueError(
                say("must be an address without a path: https://guildwright.example.org")
            )
        return f"{parts.scheme}://{parts.netloc.lower()}"

    @field_validator("client_id")
    @classmethod
    def _an_id(cls, text: str | None) -> str | None:
        if text is not None and not _is_id(text.strip()):
            raise ValueError(say("is no client id: it is a number like 80351110224678912"))
        return None if text is None else text.strip()

    @field_validator("client_secret")
    @classmethod
    def _one_word(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is None:
            return None
        text = secret.get_secret_value().strip()
        if not text or not text.isascii() or not text.isprintable() or " " in text:
            raise ValueError(say("is empty or has characters that no secret has: copy it again"))
        if is_placeholder(text):
            raise ValueError(
                say(
                    "is a placeholder: the client secret is on the OAuth2 page of Discord's "
                    "developer portal"
                )
            )
        return SecretStr(text)

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, text: str | None) -> str | None:
        for part in _parts(text):
            try:
                ip_network(part, strict=False)
            except ValueError:
                raise ValueError(
                    say("must be addresses or networks like 10.0.0.5 or 172.16.0.0/12")
                ) from None
        return text

    @field_validator("extra_hosts")
    @classmethod
    def _hosts(cls, text: str | None) -> str | None:
        if not all(_HOST.fullmatch(part) for part in _parts(text)):
            raise ValueError(say("must be host names without a scheme or a port"))
        return text

    @field_validator("operators")
    @classmethod
    def _ids(cls, text: str | None) -> str | None:
        if not all(_is_id(part) for part in _parts(text)):
            raise ValueError(say("must be Discord user ids: numbers like 80351110224678912"))
        return text

    def proxies(self) -> tuple[IPv4Network | IPv6Network, ...]:
        return tuple(ip_network(part, strict=False) for part in _parts(self.trusted_proxies))

    def hosts(self) -> frozenset[str]:
        """Every host name that is answered, in small letters."""
        own = urlsplit(self.public_url).hostname or ""
        return frozenset({own, *(part.lower().strip("[]") for part in _parts(self.extra_hosts))})

    def operator_ids(self) -> frozenset[int]:
        return frozenset(int(part) for part in _parts(self.operators))


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text) <= _LARGEST_ID
