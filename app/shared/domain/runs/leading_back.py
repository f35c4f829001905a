"""The design that leads back to an earlier moment, and what it cannot bring back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.shared.domain.blueprint.blueprint import Blueprint, Unmanaged
from app.shared.domain.language.saying import say, say_counted
from app.shared.domain.planning.changes import ChangeKind, Subject
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure


@dataclass(frozen=True, kw_only=True)
class WayBack:
    """Where a rollback leads to, and by change id what it cannot bring back, as sentences."""

    blueprint: Blueprint
    restored: Mapping[str, str]


def way_back(
    then: Snapshot,
    bindings_then: Bindings,
    now: Snapshot,
    bindings_now: Bindings,
    created: frozenset[int],
    members: Mapping[Key, tuple[int, ...]],
    protected: frozenset[tuple[Kind, Key]] = frozenset(),
) -> WayBack:
    """Everything of `then` as it was; of what came since, only `created` goes.

    `created` are the ids that runs have made since; what people made by hand stays. `members` are
    those who had roles that runs have deleted.
    """
    bindings = _joined(bindings_then, bindings_now, then, now)
    wanted = _without_lost_managed_roles(keyed_by_bindings(then.structure, bindings), then, now)
    live = keyed_by_bindings(now.structure, bindings_now)
    blueprint = Blueprint(
        structure=wanted,
        unmanaged_roles=Unmanaged.DELETE,
        unmanaged_channels=Unmanaged.DELETE,
        protected=protected | _made_by_people(wanted, live, then, bindings_now, created),
    )
    return WayBack(blueprint=blueprint, restored=dict(_labels(wanted, live, members)))


def _joined(old: Bindings, new: Bindings, then: Snapshot, now: Snapshot) -> Bindings:
    """What the ids of that time are called: as they are called now, and else as they were then.

    Where somebody deleted a thing by hand and a run has brought it back, its key stands for the new
    one now: that is what was lost, and nothing is to be made again.
    """
    there, live = frozenset(_ids(then.structure)), frozenset(_ids(now.structure))
    unseen = {(Kind.CHANNEL, int(key)) for key in now.coverage.unseen_channels}
    replaced = {
        (entry.kind, entry.key) for entry in new.entries if (entry.kind, entry.id) not in there
    }
    kept = {
        entry
        for entry in old.entries
        if new.key_of(entry.kind, entry.id) is None
        and (
            new.id_of(entry.kind, entry.key) is None
            or ((entry.kind, entry.key) in replaced and (entry.kind, entry.id) not in live | unseen)
        )
    }
    held = {(entry.kind, entry.key) for entry in kept}
    others = {entry for entry in new.entries if (entry.kind, entry.key) not in held}
    return Bindings(frozenset(kept | others))


def _ids(structure: Structure) -> Iterator[tuple[Kind, int]]:
    """Of everything in a structure whose keys are ids, as far as it has one."""
    named: list[tuple[Kind, Key]] = [(Kind.ROLE, role.key) for role in structure.roles]
    for channel in structure.channels:
        named.append((Kind.CHANNEL, channel.key))
        named += [(Kind.TAG, tag.key) for tag in channel.tags]
    for prompt in () if structure.onboarding is None else structure.onboarding.prompts:
        named.append((Kind.PROMPT, prompt.key))
        named += [(Kind.OPTION, option.key) for option in prompt.options]
    named += [(Kind.RULE, rule.key) for rule in structure.automod or ()]
    return ((kind, int(key)) for kind, key in named if key.isdecimal())


def _without_lost_managed_roles(wanted: Structure, then: Snapshot, now: Snapshot) -> Structure:
    """A role of an integration or bot comes back with it, never by our hand."""
    lost = {
        key for key, facts in then.role_facts.items() if facts.managed and key not in now.role_facts
    }
    return replace(wanted, roles=tuple(role for role in wanted.roles if role.key not in lost))


def _made_by_people(
    wanted: Structure,
    live: Structure,
    then: Snapshot,
    bindings: Bindings,
    created: frozenset[int],
) -> frozenset[tuple[Kind, Key]]:
    kinds: tuple[tuple[Kind, Iterable[Key], Iterable[Key]], ...] = (
        (Kind.ROLE, live.role_by_key, wanted.role_by_key),
        (Kind.CHANNEL, live.channel_by_key, wanted.channel_by_key),
    )
    return frozenset(
        (kind, key)
        for kind, there, known in kinds
        for key in there
        if key not in known
        and (
            (live_id := _id(kind, key, bindings)) not in created
            or Key(str(live_id)) in then.coverage.unseen_channels
        )
    )


def _id(kind: Kind, key: Key, bindings: Bindings) -> int | None:
    return bindings.id_of(kind, key) or (int(key) if key.isdecimal() else None)


def _labels(
    wanted: Structure, live: Structure, members: Mapping[Key, tuple[int, ...]]
) -> Iterator[tuple[str, str]]:
    for role in wanted.roles:
        if role.key not in live.role_by_key:
            yield _created(Subject.ROLE, role.key), _of_members(members.get(role.key))
    for channel in wanted.channels:
        if channel.key not in live.channel_by_key:
            is_category = channel.type is ChannelType.CATEGORY
            yield (
                _created(Subject.CHANNEL, channel.key),
                say("It comes back with a new id.")
                if is_category
                else say("It comes back with a new id. What was written in it is lost."),
            )
    rules = {rule.key for rule in live.automod or ()}
    for rule in wanted.automod or ():
        if rule.key not in rules:
            yield _created(Subject.RULE, rule.key), say("It comes back with a new id.")


def _created(subject: Subject, key: Key) -> str:
    return f"{subject}:{key}:{ChangeKind.CREATE}"


def _of_members(members: tuple[int, ...] | None) -> str:
    if members is None:
        return say("It comes back with a new id. Who had it is not known.")
    if not members:
        return say("It comes back with a new id. Nobody had it.")
    return say_counted(
        len(members),
        "It comes back with a new id. {number} member has to be given it again; the run that "
        "deleted it lists them.",
        "It comes back with a new id. {number} members have to be given it again; the run that "
        "deleted it lists them.",
    )
