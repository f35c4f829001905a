"""What people are told of an approval that was taken up."""

from datetime import timedelta

import pytest

from app.shared.application.rendering.receipts import receipt_of
from tests.support.builders import NOON, a_run


def test_while_nobody_has_taken_it_up_nothing_is_said() -> None:
    assert receipt_of(a_run()) == ""


@pytest.mark.parametrize(
    ("taken_by", "seconds", "said"),
    [
        ("bot", 0.2, "Picked up by the bot 0.2 s later."),
        ("worker", 59.4, "Picked up by a worker 59.4 s later."),
        ("", 61, "Picked up by a worker 1 min later."),
        ("bot", 7 * 3600, "Picked up by the bot 7 h later."),
        ("apply", -1, "Picked up by guildwright apply 0.0 s later."),
    ],
)
def test_it_says_who_and_how_soon(taken_by: str, seconds: float, said: str) -> None:
    run = a_run(started_at=NOON + timedelta(seconds=seconds), taken_by=taken_by)

    assert receipt_of(run) == said
