"""Drift that a look cannot tell anything about, since Discord does not show that part."""

from app.shared.domain.drift.records import DriftRecord
from app.shared.domain.planning.changes import Subject
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.snapshot import Coverage

_PARTS = {
    Subject.RULE: "automod",
    Subject.WELCOME_SCREEN: "welcome_screen",
    Subject.ONBOARDING: "onboarding",
}


def is_hidden(record: DriftRecord, bindings: Bindings, coverage: Coverage) -> bool:
    """Unseen is not put right."""
    subject, key = record.change.subject, record.change.key
    if _PARTS.get(subject) in coverage.unread:
        return True
    if subject is not Subject.CHANNEL:
        return False
    channel = bindings.id_of(Kind.CHANNEL, key)
    return str(channel if channel is not None else key) in coverage.unseen_channels
