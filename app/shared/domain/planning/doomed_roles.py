"""Roles that go at the end: what they mean until then, together with what others are given."""

from types import MappingProxyType

from app.shared.domain.language.saying import to_say
from app.shared.domain.permissions.bits import ADMINISTRATOR
from app.shared.domain.planning.access_effects import (
    IN_CHANNELS,
    access_effect,
    by_roles,
    linked,
    role_effect,
)
from app.shared.domain.planning.agenda import Call, Task
from app.shared.domain.planning.changes import Subject
from app.shared.domain.planning.channel_steps import written_access
from app.shared.domain.planning.cycles import cycles
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.role_steps import strip_role
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import Key, Target, role_target
from app.shared.domain.structure.roles import Role


def make_doomed_roles_harmless(draft: Draft, deletes: dict[Key, Task]) -> None:
    """Strip the roles that need it, and delete those that deny something after the others."""
    doomed = draft.comparison.doomed_roles
    if not doomed:
        return
    given = _Given(draft)
    for place, role in enumerate(doomed):
        if given.meets(role, draft.everyone_always):
            strip_role(draft, role, place)
    _disallow_in_channels(draft, given.by_roles)
    _order_deletes(draft, deletes)


class _Given:
    """All that is given before the deletes."""

    def __init__(self, draft: Draft) -> None:
        self.by_roles = 0
        for _, effect in draft.role_writes.values():
            self.by_roles |= effect.gained
        self._channels = [effect for _, effect in draft.access_writes.values() if effect.gives]
        wanted = draft.comparison.wanted.channel_by_key
        created = [wanted[key] for key in draft.new_channels]
        self._created = [
            by_roles(channel.access)
            for channel in created
            if channel.type is not ChannelType.CATEGORY
        ]

    def meets(self, role: Role, always: int) -> bool:
        """Whether members of a doomed role could use its permissions with something given."""
        if role.permissions & ADMINISTRATOR:
            return bool(self._created)
        lost = role_effect(role.permissions, 0, always).lost
        return bool(
            lost & linked(self.by_roles)
            or any(lost & counting for counting in self._created)
            or any(lost & effect.must_follow for effect in self._channels)
        )


def _disallow_in_channels(draft: Draft, given_by_roles: int) -> None:
    """Take what overwrites allow doomed roles, where roles are given something that meets it.

    Channels whose overwrites are written anyway drop it by that.
    """
    if not given_by_roles:
        return
    for channel in _untouched(draft):
        allowed = 0
        for target in draft.comparison.doomed_targets & channel.access.keys():
            allowed |= channel.access[target].allow
        if allowed & linked(given_by_roles & by_roles(channel.access)):
            _disallow(draft, channel)


def _untouched(draft: Draft) -> list[Channel]:
    """Channels that stay, and whose overwrites nothing writes."""
    wanted = draft.comparison.wanted.channel_by_key
    return [
        channel
        for channel in draft.comparison.live.channels
        if channel.key in wanted
        and channel.key not in draft.access_writes
        and channel.type is not ChannelType.CATEGORY
    ]


def _disallow(draft: Draft, channel: Channel) -> None:
    doomed = draft.comparison.doomed_targets
    kept: dict[Target, Overwrite] = {}
    for target, overwrite in channel.access.items():
        if target not in doomed:
            kept[target] = overwrite
        elif overwrite.deny:
            kept[target] = Overwrite(0, overwrite.deny)
    access = MappingProxyType(kept)
    call = Call(
        action=Action.EDIT_CHANNEL,
        key=channel.key,
        name=channel.name,
        verb=to_say("take what a role is allowed here before the role is deleted"),
        body=draft.bodies.channel(channel, ("access",), access),
        changes=tuple(
            id_
            for target in sorted(doomed & channel.access.keys())
            for id_ in draft.changes(Subject.ROLE, Key(target.partition(":")[2]))
        ),
        extra=to_say(
            "Deletes come last; until then the role's members would have what it is allowed "
            "here together with what others are given."
        ),
    )
    task = draft.agenda.add(
        Task(phase=draft.phase_of(channel), place=draft.places[channel.key], first=[call])
    )
    effect = access_effect(channel.access, access, draft.unconcerned)
    draft.access_writes[channel.key] = (task, effect)
    draft.finals[channel.key] = access


def _order_deletes(draft: Draft, deletes: dict[Key, Task]) -> None:
    """With a role goes what it was denied, so others must have lost what that would uncover.

    Where two roles would each have to go before the other, both are stripped of everything first.
    """
    doomed = list(draft.comparison.doomed_roles)
    held = _held_until_the_end(draft)
    lifted = {role.key: held[role.key].deny & IN_CHANNELS for role in doomed}
    taken = {role.key: _takes(draft, role, held[role.key].allow) for role in doomed}
    pairs = _pairs(doomed, lifted, taken)
    index = {role.key: place for place, role in enumerate(doomed)}
    successors: list[list[int]] = [[] for _ in doomed]
    for earlier, later in pairs:
        successors[index[earlier]].append(index[later])
    for part in cycles(successors):
        for place in part:
            role = doomed[place]
            if role.key not in draft.role_writes:
                strip_role(draft, role, place)
            taken[role.key] = 0
        _disallow_everywhere(draft, {role_target(doomed[place].key) for place in part})
    for earlier, later in _pairs(doomed, lifted, taken):
        draft.agenda.order(deletes[earlier], deletes[later])


def _pairs(
    doomed: list[Role], lifted: dict[Key, int], taken: dict[Key, int]
) -> list[tuple[Key, Key]]:
    return [
        (earlier.key, later.key)
        for later in doomed
        if (uncovered := lifted[later.key])
        for earlier in doomed
        if earlier is not later and taken[earlier.key] & (linked(uncovered) | uncovered)
    ]


def _takes(draft: Draft, role: Role, allowed: int) -> int:
    """What its members lose by its deletion alone."""
    allowed &= IN_CHANNELS
    if role.key in draft.role_writes:
        return allowed
    return allowed | role_effect(role.permissions, 0, draft.everyone_always).lost


def _held_until_the_end(draft: Draft) -> dict[Key, Overwrite]:
    """By doomed role, everything that overwrites in channels that stay allow and deny it."""
    targets = {role_target(role.key): role.key for role in draft.comparison.doomed_roles}
    held = dict.fromkeys(targets.values(), Overwrite())
    for channel in draft.comparison.wanted.channels:
        if channel.type is ChannelType.CATEGORY:
            continue
        access = draft.finals.get(channel.key) or written_access(draft, channel)
        for target in targets.keys() & access.keys():
            before, here = held[targets[target]], access[target]
            held[targets[target]] = Overwrite(before.allow | here.allow, before.deny | here.deny)
    return held


def _disallow_everywhere(draft: Draft, targets: set[Target]) -> None:
    for channel in _untouched(draft):
        if any(channel.access[target].allow for target in targets & channel.access.keys()):
            _disallow(draft, channel)
