"""The sign of what somebody did by hand, which is not the sign of what would undo it."""

from app.shared.application.rendering.plan_parts import SIGNS
from app.shared.domain.planning.changes import Change, ChangeKind

_BY_HAND = {ChangeKind.CREATE: ChangeKind.DELETE, ChangeKind.DELETE: ChangeKind.CREATE}


def sign_by_hand(remedy: Change) -> str:
    """What is created again was deleted, and the other way round; the rest is as its remedy."""
    return SIGNS[_BY_HAND.get(remedy.kind, remedy.kind)][0]
