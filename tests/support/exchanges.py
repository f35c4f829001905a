"""Requests to the sandbox without a socket, and stand-ins for what answers them."""

import json
from collections.abc import Mapping
from typing import Any

from app.sandbox.exchange.messages import Answer, Exchange
from app.sandbox.exchange.stored import Stored
from app.sandbox.faults.gateway import Disturbable
from app.sandbox.world.world import World


def exchange(
    route: str = "GET /guilds/{guild_id}",
    body: Any = None,
    *,
    caller: str = "Bot a",
    client: str = "127.0.0.1",
    **params: str,
) -> Exchange:
    """A request for a route; placeholders that are not given are "1"."""
    method, _, template = route.partition(" ")
    names = [part.strip("{}") for part in template.split("/") if part.startswith("{")]
    filled = {name: params.get(name, "1") for name in names}
    content = b"" if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json"} if content else {}
    if caller:
        headers["authorization"] = caller
    return Exchange(
        method=method,
        path=template.format_map(filled),
        template=template,
        path_params=filled,
        headers=headers,
        content=content,
        client=client,
    )


class Handler:
    """Answers everything with `status`; `seen` is what reached it."""

    def __init__(self, status: int = 200, body: object = None) -> None:
        self.status = status
        self.body = body
        self.seen: list[Exchange] = []

    async def __call__(self, exchange: Exchange) -> Answer:
        self.seen.append(exchange)
        return Answer.of_json(self.status, self.body)


class FakeStored(Stored):
    """Knows what it is told."""

    def __init__(
        self,
        channel_types: Mapping[int, int] | None = None,
        guilds_of_channels: Mapping[int, int] | None = None,
        automod_triggers: Mapping[int, int] | None = None,
    ) -> None:
        self._channel_types = channel_types or {}
        self._guilds_of_channels = guilds_of_channels or {}
        self._automod_triggers = automod_triggers or {}

    def guild_of_channel(self, channel_id: int) -> int | None:
        return self._guilds_of_channels.get(channel_id)

    def channel_type(self, channel_id: int) -> int | None:
        return self._channel_types.get(channel_id)

    def automod_trigger(self, rule_id: int) -> int | None:
        return self._automod_triggers.get(rule_id)


class RecordingGateway(Disturbable):
    """Writes down what it was made to do, among the events that it would have sent."""

    def __init__(self, world: World) -> None:
        self.lines: list[str] = []
        world.subscribe(lambda event: self.lines.append(event.name))

    def drop(self, application_id: int | None = None) -> None:
        self.lines.append(f"drop {application_id}")

    def ask_to_reconnect(self, application_id: int | None = None) -> None:
        self.lines.append(f"reconnect {application_id}")

    def invalidate_sessions(self, application_id: int | None = None, *, resumable: bool) -> None:
        self.lines.append(f"invalid {application_id} {resumable}")
