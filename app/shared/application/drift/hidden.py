"""Drift that a look cannot tell anything about, since Discord does not show that part."""

from app.shared.application.drift.last_design import LastDesign
from app.shared.domain.drift.records import DriftRecord
from app.shared.domain.planning.changes import Subject
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.snapshot import Snapshot

_PARTS = {
    Subject.RULE: "automod",
    Subject.WELCOME_SCREEN: "welcome_screen",
    Subject.ONBOARDING: "onboarding",
}


def is_hidden(record: DriftRecord, design: LastDesign, live: Snapshot) -> bool:
    """Unseen is not put right."""
    subject, key = record.change.subject, record.change.key
    if _PARTS.get(subject) in live.coverage.unread:
        return True
    if subject is not Subject.CHANNEL:
        return False
    channel = design.bindings.id_of(Kind.CHANNEL, key)
    return str(channel if channel is not None else key) in live.coverage.unseen_channels
