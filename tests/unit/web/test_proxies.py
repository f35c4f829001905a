"""Whose word about the client is taken."""

from typing import Any

import pytest

from app.web.security.proxies import TrustedProxies
from tests.support.web import web_settings

PROXY = "10.0.0.5"


async def seen(
    peer: str, *forwarded: str, proto: str | None = None, trusted: str | None = PROXY
) -> tuple[str, str]:
    """The client and the scheme that the app is told."""
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    if proto is not None:
        headers.append((b"x-forwarded-proto", proto.encode()))
    scope: dict[str, Any] = {
        "type": "http",
        "client": (peer, 5000),
        "scheme": "http",
        "headers": headers,
    }
    TrustedProxies(web_settings(trusted_proxies=trusted).proxies()).heed(scope)
    return scope["client"][0], scope["scheme"]


async def test_a_proxy_that_we_were_told_of_is_believed() -> None:
    assert await seen(PROXY, "203.0.113.9", proto="https") == ("203.0.113.9", "https")
    assert await seen("10.0.9.9", "203.0.113.9", trusted="10.0.0.0/8") == ("203.0.113.9", "http")
    assert await seen("::ffff:10.0.0.5", "2001:db8::1") == ("2001:db8::1", "http")


async def test_anybody_else_is_not() -> None:
    assert await seen("198.51.100.7", "127.0.0.1", proto="https") == ("198.51.100.7", "http")
    assert await seen(PROXY, "127.0.0.1", proto="https", trusted=None) == (PROXY, "http")


@pytest.mark.parametrize(
    ("chain", "client"),
    [
        (("127.0.0.1, 203.0.113.9",), "203.0.113.9"),
        (("127.0.0.1", "203.0.113.9"), "203.0.113.9"),
        (("6.6.6.6, 203.0.113.9, 10.0.0.5",), "203.0.113.9"),
        (("203.0.113.9, nonsense",), PROXY),
        (("nonsense, 203.0.113.9",), "203.0.113.9"),
        (("",), PROXY),
        ((), PROXY),
        ((", ".join(["203.0.113.9"] * 5000),), "203.0.113.9"),
    ],
)
async def test_what_a_client_claims_itself_does_not_count(
    chain: tuple[str, ...], client: str
) -> None:
    """Each proxy adds on the right: what stands left of the first stranger is a stranger's word."""
    assert (await seen(PROXY, *chain))[0] == client


async def test_a_scheme_that_is_none_is_ignored() -> None:
    assert (await seen(PROXY, "203.0.113.9", proto="javascript"))[1] == "http"
