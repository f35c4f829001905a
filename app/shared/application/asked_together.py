"""Questions that come at the same time, answered in one go."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence

from app.shared.domain.errors import Unavailable

_MOST = 64


class AskedTogether[Question, Answer]:
    """Whoever asks while an answer is being fetched is answered next, with all the others who did.

    Nobody waits for others to come: who asks alone is answered alone. `answer` gives one answer for
    each question, in their order. Where it fails for several, each is asked by itself, so that one
    of them spoils nothing for the others; but not where the other side is away.
    """

    def __init__(
        self,
        answer: Callable[[Sequence[Question]], Awaitable[Sequence[Answer]]],
        *,
        apart: Callable[[Question], Hashable] | None = None,
        most: int = _MOST,
    ) -> None:
        """Questions for which `apart` gives the same are never answered in the same go."""
        self._answer = answer
        self._apart = apart
        self._most = most
        self._waiting: list[tuple[Question, asyncio.Future[Answer]]] = []
        self._answering: asyncio.Task[None] | None = None

    async def __call__(self, question: Question) -> Answer:
        """Raises what `answer` raises."""
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, waiting))
        if self._answering is None or self._answering.done():
            self._answering = asyncio.create_task(self._answer_all())
        return await waiting

    async def _answer_all(self) -> None:
        try:
            while taken := self._take():
                await self._answer_these(taken)
        finally:
            # Only where this task was cancelled somebody still waits.
            for _, waiting in self._waiting:
                waiting.cancel()
            self._waiting.clear()

    def _take(self) -> list[tuple[Question, asyncio.Future[Answer]]]:
        taken: list[tuple[Question, asyncio.Future[Answer]]] = []
        left: list[tuple[Question, asyncio.Future[Answer]]] = []
        seen: set[Hashable] = set()
        for question, waiting in self._waiting:
            if waiting.done():
                continue
            name = object() if self._apart is None else self._apart(question)
            if len(taken) < self._most and name not in seen:
                taken.append((question, waiting))
            else:
                left.append((question, waiting))
            seen.add(name)
        self._waiting = left
        return taken

    async def _answer_these(self, taken: list[tuple[Question, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await self._answer([question for question, _ in taken])
        except Exception as failure:  # noqa: BLE001 - whoever asked is told of it
            if len(taken) == 1 or isinstance(failure, Unavailable):
                _fail(taken, failure)
                return
            for one in taken:
                await self._answer_these([one])
            return
        except BaseException:
            for _, waiting in taken:
                waiting.cancel()
            raise
        for (_, waiting), answer in zip(taken, answers, strict=True):
            if not waiting.done():
                waiting.set_result(answer)


def _fail[Question, Answer](
    taken: list[tuple[Question, asyncio.Future[Answer]]], failure: Exception
) -> None:
    for _, waiting in taken:
        if not waiting.done():
            waiting.set_exception(failure)
