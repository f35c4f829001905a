"""Why a plan no longer holds: what became different since it was made."""

from app.shared.domain.drift.differences import differences, surroundings
from app.shared.domain.drift.sentences import told
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure


def changed_since(before: Snapshot, after: Snapshot, bindings: Bindings) -> tuple[str, ...]:
    """One sentence for each field that differs."""
    old = keyed_by_bindings(before.structure, bindings)
    new = keyed_by_bindings(after.structure, bindings)
    found = (*differences(old, new), *surroundings(before, after))
    return told(found, names_of(old, new))


def names_of(*structures: Structure) -> dict[Key, str]:
    """What people call roles and channels, by key; the first structure's word counts."""
    names: dict[Key, str] = {}
    for structure in structures:
        for channel in structure.channels:
            names.setdefault(channel.key, f"#{channel.name}")
        for role in structure.roles:
            name = role.name if role.name.startswith("@") else f"@{role.name}"
            names.setdefault(role.key, name)
    return names
