"""The same calls through the HTTP clients of nextcord and discord.py, each with its own limiter.

Both are given what a careful user of theirs would give them: everything at once that needs nothing,
what needs a new id as soon as that is there, orders after what they sort, deletes at the end.
"""

import asyncio
import json
from abc import abstractmethod
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import discord
import httpx2
import nextcord
from discord.http import HTTPClient as DiscordHttp
from discord.http import Route as DiscordRoute
from multidict import CIMultiDict
from nextcord.http import Route as NextcordRoute

from benchmarks.applying.raw import Raw, with_ids
from benchmarks.timing.at_hand import HOST, SandboxAtHand, Sent

_DISCORD = "https://discord.com"
_GIVES_UP_AFTER = 200


class GaveUp(Exception):
    """A client did not bring a call through. The message is for people."""


class Sends(Protocol):
    @abstractmethod
    async def __call__(self, call: Sent) -> Any:
        """The JSON of the answer; waits for limits as the library does."""


class _Session:
    """What both take for aiohttp's: hands requests to the sandbox."""

    closed = False

    def __init__(self, http: httpx2.AsyncClient) -> None:
        self._http = http

    @asynccontextmanager
    async def request(
        self, method: str, url: str, *, headers: Mapping[str, str], **given: Any
    ) -> AsyncIterator["_Response"]:
        content = given.get("data")
        if given.get("json") is not None:
            content = json.dumps(given["json"])
        sent = {**headers, "Content-Type": "application/json"} if content else dict(headers)
        answer = await self._http.request(
            method, HOST + url.removeprefix(_DISCORD), headers=sent, content=content
        )
        yield _Response(answer)


class _Response:
    def __init__(self, answer: httpx2.Response) -> None:
        self._answer = answer
        self.status = answer.status_code
        self.reason = answer.reason_phrase
        self.headers = CIMultiDict(answer.headers.items())

    async def text(self, encoding: str = "utf-8") -> str:
        return self._answer.content.decode(encoding)

    async def json(self) -> Any:
        return json.loads(self._answer.content)


@asynccontextmanager
async def by_nextcord(sandbox: SandboxAtHand, token: str) -> AsyncIterator[Sends]:
    async with httpx2.AsyncClient(transport=sandbox.transport()) as http:
        client: Any = nextcord.Client(intents=nextcord.Intents.none()).http
        client._HTTPClient__session = _Session(http)  # noqa: SLF001 - there is no other way in
        client.set_default_auth(f"Bot {token}")

        async def send(call: Sent) -> Any:
            route = NextcordRoute(call.method, call.template, **call.path_params)
            given = {} if call.body is None else {"json": call.body}
            return await client.request(route, **given)

        yield _insisting(send, nextcord.HTTPException)


@asynccontextmanager
async def by_discord_py(sandbox: SandboxAtHand, token: str) -> AsyncIterator[Sends]:
    async with httpx2.AsyncClient(transport=sandbox.transport()) as http:
        client: Any = DiscordHttp(asyncio.get_running_loop())
        client._HTTPClient__session = _Session(http)  # noqa: SLF001 - there is no other way in
        client._global_over = asyncio.Event()  # noqa: SLF001 - what signing in does
        client._global_over.set()  # noqa: SLF001
        client.token = token

        async def send(call: Sent) -> Any:
            route = DiscordRoute(call.method, call.template, **call.path_params)
            given = {} if call.body is None else {"json": call.body}
            return await client.request(route, **given)

        yield _insisting(send, discord.HTTPException)


CLIENTS = {"nextcord": by_nextcord, "discord.py": by_discord_py}


def _insisting(send: Sends, refused: type[Any]) -> Sends:
    """Both give a call up after five refusals in a row; who wants it done sends it again."""

    async def insist(call: Sent) -> Any:
        for _ in range(_GIVES_UP_AFTER):
            try:
                return await send(call)
            except refused as error:
                if error.status != 429:
                    raise GaveUp(f"{call.method} {call.template}: {error}") from None
        raise GaveUp(f"{call.method} {call.template}: refused again and again")

    return insist


@dataclass(slots=True)
class Replay:
    """What was sent to one guild, sent to its twin. `ids` maps what stood there to the twin's."""

    calls: Sequence[Sent]
    ids: dict[str, str]
    send: Sends
    _made: dict[str, asyncio.Future[None]] = field(default_factory=dict)

    async def run(self) -> None:
        """Raises GaveUp."""
        made = {call.created for call in self.calls if call.created}
        self._made = {id_: asyncio.get_running_loop().create_future() for id_ in made}
        for stage in _stages(self.calls):
            await asyncio.gather(*(self._once_able(call) for call in stage))

    async def _once_able(self, call: Sent) -> None:
        for id_ in _ids_in([call.body, call.path_params]) & self._made.keys():
            await self._made[id_]
        answer = await self.send(
            Sent(
                at=0.0,
                method=call.method,
                template=call.template,
                path_params=with_ids(dict(call.path_params), self.ids),
                body=with_ids(call.body, self.ids),
                created=None,
            )
        )
        if call.created:
            self.ids[call.created] = answer["id"]
            self._made[call.created].set_result(None)


def _stages(calls: Sequence[Sent]) -> list[list[Sent]]:
    """Everything else, then orders, then deletes: of channels before categories cannot be told
    apart here, and need not be, since what is inside falls out."""
    orders = [call for call in calls if _is_order(call)]
    deletes = [call for call in calls if call.method == "DELETE"]
    others = [call for call in calls if call.method != "DELETE" and not _is_order(call)]
    return [others, orders, deletes]


def _is_order(call: Sent) -> bool:
    return call.method == "PATCH" and call.template.endswith(("/roles", "/channels"))


def _ids_in(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, Mapping):
        return set[str]().union(*map(_ids_in, value.values()))
    if isinstance(value, list):
        return set[str]().union(*map(_ids_in, value))
    return set()


def twins(one: Raw, other: Raw) -> dict[str, str]:
    """The ids of two guilds that were built in the same way, at any depth."""
    found: dict[str, str] = {}

    def walk(a: Any, b: Any) -> None:
        if isinstance(a, str) and isinstance(b, str):
            if a != b and a.isdecimal() and b.isdecimal():
                found[a] = b
        elif isinstance(a, Mapping) and isinstance(b, Mapping):
            for key in a.keys() & b.keys():
                walk(a[key], b[key])
        elif isinstance(a, list) and isinstance(b, list):
            for x, y in zip(a, b, strict=False):
                walk(x, y)

    for part in ("guild", "roles", "channels", "welcome", "onboarding", "rules"):
        walk(getattr(one, part), getattr(other, part))
    return found
