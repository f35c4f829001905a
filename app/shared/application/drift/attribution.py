"""Who made a difference by hand, by Discord's audit log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.shared.application.ports.guild_gateway import AuditEntry
from app.shared.domain.drift.telling_apart import ByHand
from app.shared.domain.planning.changes import Change, Subject
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import EVERYONE, Key, UserId

_KINDS = {Subject.ROLE: Kind.ROLE, Subject.CHANNEL: Kind.CHANNEL, Subject.RULE: Kind.RULE}
_TYPES = {
    Subject.ROLE: frozenset({30, 31, 32}),
    Subject.CHANNEL: frozenset({10, 11, 12, 13, 14, 15}),
    Subject.RULE: frozenset({140, 141, 142}),
    Subject.SETTINGS: frozenset({1}),
    Subject.ONBOARDING: frozenset({163, 164, 165, 166, 167}),
}
"""By resources/audit-log. Orders of channels and the welcome screen leave no trace there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    user_id: UserId
    user_name: str
    """Empty where Discord did not say it."""
    at: datetime
    reason: str
    is_bot: bool = False
    """Another bot's doing; what our own does is no drift."""


def attributed(
    by_hand: Iterable[ByHand], bindings: Bindings, bot: UserId, audit: Iterable[AuditEntry]
) -> dict[str, Attribution]:
    """By change id, the latest entry about the same thing since it was last seen in order, the
    bot's own left out: what runs do is no drift. Entries come newest first."""
    entries = [entry for entry in audit if entry.user_id not in {None, bot}]
    found: dict[str, Attribution] = {}
    for one in by_hand:
        for entry in entries:
            if (
                entry.user_id is not None
                and entry.at >= one.since
                and _is_about(entry, one.change, bindings)
            ):
                found[one.change.id] = Attribution(
                    user_id=entry.user_id,
                    user_name=entry.user_name,
                    at=entry.at,
                    reason=entry.reason,
                    is_bot=entry.user_is_bot,
                )
                break
    return found


def _is_about(entry: AuditEntry, change: Change, bindings: Bindings) -> bool:
    if entry.action_type not in _TYPES.get(change.subject, frozenset()):
        return False
    kind = _KINDS.get(change.subject)
    return kind is None or entry.target_id == _id(kind, change.key, bindings)


def _id(kind: Kind, key: Key, bindings: Bindings) -> int | None:
    if kind is Kind.ROLE and key == EVERYONE:
        return None
    bound = bindings.id_of(kind, key)
    return int(key) if bound is None and key.isdecimal() else bound
