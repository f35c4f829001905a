"""Sends one request once and brings back what came of it; nothing of the HTTP library leaves here.

Errors of the HTTP library hold the request, and the request holds the token, so they are turned
into plain values rather than chained.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx2

from app.shared.application.ports.guild_gateway import CallInvalid
from app.shared.domain.language.saying import say
from app.shared.infrastructure.discord.request import Request, reason_header
from app.shared.infrastructure.discord.token import Token

_BOUNDS = httpx2.Timeout(connect=5.0, read=20.0, write=20.0, pool=30.0)
_POOL = httpx2.Limits(max_connections=64, max_keepalive_connections=32, keepalive_expiry=20.0)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `data` is its JSON: None when it was empty, `NOT_JSON` when it was no JSON."""

    status: int
    headers: Mapping[str, str]
    data: Any


NOT_JSON = object()


@dataclass(frozen=True, slots=True)
class NoReply:
    """No usable answer, why as a clause, and whether the request may have reached Discord."""

    why: str
    may_have_left: bool


class Wire:
    def __init__(
        self,
        *,
        base_url: str,
        token: Token,
        user_agent: str,
        answer_bytes: int,
        seconds: float,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._token = token
        self._answer_bytes = answer_bytes
        self._seconds = seconds
        _require_web_address(base_url)
        self._http = httpx2.AsyncClient(
            base_url=base_url.rstrip("/") + "/",
            headers={"User-Agent": user_agent, "Accept": "application/json"},
            timeout=_BOUNDS,
            limits=_POOL,
            transport=transport,
            trust_env=not is_loopback(base_url),
            verify=urlsplit(base_url).scheme == "https",  # reading the certificates takes long
        )

    async def send(self, request: Request) -> Reply | NoReply:
        """Never raises for anything that the network or the other side does."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._exchange(request)
        except TimeoutError:
            return NoReply(
                say("Discord did not answer within {seconds:g} seconds.", seconds=self._seconds),
                True,
            )
        except httpx2.PoolTimeout:
            return NoReply(say("Discord could not be asked: all connections were busy."), False)
        except (httpx2.ConnectError, httpx2.ConnectTimeout):
            return NoReply(say("Discord could not be reached."), False)
        except httpx2.TimeoutException:
            return NoReply(say("Discord did not answer in time."), True)
        except httpx2.RequestError:
            return NoReply(say("Discord broke off the connection."), True)

    async def close(self) -> None:
        await self._http.aclose()

    async def _exchange(self, request: Request) -> Reply | NoReply:
        headers = {"Authorization": self._token.header()}
        content = None
        if request.body is not None:
            headers["Content-Type"] = "application/json"
            content = json.dumps(request.body, separators=(",", ":"), allow_nan=False).encode()
        if request.reason:
            headers["X-Audit-Log-Reason"] = reason_header(request.reason)
        async with self._http.stream(
            request.method,
            request.path.lstrip("/"),
            params=dict(request.query),
            headers=headers,
            content=content,
        ) as response:
            body = await self._body(response)
        if body is None:
            most = self._answer_bytes
            return NoReply(
                say("Discord sent an answer of more than {most} bytes.", most=most), True
            )
        return Reply(response.status_code, response.headers, _parsed(body))

    async def _body(self, response: httpx2.Response) -> bytes | None:
        """The unpacked body, or None once it is larger than it may be."""
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > self._answer_bytes:
                return None
        return bytes(body)


def _require_web_address(base_url: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
        raise CallInvalid(
            say("The address of Discord's API in the settings is not a web address."),
            remedy=say("It looks like https://discord.com/api/v10."),
        )


def is_loopback(base_url: str) -> bool:
    """A proxy of the environment cannot reach this machine's own addresses."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parsed(body: bytes) -> Any:
    if not body.strip():
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return NOT_JSON
