"""How often and how soon a request is sent again after Discord failed to answer it."""

from dataclasses import dataclass, field
from random import Random

ATTEMPTS = 4
REFUSALS = 5
"""429 answers to one call before it is given up: each of them was waited for as told."""
_FIRST = 0.5
_LONGEST = 8.0


@dataclass(slots=True)
class Retries:
    """Of one call. Waits double each time and are spread, so that callers do not come together."""

    random: Random = field(default_factory=Random)
    waited: float = 0.0
    """Seconds it was held back by limits so far."""
    failed: int = 0
    refused: int = 0

    def after_failure(self) -> float | None:
        """Seconds to wait before the next try, or None when it was the last."""
        self.failed += 1
        if self.failed >= ATTEMPTS:
            return None
        longest = min(_LONGEST, _FIRST * 2.0**self.failed)
        return longest * self.random.uniform(0.5, 1.0)

    def after_refusal(self) -> bool:
        """Whether to try again after a 429."""
        self.refused += 1
        return self.refused < REFUSALS
