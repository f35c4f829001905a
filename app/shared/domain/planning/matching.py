"""Which live thing each key of a design stands for: bound, taken over by name, gone or new.

What comes out are bindings that hold for this very snapshot. A key that stays unbound is created;
a live thing that no key of the design names is unmanaged.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.planning.inner_matching import adopt_inner_parts
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.limits import RULES_BY_TRIGGER

_CONVERTIBLE = frozenset({ChannelType.TEXT, ChannelType.ANNOUNCEMENT})


@dataclass(frozen=True, kw_only=True)
class Matching:
    bindings: Bindings
    adopted: tuple[Binding, ...] = ()
    unseen: frozenset[Key] = frozenset()
    replaced: Mapping[Key, Key] = field(default_factory=dict)
    type_kept: frozenset[Key] = frozenset()
    replaced_rules: frozenset[Key] = frozenset()
    """Live rules (ids as text) that must go since a rule's trigger cannot be changed."""


def match(request: PlanRequest) -> Matching:
    """Decide for every key of the design. An ambiguous name is never taken over."""
    matcher = _Matcher(request)
    matcher.let_go_of_what_is_gone()
    matcher.replace_unconvertible_channels()
    matcher.replace_rules_of_other_triggers()
    if request.adopt:
        matcher.adopt_roles()
        matcher.adopt_channels()
        matcher.adopt_rules()
    adopted = tuple(matcher.adopted)
    bindings = matcher.bindings
    if request.adopt:
        bindings, inner = adopt_inner_parts(request, bindings)
        adopted += inner
    return Matching(
        bindings=bindings,
        adopted=adopted,
        unseen=matcher.unseen,
        replaced=matcher.replaced,
        type_kept=frozenset(matcher.type_kept),
        replaced_rules=frozenset(matcher.replaced_rules),
    )


def must_be_replaced(live: ChannelType, wanted: ChannelType) -> bool:
    """Discord converts only text to announcement and back (resources/channel, modify channel)."""
    return live is not wanted and not {live, wanted} <= _CONVERTIBLE


