"""What stands between a person and each change of a plan.

The same rules judge the bot (would Discord refuse it?) and the person who asked (rule 8: nobody
gets through the bot what they could not do themselves). Source: the table of endpoints and the
permissions they need in Discord's docs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.shared.domain.permissions.bits import (
    ADMINISTRATOR,
    BY_NAME,
    MANAGE_CHANNELS,
    MANAGE_GUILD,
    MANAGE_ROLES,
    VIEW_CHANNEL,
)
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.planning.channel_differences import differing_targets
from app.shared.domain.planning.judging.rights import Rights
from app.shared.domain.structure.channels import NO_ACCESS, Access, Overwrite
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Structure

_MODERATE = BY_NAME["MODERATE_MEMBERS"].value
_TIME_OUT = 3
_NOTHING = Overwrite()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Why one change cannot be made by somebody.

    `bits` are permissions that are missing (in `channel`, if one is named) or that must be held
    to hand them out; `role` is a role that does not stand below theirs, and `placed` one that the
    change would put above it.
    """

    change: str
    bits: int = 0
    handing_out: bool = False
    channel: Key | None = None
    role: Key | None = None
    placed: Key | None = None


class Judge:
    """Holds changes from a live structure to a wanted one against one person's rights."""

    def __init__(self, rights: Rights, live: Structure, wanted: Structure) -> None:
        self._rights = rights
        self._live = live
        self._wanted = wanted

    def lacks(self, change: Change) -> Iterator[Lack]:
        """Everything that stands between the person and this change."""
        match change.subject:
            case Subject.ROLE:
                yield from self._role(change)
            case Subject.CHANNEL if change.kind is ChangeKind.CREATE:
                yield from self._new_channel(change)
            case Subject.CHANNEL:
                yield from self._channel(change)
            case Subject.ORDER:
                yield from self._order(change)
            case _:
                yield from self._in_guild(change, self._needed_for_part(change))

    def _in_guild(self, change: Change, needed: int) -> Iterator[Lack]:
        if missing := self._rights.lacks_in_guild(needed):
            yield Lack(change=change.id, bits=missing)

    def _role(self, change: Change) -> Iterator[Lack]:
        yield from self._in_guild(change, MANAGE_ROLES)
        old = self._live.role_by_key.get(change.key)
        new = self._wanted.role_by_key.get(change.key)
        if old is not None and not self._rights.may_touch(change.key):
            yield Lack(change=change.id, role=change.key)
        if new is not None and old is None:
            yield from self._placed(change)
        if new is not None and change.kind in {ChangeKind.CREATE, ChangeKind.ACCESS}:
            added = new.permissions & ~(old.permissions if old else 0)
            if missing := self._rights.lacks_in_guild(added):
                yield Lack(change=change.id, bits=missing, handing_out=True)

    def _placed(self, change: Change) -> Iterator[Lack]:
        """A new role may not come to stand above, or in the place of, what cannot be moved."""
        fixed = self._rights.stands_above()
        order = [role.key for role in self._wanted.roles]
        below = order[order.index(change.key) + 1 :]
        if passed := next((key for key in below if key in fixed), None):
            yield Lack(change=change.id, role=passed, placed=change.key)

    def _new_channel(self, change: Change) -> Iterator[Lack]:
        yield from self._in_guild(change, MANAGE_CHANNELS)
        if self._rights.is_admin:
            return
        new = self._wanted.channel_by_key[change.key]
        if missing := self._rights.cannot_hand_out_on_creation(_spoken(NO_ACCESS, new.access)):
            yield Lack(change=change.id, bits=missing, handing_out=True, channel=change.key)

    def _channel(self, change: Change) -> Iterator[Lack]:
        needed = MANAGE_CHANNELS | VIEW_CHANNEL
        if change.kind is ChangeKind.ACCESS:
            needed |= MANAGE_ROLES
        if missing := self._rights.lacks_in(change.key, needed):
            yield Lack(change=change.id, bits=missing, channel=change.key)
        new = self._wanted.channel_by_key.get(change.key)
        old = self._live.channel_by_key.get(change.key)
        if old is None or new is None:
            return
        if change.kind is ChangeKind.ACCESS and not self._rights.is_admin:
            spoken = _spoken(old.access, new.access)
            if missing := self._rights.cannot_hand_out(spoken, change.key, old.parent):
                yield Lack(change=change.id, bits=missing, handing_out=True, channel=change.key)
        if change.kind is ChangeKind.MOVE and new.parent is not None:
            missing = self._rights.lacks_in(new.parent, MANAGE_CHANNELS)
            if missing:
                yield Lack(change=change.id, bits=missing, channel=new.parent)

    def _order(self, change: Change) -> Iterator[Lack]:
        if change.key != "roles":
            yield from self._in_guild(change, MANAGE_CHANNELS)
            return
        yield from self._in_guild(change, MANAGE_ROLES)
        fixed = self._rights.stands_above()
        before = [role.key for role in self._live.roles if role.key in self._wanted.role_by_key]
        after = [role.key for role in self._wanted.roles if role.key in self._live.role_by_key]
        for old, new in zip(before, after, strict=True):
            if old in fixed and old != new:
                yield Lack(change=change.id, role=old)

    def _needed_for_part(self, change: Change) -> int:
        if change.subject is Subject.SETTINGS:
            community = any(field.field == "community" for field in change.fields)
            return MANAGE_GUILD | (ADMINISTRATOR if community else 0)
        if change.subject is Subject.ONBOARDING:
            return MANAGE_GUILD | MANAGE_ROLES
        rules = [rule for rule in self._wanted.automod or () if rule.key == change.key]
        times_out = any(action.type == _TIME_OUT for rule in rules for action in rule.actions)
        return MANAGE_GUILD | (_MODERATE if times_out else 0)


def _spoken(old: Access, new: Access) -> int:
    """The bits whose word changes in some overwrite."""
    bits = 0
    for target in differing_targets(old, new):
        before, after = old.get(target, _NOTHING), new.get(target, _NOTHING)
        bits |= (before.allow ^ after.allow) | (before.deny ^ after.deny)
    return bits
