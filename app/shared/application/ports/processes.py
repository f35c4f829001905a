"""Which processes of this installation are connected to the database."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Protocol


class Processes(Protocol):
    @abstractmethod
    async def connections(self) -> Mapping[str, int]:
        """How many connections each kind of process holds: `web`, `worker`, `bot`, … Raises
        StoreUnavailable."""

    @abstractmethod
    async def server_version(self) -> str:
        """Of the database server. Raises StoreUnavailable."""
