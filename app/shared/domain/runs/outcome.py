"""What a step that took effect means for the bindings."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.shared.domain.planning.steps import Action, Json, Step
from app.shared.domain.structure.bindings import Bindings, Kind, inner_key
from app.shared.domain.structure.community import Prompt
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Structure

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
    step: Step,
    design: Structure,
    bindings: Bindings,
    created_id: int | None,
    parts: tuple[int, ...],
) -> tuple[Rebinding, ...]:
    """`parts` are the ids of tags, prompts and options in the order of the step's body, which is
    the order of the design it carries out."""
    changes: list[Rebinding] = []
    if (kind := step.action.creates) is not None and created_id is not None:
        changes.append(Rebinding(kind, step.key, created_id))
    if (kind := _DELETES.get(step.action)) is not None:
        changes.append(Rebinding(kind, step.key, None))
        if kind is Kind.CHANNEL:
            changes += _forgotten(bindings, {Kind.TAG}, inner_key(step.key, Key("")), set())
    defined = _parts_of(step, design)
    if defined is not None and len(parts) == len(defined):
        owner = "" if step.action is Action.EDIT_ONBOARDING else inner_key(step.key, Key(""))
        changes += _forgotten(bindings, _part_kinds(step.action), owner, set(defined))
        changes += [Rebinding(*one, part) for one, part in zip(defined, parts, strict=True)]
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


def _parts_of(step: Step, design: Structure) -> list[tuple[Kind, Key]] | None:
    """The parts that a body defines, or None where it does not speak of the design's parts."""
    if not isinstance(step.body, dict):
        return None
    if isinstance(tags := step.body.get("available_tags"), list):
        channel = design.channel_by_key.get(step.key)
        wanted = () if channel is None else channel.tags
        if _listed(tags, "name") == [tag.name for tag in wanted]:
            return [(Kind.TAG, inner_key(step.key, tag.key)) for tag in wanted]
    if isinstance(prompts := step.body.get("prompts"), list):
        questions = () if design.onboarding is None else design.onboarding.prompts
        if _listed(prompts, "title") == [prompt.title for prompt in questions]:
            return list(_prompts_and_options(questions))
    return None


def _listed(parts: list[Json], name: str) -> list[Json]:
    return [part.get(name) if isinstance(part, dict) else None for part in parts]


def _prompts_and_options(prompts: tuple[Prompt, ...]) -> Iterator[tuple[Kind, Key]]:
    for prompt in prompts:
        yield Kind.PROMPT, prompt.key
        for option in prompt.options:
            yield Kind.OPTION, inner_key(prompt.key, option.key)
