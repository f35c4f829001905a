"""A gateway session: what a client identified as, and the events it has not lost.

A session outlives its socket. While none is attached, dispatches are numbered and kept
so that a resume can replay them.
"""

from abc import abstractmethod
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.sandbox.gateway.frames import Frame
from app.sandbox.gateway.opcodes import CloseCode, Op
from app.sandbox.gateway.shards import Shard
from app.sandbox.world.users import Intent


class Receiver(Protocol):
    """Where a session's frames go while a socket is attached."""

    @abstractmethod
    def send(self, frame: Frame) -> None: ...

    @abstractmethod
    def close(self, code: CloseCode, reason: str) -> None: ...


@dataclass(slots=True)
class Session:
    """`sees` holds, by guild, the channels the client was last told about in full."""

    id: str
    application_id: int
    token: str
    intents: Intent
    shard: Shard
    large_threshold: int
    replay_limit: int
    sequence: int = 0
    receiver: Receiver | None = None
    detached_at: float | None = None
    sees: dict[int, frozenset[int]] = field(default_factory=dict)
    _kept: deque[Frame] = field(default_factory=deque)

    def dispatch(self, event: str, data: Any) -> None:
        """Numbers the event, keeps it for a replay, and sends it when a socket is there."""
        self.sequence += 1
        frame = Frame(Op.DISPATCH, data, self.sequence, event)
        self._kept.append(frame)
        while len(self._kept) > self.replay_limit:
            self._kept.popleft()
        if self.receiver is not None:
            self.receiver.send(frame)

    def can_replay_after(self, sequence: int) -> bool:
        """Whether every event after `sequence` is still kept."""
        return sequence >= self.sequence - len(self._kept)

    def missed_after(self, sequence: int) -> Iterable[Frame]:
        return [frame for frame in self._kept if (frame.sequence or 0) > sequence]

    def attach(self, receiver: Receiver) -> None:
        self.receiver = receiver
        self.detached_at = None

    def detach(self, now: float) -> None:
        self.receiver = None
        self.detached_at = now

    def is_over(self, now: float, resume_window: float) -> bool:
        """Whether nobody came back for it in time."""
        return self.detached_at is not None and now - self.detached_at > resume_window
