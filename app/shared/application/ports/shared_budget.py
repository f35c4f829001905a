"""Discord's limit over all routes, as all processes of one bot count it together."""

from abc import abstractmethod
from typing import Protocol


class SharedBudget(Protocol):
    """Places among the requests that one bot may send in any second, whatever process sends them.

    A place is taken from before a request is sent until a second after its answer, so that no
    second of Discord's sees more, however unevenly the network delays requests. Whoever dies with a
    place loses it after `LEASE_S`.

    Where the places are kept may be away. Then each process counts for itself alone: no call waits
    long for that, and nothing is raised.
    """

    @abstractmethod
    async def take(self, place: str) -> float:
        """0 where it is taken now, or was before: an answer may be lost. Else after how many
        seconds to ask again."""

    @abstractmethod
    async def answered(self, place: str) -> None:
        """Also where no answer came. Free again a second from now."""

    @abstractmethod
    async def give_back(self, place: str) -> None:
        """Nothing was sent. Free at once."""


LEASE_S = 15.0
SECOND_S = 1.001
"""One millisecond more, so that both ends of a second count as within it."""
ASK_AGAIN_S = 0.05
"""At most, where only an answer makes room."""
