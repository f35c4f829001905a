"""The design that leads back to an earlier moment, and what it cannot bring back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.shared.domain.blueprint.blueprint import Blueprint, Unmanaged
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
    bindings = _joined(bindings_then, bindings_now)
    wanted = _without_lost_managed_roles(keyed_by_bindings(then.structure, bindings), then, now)
    live = keyed_by_bindings(now.structure, bindings_now)
    blueprint = Blueprint(
        structure=wanted,
        unmanaged_roles=Unmanaged.DELETE,
        unmanaged_channels=Unmanaged.DELETE,
        protected=protected | _made_by_people(wanted, live, then, bindings_now, created),
    )
    return WayBack(blueprint=blueprint, restored=dict(_labels(wanted, live, members)))


def _joined(then: Bindings, now: Bindings) -> Bindings:
    """The bindings of now; where they are silent, those of then."""
    kept = {
        entry
        for entry in then.entries
        if now.id_of(entry.kind, entry.key) is None and now.key_of(entry.kind, entry.id) is None
    }
    return Bindings(frozenset(now.entries | kept))


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
            lost = (
                "" if channel.type is ChannelType.CATEGORY else " What was written in it is lost."
            )
            yield _created(Subject.CHANNEL, channel.key), f"It comes back with a new id.{lost}"
    rules = {rule.key for rule in live.automod or ()}
    for rule in wanted.automod or ():
        if rule.key not in rules:
            yield _created(Subject.RULE, rule.key), "It comes back with a new id."


def _created(subject: Subject, key: Key) -> str:
    return f"{subject}:{key}:{ChangeKind.CREATE}"


def _of_members(members: tuple[int, ...] | None) -> str:
    if members is None:
        return "It comes back with a new id. Who had it is not known."
    if not members:
        return "It comes back with a new id. Nobody had it."
    who = "1 member has" if len(members) == 1 else f"{len(members)} members have"
    again = f"{who} to be given it again; the run that deleted it lists them."
    return f"It comes back with a new id. {again}"
