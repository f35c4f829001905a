"""The least number of writes between a guild and a design, by an argument of its own.

It reads Discord's objects and the design in Discord's words, knows nothing of plans, and counts
what nobody could save:

- **Each thing that is made or deleted is one call.** Nothing makes or deletes two.
- **Each thing that differs is one call.** PATCH carries every field of one role, channel or rule,
  parent and overwrites included, and no call carries fields of two. Free of charge are the parent
  of a channel whose category is deleted (it falls to the top), overwrites of a role that is
  deleted, pointers to a deleted channel, and overwrites of a channel that has the same as its
  category and shall get the same as its category gets: it follows.
- **Settings, welcome screen and onboarding are one call each.**
- **The order of channels is one call or none.** None, where numbers can be found that sort every
  group as wanted while everything keeps its number that no creation and no edit brings a new one
  for (`position` in an edit is ignored beside `parent_id`, so what moves keeps its number; so does
  what merely follows its category). The one call takes any numbers, and one channel may change its
  category in it: where a channel is to be moved and nothing else, that saves its own call.
- **The order of roles is one call or none**, see `roles_fall_into_place`.

The argument is about calls that bring each thing straight to where it shall be: it knows no detours
over values that nobody wants (such as moving a category's overwrites to and fro so that its
channels follow). What a call does beside is not counted either: that a channel which shall keep its
overwrites must be kept from following its category is no part of the least number. Nor are two
fields of bulk calls: `lock_permissions` copies overwrites that nobody has reviewed, and `flags` is
in one of Discord's two descriptions only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.applying.differing import (
    ACCESS,
    PARENT,
    access_of,
    field_keys,
    group_of,
    onboarding_differs,
    role_keys,
    rule_differs,
    settings_differ,
    welcome_differs,
)
from benchmarks.applying.orders import Place, numbers_for, roles_fall_into_place
from benchmarks.applying.raw import Raw, Thing


@dataclass(frozen=True, slots=True)
class Least:
    made: int
    deleted: int
    edited: int
    parts: int
    """Settings, welcome screen and onboarding."""
    order: int

    @property
    def writes(self) -> int:
        return self.made + self.deleted + self.edited + self.parts + self.order


def least(before: Raw, after: Raw) -> Least:
    made, deleted = _made_and_deleted(before, after)
    channels = ChannelsThatStay(before, after)
    roles = list(_edited_roles(before, after))
    rules = list(_edited_rules(before, after))
    return Least(
        made=made,
        deleted=deleted,
        edited=len(channels.edits) + len(roles) + len(rules),
        parts=settings_differ(before, after)
        + welcome_differs(before, after)
        + onboarding_differs(before, after),
        order=channels.order_is_a_call + role_order_is_a_call(before, after),
    )


def _made_and_deleted(before: Raw, after: Raw) -> tuple[int, int]:
    made = deleted = 0
    managed = {role["id"] for role in before.roles if role["managed"]}
    for old, new in (
        (before.roles, after.roles),
        (before.channels, after.channels),
        (before.rules or (), after.rules),
    ):
        if new is None:
            continue
        wanted = {thing["id"] for thing in new}
        standing = {thing["id"] for thing in old} - managed
        made += len(wanted - standing)
        deleted += len(standing - wanted)
    return made, deleted


def _edited_roles(before: Raw, after: Raw) -> Iterator[str]:
    standing = {role["id"]: role for role in before.roles}
    for role in after.roles:
        old = standing.get(role["id"])
        everyone = role["id"] == before.guild["id"]
        if old is not None and role_keys(old, role, everyone=everyone):
            yield role["id"]


def _edited_rules(before: Raw, after: Raw) -> Iterator[str]:
    standing = {rule["id"]: rule for rule in before.rules or ()}
    for rule in after.rules or ():
        if rule["id"] in standing and rule_differs(standing[rule["id"]], rule):
            yield rule["id"]


def role_order_is_a_call(before: Raw, after: Raw) -> int:
    """Managed roles stay where they are, above whatever is ours in every guild that is measured."""
    wanted = [role["id"] for role in after.roles if role["id"] != before.guild["id"]]
    standing = {role["id"]: role for role in before.roles}
    kept = [(standing[id_]["position"], int(id_)) for id_ in wanted if id_ in standing]
    return not roles_fall_into_place(kept, [int(i) if i in standing else None for i in wanted])


class ChannelsThatStay:
    """What must be called for, of the channels that are there and shall be, and of their order."""

    def __init__(self, before: Raw, after: Raw) -> None:
        self._old = {channel["id"]: channel for channel in before.channels}
        self._new = {channel["id"]: channel for channel in after.channels}
        managed = {role["id"] for role in before.roles if role["managed"]}
        self._roles = {role["id"] for role in after.roles} | managed
        differing = {id_: self._differing(id_) for id_ in self._new if id_ in self._old}
        self.edits = {
            id_: keys for id_, keys in differing.items() if keys and not self._follows(id_, keys)
        }
        """By id, the fields that its own call must carry."""

    @property
    def order_is_a_call(self) -> int:
        """Beyond the calls for moves, one of which it may save."""
        return not self.fall_into_place and {PARENT} not in self.edits.values()

    @property
    def fall_into_place(self) -> bool:
        groups: dict[tuple[str | None, str], list[Place]] = {}
        for channel in self._new.values():
            groups.setdefault(group_of(channel), []).append(self._place(channel["id"]))
        return all(numbers_for(group) is not None for group in groups.values())

    def _place(self, id_: str) -> Place:
        old = self._old.get(id_)
        if old is None:
            return Place(id=None, number=None)
        edit = self.edits.get(id_)
        takes_a_number = edit is not None and PARENT not in edit
        return Place(id=int(id_), number=None if takes_a_number else old["position"])

    def _differing(self, id_: str) -> set[str]:
        old, new = self._old[id_], self._new[id_]
        found = field_keys(old, new)
        falls = old[PARENT] not in self._new and new[PARENT] is None
        if old[PARENT] != new[PARENT] and not falls:
            found.add(PARENT)
        if self._access(old) != access_of(new):
            found.add(ACCESS)
        return found

    def _access(self, channel: Thing) -> set[tuple[Any, ...]]:
        """Without what goes together with its role."""
        return {one for one in access_of(channel) if one[1] or one[0] in self._roles}

    def _follows(self, id_: str, keys: set[str]) -> bool:
        """Whether the change of its category's overwrites does all there is to do."""
        parent = self._new[id_][PARENT]
        if keys != {ACCESS} or parent not in self._old:
            return False
        old, new = self._old[parent], self._new[parent]
        return (
            ACCESS in self._differing(parent)
            and access_of(self._old[id_]) == access_of(old)
            and access_of(self._new[id_]) == access_of(new)
        )


def what_is_left(before: Raw, after: Raw) -> str:
    """For people who look for a fault: what is not as it is wanted."""
    channels = ChannelsThatStay(before, after)
    found = [
        *(f"role {id_}" for id_ in _edited_roles(before, after)),
        *(f"channel {id_}: {', '.join(sorted(keys))}" for id_, keys in channels.edits.items()),
        *(f"rule {id_}" for id_ in _edited_rules(before, after)),
        *(["order of the channels"] if not channels.fall_into_place else []),
    ]
    return f"{least(before, after)} {'; '.join(found)}"
