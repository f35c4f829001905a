"""What is made of the times of many runs."""

import math
from collections.abc import Sequence

from app.sandbox.limits.limits import GLOBAL


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]


def evenness(values: Sequence[float]) -> float:
    """Jain's index: 1 where all are the same, 1/n where one has everything."""
    squares = sum(value * value for value in values)
    return sum(values) ** 2 / (len(values) * squares) if squares else 1.0


def least_seconds(calls: int) -> float:
    """For so many calls of one bot, however many processes send them: fifty go in any second."""
    return (calls - 1) // GLOBAL.requests * GLOBAL.per_seconds if calls else 0.0
