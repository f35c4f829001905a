"""A WebSocket client that speaks the gateway's JSON, as a library would."""

import json
import zlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from app.sandbox.gateway.opcodes import Op
from app.sandbox.specification.gateway_frames import frame_mismatches

PLAIN = "?v=10&encoding=json"
COMPRESSED = "?v=10&encoding=json&compress=zlib-stream"


class GatewayClient:
    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._context = zlib.decompressobj()

    async def next(self) -> dict[str, Any]:
        raw = await self.socket.recv()
        text = self._context.decompress(raw).decode() if isinstance(raw, bytes) else raw
        assert list(frame_mismatches(text)) == []
        found: dict[str, Any] = json.loads(text)
        return found

    async def next_named(self, name: str) -> dict[str, Any]:
        """The data of the next dispatch with that name; what comes before it is passed over."""
        while True:
            frame = await self.next()
            if frame["t"] == name:
                data: dict[str, Any] = frame["d"]
                return data

    async def say(self, op: int, data: Any = None) -> None:
        await self.socket.send(json.dumps({"op": op, "d": data}))

    async def identify(self, token: str, intents: int = 1) -> dict[str, Any]:
        """READY's data."""
        await self.say(Op.IDENTIFY, {"token": token, "intents": intents, "properties": {}})
        return await self.next_named("READY")

    async def close_code(self) -> int | None:
        """Waits for the end; 1006 where it came without a close frame."""
        await self.socket.wait_closed()
        return self.socket.close_code


@asynccontextmanager
async def gateway_client(url: str, query: str = PLAIN) -> AsyncGenerator[GatewayClient]:
    async with connect(url + query, proxy=None, close_timeout=1.0) as socket:
        yield GatewayClient(socket)
