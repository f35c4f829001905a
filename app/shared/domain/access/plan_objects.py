"""What of a plan lies beyond the objects of a limited right."""

from collections.abc import Iterable

from app.shared.domain.access.objects import channel_object, is_place, reaches, role_object
from app.shared.domain.access.rights import WHOLE_GUILD
from app.shared.domain.language.saying import say
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.planning.plan import Plan
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure

_ORDER = "order."


def outside_plan(objects: frozenset[str], plan: Plan, snapshot: Snapshot) -> tuple[str, ...]:
    """`snapshot` is the one that the plan was made from."""
    if objects == WHOLE_GUILD:
        return ()
    live = keyed_by_bindings(snapshot.structure, plan.bindings)
    return outside_changes(objects, plan.changes, live)


def outside_changes(
    objects: frozenset[str], changes: Iterable[Change], live: Structure
) -> tuple[str, ...]:
    """One sentence for each change that is beyond the objects; by the rules of `objects.outside`.
    `live` is the guild as it is, in the keys of the changes."""
    if objects == WHOLE_GUILD:
        return ()
    return tuple(
        say('It changes "{name}".', name=change.name)
        for change in changes
        if not _is_inside(objects, change, live)
    )


def _is_inside(objects: frozenset[str], change: Change, live: Structure) -> bool:
    if change.subject is Subject.ROLE:
        return change.kind is not ChangeKind.CREATE and role_object(change.key) in objects
    if change.subject is Subject.ORDER:
        groups = [_group(one.field) for one in change.fields]
        return bool(groups) and all(is_place(objects, group) for group in groups)
    if change.subject is not Subject.CHANNEL:
        return False
    parents = [one for one in change.fields if one.field == "parent"]
    if change.kind is ChangeKind.CREATE:
        return any(is_place(objects, one.after) for one in parents)
    moves = all(is_place(objects, one.before) and is_place(objects, one.after) for one in parents)
    return moves and reaches(objects, channel_object(change.key), live)


def _group(field: str) -> Key | None:
    """`order.<category>.<kind>`, with a dash for what is in no category; None for roles."""
    category = field.removeprefix(_ORDER).rpartition(".")[0]
    return Key(category) if field.startswith(_ORDER) and category not in {"", "-"} else None
