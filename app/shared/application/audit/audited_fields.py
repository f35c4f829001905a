"""What Discord's audit log calls the fields of things.

Sources: Discord's docs, resources/audit-log (change exceptions), resources/auto-moderation.
"""

from collections.abc import Iterable, Mapping

from app.shared.domain.planning.changes import Subject
from app.shared.domain.structure.fields import (
    CHANNEL_FIELDS,
    ROLE_FIELDS,
    SETTING_FIELDS,
    Field,
)


def _by_name(fields: Iterable[Field]) -> Mapping[str, frozenset[str]]:
    return {field.name: frozenset({field.api}) for field in fields}


_KEYS: Mapping[Subject, Mapping[str, frozenset[str]]] = {
    # Entries written before roles had gradients know one colour alone.
    Subject.ROLE: {**_by_name(ROLE_FIELDS), "colors": frozenset({"colors", "color"})},
    Subject.CHANNEL: _by_name(CHANNEL_FIELDS),
    Subject.SETTINGS: _by_name(SETTING_FIELDS),
    # Their metadata is told in keys like `$add_keyword_filter`, of which there may be more one day.
    Subject.RULE: {
        "name": frozenset({"name"}),
        "event": frozenset({"event_type"}),
        "actions": frozenset({"actions"}),
        "enabled": frozenset({"enabled"}),
        "exempt_roles": frozenset({"exempt_roles"}),
        "exempt_channels": frozenset({"exempt_channels"}),
    },
}
_KNOWN = {subject: frozenset[str]().union(*fields.values()) for subject, fields in _KEYS.items()}


def may_tell_of(subject: Subject, field: str, changed: frozenset[str]) -> bool:
    """Whether who changed these keys of a thing may have changed the field of ours. Without keys
    anything may have changed; a field whose key nobody knows, with any key that is no other's."""
    keys = _KEYS.get(subject, {}).get(field)
    if not changed:
        return True
    if keys is None:
        return not changed <= _KNOWN.get(subject, frozenset())
    return not keys.isdisjoint(changed)
