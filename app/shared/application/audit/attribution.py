"""Who made a difference by hand, by Discord's audit log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.shared.application.audit.audited_fields import may_tell_of
from app.shared.application.ports.guild_gateway import AuditEntry
from app.shared.domain.drift.telling_apart import ByHand
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    GuildId,
    Key,
    Target,
    UserId,
    target_member,
    target_role,
)

_KINDS = {Subject.ROLE: Kind.ROLE, Subject.CHANNEL: Kind.CHANNEL, Subject.RULE: Kind.RULE}
_TYPES = {
    Subject.ROLE: frozenset({30, 31, 32}),
    Subject.CHANNEL: frozenset({10, 11, 12, 13, 14, 15}),
    Subject.RULE: frozenset({140, 141, 142}),
    Subject.SETTINGS: frozenset({1}),
    Subject.ONBOARDING: frozenset({163, 164, 165, 166, 167}),
}
"""By resources/audit-log. Orders of channels and the welcome screen leave no trace there."""
_CREATIONS, _DELETIONS = frozenset({10, 30, 140}), frozenset({12, 32, 142})
_OVERWRITES = frozenset({13, 14, 15})
_OF_PROMPTS = frozenset({163, 164, 165})
_PROMPTS = "prompts"
_ONBOARDING = {
    "enabled": "enabled",
    "mode": "mode",
    "default_channels": "default_channel_ids",
    _PROMPTS: "prompts",
}
"""Its fields by Discord's names (resources/guild, onboarding structure)."""
_ACCESS = "access"
_PERMISSIONS = "permissions"
_NO_FIELD_OF_DISCORD = "purge_after"
"""When an archived thing may go is our own note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    user_id: UserId
    user_name: str
    """Empty where Discord did not say it."""
    at: datetime
    reason: str
    is_bot: bool = False
    """Another bot's doing; what our own does is no drift."""


@dataclass(frozen=True, slots=True)
class _Ids:
    bindings: Bindings
    guild_id: GuildId

    def of(self, kind: Kind, key: Key) -> int | None:
        if kind is Kind.ROLE and key == EVERYONE:
            return self.guild_id
        bound = self.bindings.id_of(kind, key)
        return int(key) if bound is None and key.isdecimal() else bound

    def of_target(self, target: Target) -> int | None:
        role = target_role(target)
        return target_member(target) if role is None else self.of(Kind.ROLE, role)


def attributed(
    by_hand: Iterable[ByHand],
    bindings: Bindings,
    audit: Iterable[AuditEntry],
    *,
    guild_id: GuildId,
    bot: UserId,
) -> dict[str, Attribution]:
    """By change id, the latest entry that changed one of its fields since it was last seen in
    order, the bot's own left out: what runs do is no drift. Entries come newest first."""
    entries = [entry for entry in audit if entry.user_id not in {None, bot}]
    ids = _Ids(bindings, guild_id)
    found: dict[str, Attribution] = {}
    for one in by_hand:
        for entry in entries:
            if (
                entry.user_id is not None
                and entry.at >= one.since
                and _made(entry, one.change, ids)
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


def fields_touched(
    entry: AuditEntry,
    change: Change,
    bindings: Bindings,
    guild_id: GuildId,
    *,
    all_access: bool = False,
) -> tuple[str, ...]:
    """The fields of this change that the entry's was about; none where it is about another thing,
    or about its creation or deletion, or does not say what it changed. With `all_access` the change
    is one of all permissions of a channel, whoever they are for."""
    ids = _Ids(bindings, guild_id)
    if entry.action_type in _CREATIONS | _DELETIONS or not _is_about(entry, change, ids):
        return ()
    if all_access and entry.action_type in _OVERWRITES:
        return (_PERMISSIONS,)
    return tuple(
        field
        for field in _fields_of_discord(change)
        if _says(entry, change.subject, field) and _changed(entry, change.subject, field, ids)
    )


def _says(entry: AuditEntry, subject: Subject, field: str) -> bool:
    """Whether it says enough to put a name to the field: with less it could be about any."""
    if entry.action_type in _OVERWRITES:
        return entry.overwrite_of is not None
    if entry.action_type in _OF_PROMPTS:
        return field == _PROMPTS
    if subject is Subject.ONBOARDING:
        return _ONBOARDING.get(field) in entry.changed
    return bool(entry.changed)


def _made(entry: AuditEntry, change: Change, ids: _Ids) -> bool:
    """A change leads back: it creates what somebody deleted, and deletes what somebody created."""
    if not _is_about(entry, change, ids):
        return False
    if change.kind is ChangeKind.CREATE:
        return entry.action_type in _DELETIONS
    if change.kind is ChangeKind.DELETE:
        return entry.action_type in _CREATIONS
    if entry.action_type in _DELETIONS:
        return False
    fields = _fields_of_discord(change)
    return not fields or any(_changed(entry, change.subject, field, ids) for field in fields)


def _fields_of_discord(change: Change) -> list[str]:
    return [
        one.field
        for one in change.fields
        if one.before != one.after and one.field != _NO_FIELD_OF_DISCORD
    ]


def _is_about(entry: AuditEntry, change: Change, ids: _Ids) -> bool:
    if entry.action_type not in _TYPES.get(change.subject, frozenset()):
        return False
    kind = _KINDS.get(change.subject)
    if kind is None:
        return True
    return entry.target_id is not None and entry.target_id == ids.of(kind, change.key)


def _changed(entry: AuditEntry, subject: Subject, field: str, ids: _Ids) -> bool:
    name, _, target = field.partition(".")
    if name == _ACCESS and entry.action_type in _OVERWRITES:
        return entry.overwrite_of in {None, ids.of_target(Target(target))}
    return entry.action_type not in _OVERWRITES and may_tell_of(subject, name, entry.changed)
