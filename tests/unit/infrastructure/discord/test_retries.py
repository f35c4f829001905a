"""How often and how soon."""

from random import Random

from app.shared.infrastructure.discord.retries import Retries


def test_waits_grow_are_spread_and_end() -> None:
    found = []
    for seed in range(200):
        retries = Retries(Random(seed))
        found.append([retries.after_failure() for _ in range(4)])

    first, second, third, last = zip(*found, strict=True)
    assert all(0.5 <= (wait or 0) <= 1.0 for wait in first)
    assert all(1.0 <= (wait or 0) <= 2.0 for wait in second)
    assert all(2.0 <= (wait or 0) <= 4.0 for wait in third)
    assert set(last) == {None}
    assert len(set(first)) > 100
