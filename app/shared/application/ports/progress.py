"""How a run tells whoever watches where it stands. Losing a message loses nothing but a moment."""

from abc import abstractmethod
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from app.shared.domain.runs.run import Run, RunId, StepRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Something about a run changed: the run as it is now, and the step where it is about one."""

    run: Run
    step: StepRecord | None = None


class ProgressChannel(Protocol):
    @abstractmethod
    async def publish(self, progress: Progress) -> None:
        """Never raises: a run does not fail because nobody can watch it."""

    @abstractmethod
    def watch(self, run_id: RunId) -> AbstractAsyncContextManager[AsyncIterator[Progress]]:
        """Everything published from now on. Raises Unavailable when there is no live channel."""
