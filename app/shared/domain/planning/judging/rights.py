"""What one person may do in a guild as it is now.

Sources: topics/permissions, "Permission Hierarchy"; the permission notes of resources/guild,
"Create Guild Channel", and of resources/channel, "Modify Channel".
"""

from app.shared.domain.permissions.bits import ADMINISTRATOR, MANAGE_ROLES
from app.shared.domain.permissions.effective import (
    Person,
    channel_permissions,
    guild_permissions,
    usable_permissions,
)
from app.shared.domain.structure.channels import Access
from app.shared.domain.structure.identifiers import Key, member_target, role_target
from app.shared.domain.structure.structure import Structure


class Rights:
    """One person's rights in a guild as it is now."""

    def __init__(self, live: Structure, person: Person) -> None:
        self._live = live
        self._person = person
        self._held = guild_permissions(live, person)
        self._places = {role.key: place for place, role in enumerate(live.roles)}
        own = [self._places[key] for key in person.roles if key in self._places]
        self._top = -1 if person.owner else min(own, default=len(self._places) - 1)

    @property
    def is_admin(self) -> bool:
        return self._person.owner or bool(self._held & ADMINISTRATOR)

    def may_touch(self, role: Key) -> bool:
        """Whether the role stands below the person's highest. A role yet to be made does."""
        return self._places.get(role, len(self._places)) > self._top

    def stands_above(self) -> frozenset[Key]:
        """The roles at or above the person's highest, which they cannot move."""
        return frozenset(key for key, place in self._places.items() if place <= self._top)

    def lacks_in_guild(self, bits: int) -> int:
        return 0 if self.is_admin else bits & ~self._held

    def lacks_in(self, channel: Key, bits: int) -> int:
        """What is missing of `bits` in a live channel; without View, everything is."""
        found = self._live.channel_by_key.get(channel)
        if self.is_admin or found is None:
            return self.lacks_in_guild(bits)
        return bits & ~usable_permissions(self._live, self._person, found)

    def cannot_hand_out(self, bits: int, channel: Key, parent: Key | None) -> int:
        """Bits that an overwrite in a live channel may not allow or deny: those held neither in
        the guild nor in the channel or its category, unless an overwrite there gives Manage Roles.
        """
        if self.is_admin:
            return 0
        held = self._held
        for key in (channel, parent):
            found = self._live.channel_by_key.get(key) if key else None
            if found is None:
                continue
            held |= channel_permissions(self._live, self._person, found)
            if key == channel and self._given_here(found.access) & MANAGE_ROLES:
                return 0
        return bits & ~held

    def cannot_hand_out_on_creation(self, bits: int) -> int:
        """Creation knows only what is held in the guild, and Manage Roles is for administrators."""
        return 0 if self.is_admin else bits & (~self._held | MANAGE_ROLES)

    def _given_here(self, access: Access) -> int:
        targets = {role_target(key) for key in self._person.roles}
        if self._person.user_id is not None:
            targets.add(member_target(self._person.user_id))
        bits = 0
        for target in targets & access.keys():
            bits |= access[target].allow
        return bits
