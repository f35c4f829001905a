"""The one address of the web app, and all that follows from it."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """`origin` is scheme, host and port, without a slash at the end."""

    origin: str

    @property
    def is_encrypted(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def is_on_this_machine(self) -> bool:
        host = urlsplit(self.origin).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")

    @property
    def redirect_uri(self) -> str:
        """Where Discord sends people back to: to be registered there, letter by letter."""
        return f"{self.origin}/auth/callback"
