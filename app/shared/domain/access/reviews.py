"""What people said of a plan before it was applied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.shared.domain.structure.identifiers import GuildId, UserId


class Verdict(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    """Takes back what the same person said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One person's word on one plan, by its whole hash. A later word of theirs replaces it."""

    guild_id: GuildId
    plan_hash: str
    verdict: Verdict
    reviewer: UserId
    at: datetime
    comment: str = ""


def standing_reviews(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The last word of each person, without what was withdrawn; `reviews` run oldest first."""
    last: dict[UserId, Review] = {}
    for review in reviews:
        last.pop(review.reviewer, None)
        last[review.reviewer] = review
    return tuple(review for review in last.values() if review.verdict is not Verdict.WITHDRAW)
