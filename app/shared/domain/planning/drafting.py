"""What the writing of every kind of step shares: one comparison and one agenda."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from app.shared.domain.planning.access_effects import AccessEffect, RoleEffect
from app.shared.domain.planning.agenda import Agenda, Phase, Task
from app.shared.domain.planning.bodies import Bodies
from app.shared.domain.planning.changes import ChangeKind, Subject
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.structure.channels import Access, Channel, ChannelType
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    Target,
    member_target,
    role_target,
)


@dataclass
class Draft:
    """The tasks so far, found again by what they are about."""

    comparison: Comparison
    agenda: Agenda = field(default_factory=Agenda)
    new_roles: dict[Key, Task] = field(default_factory=dict)
    new_channels: dict[Key, Task] = field(default_factory=dict)
    channel_edits: dict[Key, Task] = field(default_factory=dict)
    settings: Task | None = None
    role_writes: dict[Key, tuple[Task, RoleEffect]] = field(default_factory=dict)
    """Writes to the permissions of roles that have members."""
    access_writes: dict[Key, tuple[Task, AccessEffect]] = field(default_factory=dict)
    """Writes to the overwrites of channels that exist."""
    finals: dict[Key, Access] = field(default_factory=dict)
    """The overwrites that a write leads to, where they are not those of the wanted channel."""
    hidden: dict[Key, Task] = field(default_factory=dict)
    """Doomed channels that are hidden before they are deleted."""

    @cached_property
    def bodies(self) -> Bodies:
        return Bodies(self.comparison)

    @cached_property
    def bot(self) -> Target:
        return member_target(self.comparison.snapshot.bot.user_id)

    @cached_property
    def everyone_always(self) -> int:
        """What @everyone may do both before and after."""
        before, after = self.comparison.live.role_by_key, self.comparison.wanted.role_by_key
        return before[EVERYONE].permissions & after[EVERYONE].permissions

    @cached_property
    def unconcerned(self) -> frozenset[Target]:
        """Overwrites that touch nobody: the bot's own, and those of roles without members."""
        new = (role_target(role.key) for role in self.comparison.new_roles)
        return frozenset([self.bot, *new])

    @cached_property
    def _changes(self) -> dict[tuple[Subject, Key], list[tuple[ChangeKind, str]]]:
        found: defaultdict[tuple[Subject, Key], list[tuple[ChangeKind, str]]] = defaultdict(list)
        for change in self.comparison.changes:
            found[change.subject, change.key].append((change.kind, change.id))
        return dict(found)

    def changes(self, subject: Subject, key: Key) -> tuple[str, ...]:
        """The ids of the changes about one thing."""
        return tuple(id_ for _, id_ in self._changes.get((subject, key), ()))

    def moves(self, key: Key) -> tuple[str, ...]:
        """The ids of the changes by which one channel comes to be elsewhere."""
        found = self._changes.get((Subject.CHANNEL, key), ())
        return tuple(id_ for kind, id_ in found if kind is ChangeKind.MOVE)

    @cached_property
    def places(self) -> dict[Key, int]:
        """Where each channel will be (or is now, for one that goes) in the list."""
        keys = [channel.key for channel in self.comparison.wanted.channels]
        keys += [channel.key for channel in self.comparison.doomed_channels]
        return {key: place for place, key in enumerate(keys)}

    def phase_of(self, channel: Channel) -> Phase:
        return Phase.CATEGORIES if channel.type is ChannelType.CATEGORY else Phase.CHANNELS

    def makers_of_roles(self, access: Access) -> list[Task]:
        """The tasks that make roles which these overwrites name."""
        if not self.new_roles:
            return []
        new = self._new_role_targets
        return [self.new_roles[new[target]] for target in access if target in new]

    @cached_property
    def _new_role_targets(self) -> dict[Target, Key]:
        return {role_target(role.key): role.key for role in self.comparison.new_roles}
