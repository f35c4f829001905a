"""Discord's events as they came, before nextcord makes objects of them.

nextcord tells of a role, a guild or an audit log entry only where its cache knows the guild and
can read every field, and ends the connection over a field that it cannot read.
"""

import logging
from abc import abstractmethod
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

log = logging.getLogger(__name__)

type Parser = Callable[[Any], None]


class GatewayListener(Protocol):
    """Told in order, as things arrive. Neither method may wait or raise."""

    @abstractmethod
    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        """A dispatch: its name as Discord writes it, and its data."""

    @abstractmethod
    def lost(self) -> None:
        """The connection is gone. READY or RESUMED says that it is back."""


class RawEvents(dict[str, Parser]):
    """Stands where nextcord keeps its parsers: passes each event to the listener, then on."""

    def __init__(self, parsers: Mapping[str, Parser], listener: GatewayListener) -> None:
        super().__init__(parsers)
        self._listener = listener

    def __getitem__(self, name: str) -> Parser:
        return partial(self._hear, name)

    def _hear(self, name: str, data: Any) -> None:
        self._listener.heard(name, data)
        parser = self.get(name)
        if parser is None:
            return
        try:
            parser(data)
        except Exception:
            log.exception("nextcord could not read an event %s", name)
