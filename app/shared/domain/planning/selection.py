"""A design cut down to some of its changes, so that planning it gives just those.

The rest stands in it as it is live, named explicitly: nothing that was not chosen is unmanaged.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar

from app.shared.domain.blueprint.blueprint import Blueprint, Unmanaged
from app.shared.domain.errors import Invalid
from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say
from app.shared.domain.planning.changes import ChangeKind, Subject
from app.shared.domain.planning.channel_changes import CHANNEL_ORDER
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.role_changes import ROLE_ORDER
from app.shared.domain.planning.wanted_parts import remaining_rules
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.channels import Access, Channel
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.order import Group, display_order, sort_group
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Setting, Structure


class ChangeUnknown(Invalid):
    """A selection names a change that the plan does not have."""

    code: ClassVar[str] = "change_unknown"


def check_selection(comparison: Comparison, chosen: Collection[str]) -> None:
    """Raises ChangeUnknown, naming every id that is no change of this comparison."""
    unknown = sorted(set(chosen) - {change.id for change in comparison.changes})
    if unknown:
        raise ChangeUnknown(
            say("The plan has no change {changes}.", changes=in_a_row(unknown)),
            remedy=say("Plan again without a selection and pick from the changes it lists."),
        )


def reduced(comparison: Comparison, chosen: frozenset[str]) -> Blueprint:
    """The design that has only these changes; they must be closed (`closure_of`)."""
    return _Reduction(comparison, chosen).blueprint()


def reduced_bindings(comparison: Comparison) -> Bindings:
    """The comparison's, in which a channel that is to be replaced still stands for its key."""
    back = {Binding(Kind.CHANNEL, key, int(live)) for live, key in comparison.replaced.items()}
    return Bindings(comparison.bindings.entries | back)


