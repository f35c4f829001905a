"""Waits as people say them."""

import pytest

from app.shared.infrastructure.discord.limiter.refusals import duration


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.2, "1 second"),
        (59.1, "60 seconds"),
        (120.0, "120 seconds"),
        (121.0, "3 minutes"),
        (580.0, "10 minutes"),
        (7200.0, "120 minutes"),
        (7201.0, "3 hours"),
        (172_800.0, "48 hours"),
    ],
)
def test_durations_are_rounded_up(seconds: float, told: str) -> None:
    assert duration(seconds) == told
