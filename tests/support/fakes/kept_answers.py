"""Kept answers in memory; they are not forgotten."""

from app.shared.application.ports.kept_answers import (
    KeptAnswer,
    KeptAnswers,
    key_used_otherwise,
    still_worked_at,
)


class FakeKeptAnswers(KeptAnswers):
    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, KeptAnswer | None]] = {}

    async def claim(self, name: str, request: str) -> KeptAnswer | None:
        if name not in self.kept:
            self.kept[name] = (request, None)
            return None
        asked, answer = self.kept[name]
        if asked != request:
            raise key_used_otherwise()
        if answer is None:
            raise still_worked_at()
        return answer

    async def keep(self, name: str, request: str, answer: KeptAnswer) -> None:
        self.kept[name] = (request, answer)

    async def let_go(self, name: str) -> None:
        self.kept.pop(name, None)