class _Reduction:
    def __init__(self, comparison: Comparison, chosen: frozenset[str]) -> None:
        self._comparison = comparison
        self._live = comparison.live
        self._wanted = comparison.wanted
        self._chosen = chosen
        self._back = {
            live: key
            for live, key in comparison.replaced.items()
            if not self._goes(Subject.CHANNEL, live)
        }

    def blueprint(self) -> Blueprint:
        structure = Structure(
            roles=self._roles(),
            channels=self._channels(),
            settings=self._settings(),
            welcome_screen=self._wanted.welcome_screen
            if self._has(Subject.WELCOME_SCREEN, Key("welcome_screen"), ChangeKind.UPDATE)
            else None,
            onboarding=self._wanted.onboarding
            if self._has(Subject.ONBOARDING, Key("onboarding"), ChangeKind.UPDATE)
            else None,
            automod=self._rules(),
        )
        blueprint = self._comparison.blueprint
        return replace(
            blueprint,
            structure=structure,
            unmanaged_roles=self._policy(Subject.ROLE, blueprint.unmanaged_roles),
            unmanaged_channels=self._policy(Subject.CHANNEL, blueprint.unmanaged_channels),
        )

    def _has(self, subject: Subject, key: Key, kind: ChangeKind) -> bool:
        return f"{subject}:{key}:{kind}" in self._chosen

    def _goes(self, subject: Subject, key: Key) -> bool:
        return self._has(subject, key, ChangeKind.DELETE)

    def _policy(self, subject: Subject, policy: Unmanaged) -> Unmanaged:
        """What is not chosen is named in the reduced design, so the policy meets the rest only."""
        used = any(
            change.subject is subject
            and (change.archived or change.kind is ChangeKind.DELETE)
            and change.id in self._chosen
            for change in self._comparison.changes
        )
        return policy if used else Unmanaged.KEEP

    def _roles(self) -> tuple[Role, ...]:
        found: dict[Key, Role] = {}
        for role in self._live.roles:
            archived = (Subject.ROLE, role.key) in self._archived
            if not archived and not self._goes(Subject.ROLE, role.key):
                found[role.key] = self._role(role)
        for role in self._wanted.roles:
            if self._has(Subject.ROLE, role.key, ChangeKind.CREATE):
                found[role.key] = role
        order = _merged_order(
            [role.key for role in self._live.roles],
            [role.key for role in self._wanted.roles],
            found,
            newcomers=found.keys() - self._live.role_by_key.keys(),
            reordered=self._has(Subject.ORDER, ROLE_ORDER, ChangeKind.MOVE),
            group_of=lambda _: None,
        )
        return tuple(found[key] for key in order)

    def _role(self, live: Role) -> Role:
        wanted = self._wanted.role_by_key.get(live.key, live)
        role = live
        if self._has(Subject.ROLE, live.key, ChangeKind.UPDATE):
            role = replace(wanted, permissions=live.permissions)
        if self._has(Subject.ROLE, live.key, ChangeKind.ACCESS):
            role = replace(role, permissions=wanted.permissions)
        return role

    def _channels(self) -> tuple[Channel, ...]:
        found: dict[Key, Channel] = {}
        for channel in self._live.channels:
            archived = (Subject.CHANNEL, channel.key) in self._archived
            if not archived and not self._goes(Subject.CHANNEL, channel.key):
                found[channel.key] = self._channel(channel)
        for channel in self._wanted.channels:
            if self._has(Subject.CHANNEL, channel.key, ChangeKind.CREATE):
                found[channel.key] = channel
        moved = {
            key
            for key, channel in found.items()
            if key not in self._live.channel_by_key
            or sort_group(self._live.channel_by_key[key]) != sort_group(channel)
        }
        order = _merged_order(
            [channel.key for channel in self._live.channels],
            [channel.key for channel in self._wanted.channels],
            found,
            newcomers=moved,
            reordered=self._has(Subject.ORDER, CHANNEL_ORDER, ChangeKind.MOVE),
            group_of=lambda key: sort_group(found[key]),
        )
        return display_order(replace(found[key], key=self._back.get(key, key)) for key in order)

    def _channel(self, live: Channel) -> Channel:
        wanted = self._wanted.channel_by_key.get(live.key, live)
        channel = live
        if self._has(Subject.CHANNEL, live.key, ChangeKind.UPDATE):
            channel = replace(wanted, parent=live.parent, access=live.access)
        if self._has(Subject.CHANNEL, live.key, ChangeKind.MOVE):
            channel = replace(channel, parent=wanted.parent)
        if self._has(Subject.CHANNEL, live.key, ChangeKind.ACCESS):
            channel = replace(channel, access=self._access(live, wanted))
        return channel

    @cached_property
    def _archived(self) -> frozenset[tuple[Subject, Key]]:
        return frozenset(
            (change.subject, change.key)
            for change in self._comparison.changes
            if change.archived and change.id in self._chosen
        )

    def _access(self, live: Channel, wanted: Channel) -> Access:
        """What the design wants, and what doomed roles have that are to stay after all."""
        kept = {
            target: live.access[target]
            for target in self._comparison.doomed_targets & live.access.keys()
            if not self._has(Subject.ROLE, Key(target.partition(":")[2]), ChangeKind.DELETE)
        }
        return MappingProxyType({**wanted.access, **kept}) if kept else wanted.access

    def _settings(self) -> Mapping[str, Setting]:
        for change in self._comparison.changes:
            if change.subject is Subject.SETTINGS and change.id in self._chosen:
                return MappingProxyType({field.field: field.after for field in change.fields})
        return MappingProxyType({})

    def _rules(self) -> tuple[AutomodRule, ...] | None:
        """All rules of ours that stay, so that only a chosen deletion deletes."""
        changed = {c.id: c for c in self._comparison.changes if c.subject is Subject.RULE}
        if self._chosen.isdisjoint(changed):
            return None
        wanted = {rule.key: rule for rule in self._wanted.automod or ()}
        found: list[AutomodRule] = []
        for rule in self._remaining_rules():
            if self._has(Subject.RULE, rule.key, ChangeKind.UPDATE):
                found.append(wanted[rule.key])
            elif not self._goes(Subject.RULE, rule.key):
                found.append(rule)
        created = [
            rule for key, rule in wanted.items() if self._has(Subject.RULE, key, ChangeKind.CREATE)
        ]
        return (*found, *created)

    def _remaining_rules(self) -> list[AutomodRule]:
        """Live rules that the design decides about; those of others stay without being named."""
        comparison = self._comparison
        changed = {c.key for c in comparison.changes if c.subject is Subject.RULE}
        base = replace(comparison.snapshot.structure, roles=(), channels=())
        rules = remaining_rules(
            keyed_by_bindings(base, reduced_bindings(comparison)).automod,
            frozenset(c.key for c in self._live.channels if self._goes(Subject.CHANNEL, c.key)),
            frozenset(r.key for r in self._live.roles if self._goes(Subject.ROLE, r.key)),
        )
        return [
            rule
            for rule in rules
            if rule.key in changed or comparison.bindings.id_of(Kind.RULE, rule.key) is not None
        ]


def _merged_order(
    live: Sequence[Key],
    wanted: Sequence[Key],
    present: Collection[Key],
    *,
    newcomers: Collection[Key],
    reordered: bool,
    group_of: Callable[[Key], Group | None],
) -> list[Key]:
    """The live order with newcomers where the design has them; or the designed one, with what
    the design does not have where it is live."""
    if reordered:
        order = [key for key in wanted if key in present]
        standing = set(order)
        reference, missing = live, [k for k in live if k in present and k not in standing]
    else:
        order = [key for key in live if key in present and key not in newcomers]
        designed = set(wanted)
        reference = wanted
        missing = [key for key in wanted if key in newcomers]
        missing += sorted(key for key in newcomers if key not in designed)
    for key in missing:
        order.insert(_place(key, order, reference, group_of), key)
    return order


def _place(
    key: Key,
    order: Sequence[Key],
    reference: Sequence[Key],
    group_of: Callable[[Key], Group | None],
) -> int:
    """Right behind the nearest one before it in the reference, in its group; else before one."""
    if key not in reference:
        return len(order)
    at = reference.index(key)
    here = {other: place for place, other in enumerate(order)}
    for other in _in_group(reversed(reference[:at]), key, here, group_of):
        return here[other] + 1
    for other in _in_group(reference[at + 1 :], key, here, group_of):
        return here[other]
    return len(order)


def _in_group(
    keys: Iterable[Key],
    key: Key,
    here: Collection[Key],
    group_of: Callable[[Key], Group | None],
) -> Iterable[Key]:
    return (other for other in keys if other in here and group_of(other) == group_of(key))
