"""The live guild and the wanted one side by side, complete and in the same keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.channel_differences import (
    DifferencesOnce,
    Differing,
    differing_fields,
    gone_roles,
)
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import ChannelFacts, RoleFacts, Snapshot
from app.shared.domain.structure.structure import Structure


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two whole structures; everything after this reads them and never the blueprint's gaps.

    `wanted` is the design completed by what it leaves alone: kept things stand where they are,
    archived ones stand in the archive, deleted ones are absent, ignored fields and parts that
    are not spoken about have their live value. Channels the bot cannot see are in neither.
    """

    live: Structure
    wanted: Structure
    blueprint: Blueprint
    snapshot: Snapshot
    bindings: Bindings
    """The bindings the plan is written against: adoptions made, bindings to gone things dropped."""
    changes: tuple[Change, ...]
    now: datetime
    adopted: tuple[Binding, ...] = ()
    """Live things that were bound to no key and are taken over by name."""
    unseen: frozenset[Key] = frozenset()
    """Keys of the design whose channel exists and is hidden from the bot: left as they are."""
    replaced: Mapping[Key, Key] = field(default_factory=dict)
    """Channels that must be deleted and made anew since their type cannot be changed:
    the live channel's id as text → the key that its successor takes."""
    type_kept: frozenset[Key] = frozenset()
    """Protected channels that keep a type the design does not want."""
    kept_for_coverage: frozenset[Key] = frozenset()
    """Categories that would go, and stay since channels we cannot see may be in them."""

    differing_targets: Differing = field(default_factory=DifferencesOnce, compare=False)
    bot_top: Key | None = None
    """The bot's highest role, above which it can do nothing; None where nothing binds it."""

    def id_of(self, kind: Kind, key: Key) -> int | None:
        """The Discord id behind a key; None for what is still to be created."""
        if kind is Kind.ROLE and key == EVERYONE:
            return self.snapshot.guild_id
        bound = self.bindings.id_of(kind, key)
        if bound is not None:
            return bound
        known = self._live_keys.get(kind, frozenset())
        return int(key) if key.isdecimal() and key in known else None

    def role_facts(self, key: Key) -> RoleFacts | None:
        """None for a role that is still to be created."""
        live_id = self.id_of(Kind.ROLE, key)
        return self.snapshot.role_facts.get(Key(str(live_id)))

    def channel_facts(self, key: Key) -> ChannelFacts | None:
        """None for a channel that is still to be created."""
        live_id = self.id_of(Kind.CHANNEL, key)
        return self.snapshot.channel_facts.get(Key(str(live_id)))

    @cached_property
    def _live_keys(self) -> Mapping[Kind, frozenset[Key]]:
        return {
            Kind.ROLE: frozenset(self.live.role_by_key),
            Kind.CHANNEL: frozenset(self.live.channel_by_key),
            Kind.RULE: frozenset(rule.key for rule in self.live.automod or ()),
        }

    @cached_property
    def doomed_targets(self) -> frozenset[Target]:
        """The roles that go, as targets of overwrites."""
        return gone_roles(self.live, self.wanted)

    def differing(self, before: Channel, after: Channel) -> tuple[str, ...]:
        """The fields that must be written; what goes with a doomed role needs no write."""
        return differing_fields(before, after, self.doomed_targets)

    def to_write(self, before: Channel, after: Channel) -> tuple[str, ...]:
        """The differing fields that a call of the channel's own must carry.

        A channel whose category is deleted falls to the top by that (resources/channel, delete
        channel).
        """
        names = self.differing(before, after)
        falls = after.parent is None and before.parent in self._doomed_keys
        return tuple(name for name in names if name != "parent") if falls else names

    @cached_property
    def _doomed_keys(self) -> frozenset[Key]:
        return frozenset(channel.key for channel in self.doomed_channels)

    @cached_property
    def new_roles(self) -> tuple[Role, ...]:
        known = self.live.role_by_key
        return tuple(role for role in self.wanted.roles if role.key not in known)

    @cached_property
    def doomed_roles(self) -> tuple[Role, ...]:
        kept = self.wanted.role_by_key
        return tuple(role for role in self.live.roles if role.key not in kept)

    @cached_property
    def new_channels(self) -> tuple[Channel, ...]:
        known = self.live.channel_by_key
        return tuple(channel for channel in self.wanted.channels if channel.key not in known)

    @cached_property
    def doomed_channels(self) -> tuple[Channel, ...]:
        kept = self.wanted.channel_by_key
        return tuple(channel for channel in self.live.channels if channel.key not in kept)
