"""Who really asks, where a reverse proxy that we were told of stands in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    """Looks from our side outwards: the first address that is no proxy of ours is the client's.

    Whoever is not on the list may write into X-Forwarded-* what they like: it is not read.
    """

    networks: Sequence[IPv4Network | IPv6Network]

    def heed(self, scope: Scope) -> None:
        """Writes into the scope who asks, and how."""
        peer = scope.get("client")
        if self.networks and peer and self._is_trusted(peer[0]):
            headers = Headers(scope=scope)
            scope["client"] = (self._client(headers, peer[0]), 0)
            scheme = headers.get("x-forwarded-proto", "").rpartition(",")[2].strip().lower()
            if scheme in {"http", "https"}:
                scope["scheme"] = scheme

    def _client(self, headers: Headers, peer: str) -> str:
        chain = ",".join(headers.getlist("x-forwarded-for")).split(",")
        client = peer
        for part in reversed(chain[-_LONGEST_CHAIN:]):
            address = _address(part)
            if address is None:
                return client
            client = str(address)
            if not self._is_trusted(client):
                return client
        return client

    def _is_trusted(self, text: str) -> bool:
        address = _address(text)
        return address is not None and any(address in network for network in self.networks)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
