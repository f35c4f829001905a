"""Signs of what was done by hand."""

import pytest

from app.shared.application.rendering.drift_signs import sign_by_hand
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.structure.identifiers import Key


@pytest.mark.parametrize(
    ("remedy", "sign"),
    [
        (ChangeKind.CREATE, "−"),
        (ChangeKind.DELETE, "+"),
        (ChangeKind.UPDATE, "~"),
        (ChangeKind.MOVE, "↕"),
        (ChangeKind.ACCESS, "◐"),
    ],
)
def test_the_sign_tells_what_was_done_and_not_what_undoes_it(remedy: ChangeKind, sign: str) -> None:
    change = Change(subject=Subject.CHANNEL, kind=remedy, key=Key("lobby"), name="lobby")

    assert sign_by_hand(change) == sign
