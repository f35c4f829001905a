"""Server-sent events whose frames are made already."""

from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import StreamingResponse


class EventStream(StreamingResponse):
    """Sends each frame as it is: FastAPI's own stream would make and check every event anew for
    each of its readers."""

    media_type = "text/event-stream"

    def __init__(self, frames: AsyncIterator[bytes]) -> None:
        # The second is for proxies that would hold events back until there are more.
        super().__init__(frames, headers={"cache-control": "no-cache", "x-accel-buffering": "no"})


EVENTS: dict[str, Any] = {
    "content": {
        "text/event-stream": {
            "schema": {"type": "string"},
            "itemSchema": {
                "type": "object",
                "properties": {
                    "data": {"type": "string"},
                    "event": {"type": "string"},
                    "id": {"type": "string"},
                    "retry": {"type": "integer", "minimum": 0},
                },
            },
        }
    }
}
"""How OpenAPI 3.2 describes such a stream."""
