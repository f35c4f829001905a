"""One listener that is several."""

import logging
from collections.abc import Mapping
from typing import Any

from app.bot.gateway.raw_events import GatewayListener

log = logging.getLogger(__name__)


class FanOut(GatewayListener):
    """Tells each in its turn. One that breaks its word and raises keeps nothing from the others."""

    def __init__(self, *listeners: GatewayListener) -> None:
        self._listeners = listeners

    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        for listener in self._listeners:
            try:
                listener.heard(name, data)
            except Exception:
                log.exception("%s could not take an event %s", type(listener).__name__, name)

    def lost(self) -> None:
        for listener in self._listeners:
            try:
                listener.lost()
            except Exception:
                log.exception("%s could not take a loss", type(listener).__name__)