class _Matcher:
    def __init__(self, request: PlanRequest) -> None:
        self.blueprint: Blueprint = request.blueprint
        self.live = request.snapshot.structure
        self.bindings = request.bindings
        self.adopted: list[Binding] = []
        self.replaced: dict[Key, Key] = {}
        self.type_kept: set[Key] = set()
        self.replaced_rules: set[Key] = set()
        self._hidden = {int(key) for key in request.snapshot.coverage.unseen_channels}
        self.unseen = frozenset(
            channel.key
            for channel in self.blueprint.structure.channels
            if self.bindings.id_of(Kind.CHANNEL, channel.key) in self._hidden
            or (channel.key.isdecimal() and int(channel.key) in self._hidden)
        )

    def let_go_of_what_is_gone(self) -> None:
        known: dict[Kind, set[int]] = {
            Kind.ROLE: {int(r.key) for r in self.live.roles if r.key != EVERYONE},
            Kind.CHANNEL: {int(c.key) for c in self.live.channels} | self._hidden,
        }
        if self.live.automod is not None:
            known[Kind.RULE] = {int(rule.key) for rule in self.live.automod}
        kept = {
            entry
            for entry in self.bindings.entries
            if entry.kind not in known or entry.id in known[entry.kind]
        }
        if len(kept) != len(self.bindings.entries):
            self.bindings = Bindings(frozenset(kept))

    def replace_unconvertible_channels(self) -> None:
        """A channel of another type takes the key; the live one is left to be deleted."""
        for channel in self.blueprint.structure.channels:
            live = self._live_channel(channel.key)
            if live is None or not must_be_replaced(live.type, channel.type):
                continue
            if self.blueprint.ignores(Kind.CHANNEL, channel.key, "type"):
                continue
            if (Kind.CHANNEL, channel.key) in self.blueprint.protected or channel.key == live.key:
                self.type_kept.add(channel.key)
                continue
            self.bindings = self.bindings.unbind(Kind.CHANNEL, channel.key)
            self.replaced[live.key] = channel.key

    def replace_rules_of_other_triggers(self) -> None:
        by_id = {rule.key: rule for rule in self.live.automod or ()}
        for rule in self.blueprint.structure.automod or ():
            live = by_id.get(Key(str(self.bindings.id_of(Kind.RULE, rule.key))))
            if live is not None and live.trigger != rule.trigger:
                self.bindings = self.bindings.unbind(Kind.RULE, rule.key)
                self.replaced_rules.add(live.key)

    def adopt_roles(self) -> None:
        wanted = [
            (role.name, role.key)
            for role in self.blueprint.structure.roles
            if role.key != EVERYONE and self._is_unbound(Kind.ROLE, role.key)
        ]
        if not wanted:
            return
        free = self._free(Kind.ROLE, (role.key for role in self.live.roles))
        live = [(role.name, role.key) for role in self.live.roles if role.key in free]
        self._adopt(Kind.ROLE, _pairs(wanted, live))

    def adopt_channels(self) -> None:
        """By type and name; where that is ambiguous, by the category as well (those come first)."""
        self._adopt_channels(categories=True, with_parent=False)
        self._adopt_channels(categories=False, with_parent=True)
        self._adopt_channels(categories=False, with_parent=False)

    def adopt_rules(self) -> None:
        live = [r for r in self.live.automod or () if r.key not in self.replaced_rules]
        wanted = self.blueprint.structure.automod or ()
        free = self._free(Kind.RULE, (rule.key for rule in live))
        self._adopt(
            Kind.RULE,
            _pairs(
                [(_rule_identity(r), r.key) for r in wanted if self._is_unbound(Kind.RULE, r.key)],
                [(_rule_identity(rule), rule.key) for rule in live if rule.key in free],
            ),
        )

    def _adopt_channels(self, *, categories: bool, with_parent: bool) -> None:
        def identity(channel: Channel, parent: int | Key | None) -> Hashable:
            return (channel.type, channel.name, parent if with_parent else None)

        wanted = [
            (identity(channel, self._parent_id(channel)), channel.key)
            for channel in self.blueprint.structure.channels
            if (channel.type is ChannelType.CATEGORY) is categories
            and channel.key not in self.unseen
            and channel.key not in self.replaced.values()
            and self._is_unbound(Kind.CHANNEL, channel.key)
        ]
        if not wanted:
            return
        free = self._free(Kind.CHANNEL, (channel.key for channel in self.live.channels))
        live = [
            (identity(channel, int(channel.parent) if channel.parent else None), channel.key)
            for channel in self.live.channels
            if channel.key in free and channel.key not in self.replaced
        ]
        self._adopt(Kind.CHANNEL, _pairs(wanted, live))

    def _parent_id(self, channel: Channel) -> int | Key | None:
        if channel.parent is None:
            return None
        bound = self.bindings.id_of(Kind.CHANNEL, channel.parent)
        if bound is None and channel.parent.isdecimal():
            return int(channel.parent)
        return bound or channel.parent

    def _adopt(self, kind: Kind, pairs: Iterable[tuple[Key, Key]]) -> None:
        found = [Binding(kind, key, int(live)) for key, live in pairs]
        if found:
            self.bindings = Bindings(self.bindings.entries | set(found))
            self.adopted += found

    def _free(self, kind: Kind, live: Iterable[Key]) -> set[Key]:
        """The live things that nobody has a claim to."""
        structure = self.blueprint.structure
        named: set[Key] = {
            Kind.ROLE: {role.key for role in structure.roles},
            Kind.CHANNEL: {channel.key for channel in structure.channels},
            Kind.RULE: {rule.key for rule in structure.automod or ()},
        }[kind]
        bound = self.bindings.keys
        return {
            key
            for key in live
            if key != EVERYONE and key not in named and (kind, int(key)) not in bound
        }

    def _is_unbound(self, kind: Kind, key: Key) -> bool:
        if self.bindings.id_of(kind, key) is not None:
            return False
        return not (key.isdecimal() and self._is_live(kind, key))

    def _is_live(self, kind: Kind, key: Key) -> bool:
        if kind is Kind.ROLE:
            return key in self.live.role_by_key
        if kind is Kind.CHANNEL:
            return key in self.live.channel_by_key
        return any(rule.key == key for rule in self.live.automod or ())

    def _live_channel(self, key: Key) -> Channel | None:
        bound = self.bindings.id_of(Kind.CHANNEL, key)
        return self.live.channel_by_key.get(key if bound is None else Key(str(bound)))


def _rule_identity(rule: AutomodRule) -> Hashable:
    """Where Discord allows just one rule of a trigger, there is no second to mistake it for."""
    only_one = RULES_BY_TRIGGER.get(rule.trigger) == 1
    return (rule.trigger, None if only_one else rule.name)


def _pairs(
    wanted: Iterable[tuple[Hashable, Key]], live: Iterable[tuple[Hashable, Key]]
) -> Iterator[tuple[Key, Key]]:
    """The pairs of equal identity, where each side has just one of it."""
    asking: defaultdict[Hashable, list[Key]] = defaultdict(list)
    offered: defaultdict[Hashable, list[Key]] = defaultdict(list)
    for identity, key in wanted:
        asking[identity].append(key)
    for identity, key in live:
        offered[identity].append(key)
    for identity, keys in asking.items():
        if len(keys) == 1 and len(offered[identity]) == 1:
            yield keys[0], offered[identity][0]
