"""Values that are made when they are first asked for, and found from then on."""

from collections.abc import Callable


class MadeOnce[K, V](dict[K, V]):
    """For work on one guild or plan, in which the same few keys come up thousands of times."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        made = self[key] = self._make(key)
        return made
