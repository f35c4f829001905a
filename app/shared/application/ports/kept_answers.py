"""Answers that are given again, word for word, to whoever asks again with the same key."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Protocol

from app.shared.domain.errors import Conflict, Invalid
from app.shared.domain.language.saying import say

KEPT_FOR = timedelta(hours=24)
WORKED_AT_FOR = timedelta(minutes=2)
"""After that a request that gave no answer counts as dead, and another may try."""


class KeyUsedOtherwise(Invalid):
    """The same key came with another request before."""

    code: ClassVar[str] = "idempotency_mismatch"


class StillWorkedAt(Conflict):
    """The first request with this key has not been answered yet."""

    code: ClassVar[str] = "idempotency_in_flight"


class KeySpent(Conflict):
    """The same was done before with this key, and the answer, a secret, is shown once only."""

    code: ClassVar[str] = "idempotency_spent"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class KeptAnswers(Protocol):
    """Each raises Unavailable when the store does not answer."""

    @abstractmethod
    async def claim(self, name: str, request: str) -> KeptAnswer | None:
        """None: nobody asked before, go ahead and then `keep` or `let_go`. `name` holds the key
        and whose it is, `request` is a fingerprint of what was asked.

        Raises KeyUsedOtherwise, StillWorkedAt.
        """

    @abstractmethod
    async def keep(self, name: str, request: str, answer: KeptAnswer) -> None:
        """For KEPT_FOR."""

    @abstractmethod
    async def let_go(self, name: str) -> None:
        """Nothing was done: the next one may try."""


def key_used_otherwise() -> KeyUsedOtherwise:
    return KeyUsedOtherwise(
        say("This Idempotency-Key came with another request before."),
        remedy=say(
            "Send a new key with every new request, and the old one only to repeat the same."
        ),
    )


def still_worked_at() -> StillWorkedAt:
    return StillWorkedAt(
        say("The first request with this Idempotency-Key is still being worked at."),
        remedy=say("Ask again in a few seconds: its answer is given then."),
    )


def key_spent() -> KeySpent:
    return KeySpent(
        say("This Idempotency-Key has made a token before, and a token's text is shown once only."),
        remedy=say("If the text is lost, revoke it and make another with a new key."),
    )
