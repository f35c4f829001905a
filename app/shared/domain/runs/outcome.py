"""What a step that took effect means for the bindings."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.shared.domain.planning.steps import Action, Json, Step, as_reference
from app.shared.domain.structure.bindings import Bindings, Kind, inner_key
from app.shared.domain.structure.identifiers import Key

_DELETES = {
    Action.DELETE_ROLE: Kind.ROLE,
    Action.DELETE_CHANNEL: Kind.CHANNEL,
    Action.DELETE_RULE: Kind.RULE,
}


@dataclass(frozen=True, slots=True)
class Rebinding:
    """A key that is now bound to an id, or to nothing."""

    kind: Kind
    key: Key
    id: int | None


def rebound(bindings: Bindings, changes: tuple[Rebinding, ...]) -> Bindings:
    for change in changes:
        if change.id is None:
            bindings = bindings.unbind(change.kind, change.key)
        else:
            bindings = bindings.bind(change.kind, change.key, change.id)
    return bindings


def rebindings(
    step: Step, bindings: Bindings, created_id: int | None, parts: tuple[int, ...]
) -> tuple[Rebinding, ...]:
    """`parts` are the ids of tags, prompts and options in the order of the step's body."""
    changes: list[Rebinding] = []
    if (kind := step.action.creates) is not None and created_id is not None:
        changes.append(Rebinding(kind, step.key, created_id))
    if (kind := _DELETES.get(step.action)) is not None:
        changes.append(Rebinding(kind, step.key, None))
        if kind is Kind.CHANNEL:
            changes += _forgotten(bindings, {Kind.TAG}, inner_key(step.key, Key("")), set())
    defined = _parts_of(step)
    if defined is not None and len(parts) == len(defined):
        named = [(*one, part) for one, part in zip(defined, parts, strict=True) if one is not None]
        keys = {(kind, key) for kind, key, _ in named}
        owner = "" if step.action is Action.EDIT_ONBOARDING else inner_key(step.key, Key(""))
        changes += _forgotten(bindings, _part_kinds(step.action), owner, keys)
        changes += [Rebinding(kind, key, part) for kind, key, part in named]
    return tuple(changes)


def _part_kinds(action: Action) -> set[Kind]:
    return {Kind.PROMPT, Kind.OPTION} if action is Action.EDIT_ONBOARDING else {Kind.TAG}


def _forgotten(
    bindings: Bindings, kinds: set[Kind], owner: str, kept: set[tuple[Kind, Key]]
) -> list[Rebinding]:
    """Parts that are no longer there: an id of theirs must never be sent again."""
    return [
        Rebinding(entry.kind, entry.key, None)
        for entry in sorted(bindings.entries)
        if entry.kind in kinds
        and entry.key.startswith(owner)
        and (entry.kind, entry.key) not in kept
    ]


def _parts_of(step: Step) -> list[tuple[Kind, Key] | None] | None:
    """The parts a body defines, in Discord's order, or None where it does not speak of parts."""
    if not isinstance(step.body, dict):
        return None
    for name in ("available_tags", "prompts"):
        if isinstance(listed := step.body.get(name), list):
            return list(_defined(listed))
    return None


def _defined(listed: list[Json]) -> Iterator[tuple[Kind, Key] | None]:
    for part in listed:
        if isinstance(part, dict):
            yield as_reference(part.get("id"))
            options = part.get("options")
            yield from _defined(options) if isinstance(options, list) else ()
