"""Choices for made-up values: drawn by Hypothesis, which shrinks them, or from a seed, fast."""

import random
from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from hypothesis import strategies as st


class Chance(Protocol):
    @abstractmethod
    def number(self, low: int, high: int) -> int: ...

    @abstractmethod
    def one_of[T](self, things: Sequence[T]) -> T: ...

    @abstractmethod
    def some[T](self, things: Sequence[T], least: int = 0, most: int | None = None) -> list[T]:
        """Different things, in any order."""

    def flip(self) -> bool:
        return self.number(0, 1) == 1


class Drawn(Chance):
    """For looking closely: a failure shrinks to its core, and each draw takes its time."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def number(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))

    def one_of[T](self, things: Sequence[T]) -> T:
        return self._draw(st.sampled_from(things))

    def some[T](self, things: Sequence[T], least: int = 0, most: int | None = None) -> list[T]:
        if not things:
            return []
        places = st.sampled_from(range(len(things)))
        drawn = self._draw(st.lists(places, unique=True, min_size=least, max_size=most))
        return [things[place] for place in drawn]


class Seeded(Chance):
    """For many examples in little time: the same seed makes the same choices."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def one_of[T](self, things: Sequence[T]) -> T:
        return self._random.choice(things)

    def some[T](self, things: Sequence[T], least: int = 0, most: int | None = None) -> list[T]:
        highest = len(things) if most is None else min(most, len(things))
        return self._random.sample(things, self._random.randint(min(least, highest), highest))
