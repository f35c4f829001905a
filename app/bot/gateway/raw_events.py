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
type Trim = Callable[[str, Any], Any]
"""From an event's name and data to what nextcord parses in its place, or None."""


class GatewayListener(Protocol):
    """Told in order, as things arrive. Neither method may wait or raise.

    One listener may stand behind several shards; READY tells which one by its field `shard`, and
    names the guilds of that shard alone.
    """

    @abstractmethod
    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        """A dispatch: its name as Discord writes it, and its data."""

    @abstractmethod
    def lost(self) -> None:
        """A connection is gone. READY or RESUMED says that it is back."""


class RawEvents(dict[str, Parser]):
    """Stands where nextcord keeps its parsers: passes each event to the listener, and what is left
    of it on."""

    def __init__(
        self, parsers: Mapping[str, Parser], listener: GatewayListener, trim: Trim
    ) -> None:
        super().__init__(parsers)
        self._listener = listener
        self._trim = trim

    def __getitem__(self, name: str) -> Parser:
        return partial(self._hear, name)

    def _hear(self, name: str, data: Any) -> None:
        self._listener.heard(name, data)
        parser = self.get(name)
        if parser is None:
            return
        try:
            left = self._trim(name, data)
            if left is not None:
                parser(left)
        except Exception:
            log.exception("nextcord could not read an event %s", name)
