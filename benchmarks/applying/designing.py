"""An imported design, and hands to change it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint, Unmanaged
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    Target,
    member_target,
    role_target,
)
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure

VIEW = 1 << 10
SEND = 1 << 11
HISTORY = 1 << 16


@dataclass(slots=True)
class Design:
    """Lists that are changed in place; names are keys. What is not listed is deleted, unless
    `unmanaged` says otherwise."""

    base: Blueprint
    bot_id: int = 0
    roles: list[Role] = field(init=False)
    channels: list[Channel] = field(init=False)
    parts: dict[str, Any] = field(default_factory=dict)
    unmanaged: Unmanaged = Unmanaged.DELETE
    beside: list[Channel] = field(default_factory=list)
    """Channels that shall be there in the end although the design does not name them."""

    def __post_init__(self) -> None:
        self.roles = list(self.base.structure.roles)
        self.channels = list(self.base.structure.channels)

    @property
    def structure(self) -> Structure:
        return replace(
            self.base.structure,
            roles=tuple(self.roles),
            channels=display_order(self.channels),
            **self.parts,
        )

    @property
    def blueprint(self) -> Blueprint:
        return replace(
            self.base,
            structure=self.structure,
            unmanaged_roles=Unmanaged.DELETE,
            unmanaged_channels=self.unmanaged,
        )

    @property
    def in_the_end(self) -> Structure:
        whole = display_order([*self.channels, *self.beside])
        return replace(self.structure, channels=whole)

    def role(self, name: str) -> Role:
        return next(role for role in self.roles if role.key == name)

    def channel(self, name: str) -> Channel:
        return next(channel for channel in self.channels if channel.key == name)

    def inside(self, parent: str, *types: ChannelType) -> list[str]:
        return [
            channel.key
            for channel in self.channels
            if channel.parent == parent and (not types or channel.type in types)
        ]

    def edit_role(self, key: str, /, **fields: Any) -> None:
        self.roles = [replace(r, **fields) if r.key == key else r for r in self.roles]

    def edit(self, key: str, /, **fields: Any) -> None:
        self.channels = [replace(c, **fields) if c.key == key else c for c in self.channels]

    def each(self, names: Iterable[str], change: Callable[[Channel], Mapping[str, Any]]) -> None:
        for name in list(names):
            self.edit(name, **change(self.channel(name)))

    def drop(self, *names: str) -> None:
        self.roles = [role for role in self.roles if role.key not in names]
        gone = {role_target(Key(name)) for name in names}
        self.channels = [
            replace(one, access={t: o for t, o in one.access.items() if t not in gone})
            for one in self.channels
            if one.key not in names
        ]

    def add_role(self, name: str, at: int | None = None, **fields: Any) -> None:
        """Above @everyone, or at this place from the top."""
        place = len(self.roles) - 1 if at is None else at
        self.roles.insert(place, Role(key=Key(name), name=name, **fields))

    def add(
        self,
        name: str,
        type: ChannelType = ChannelType.TEXT,
        parent: str | None = None,
        before: str | None = None,
        **fields: Any,
    ) -> None:
        """At the end, or before another one."""
        key = None if parent is None else Key(parent)
        made = Channel(key=Key(name), type=type, name=name, parent=key, **fields)
        self.channels.insert(self._index(before), made)

    def add_beside(
        self, name: str, key: Key, type: ChannelType, access: Mapping[Target, Overwrite]
    ) -> None:
        self.beside.append(Channel(key=key, type=type, name=name, access=access))

    @property
    def bots_own(self) -> Mapping[Target, Overwrite]:
        """That the bot may see a channel."""
        return {member_target(self.bot_id): Overwrite(VIEW, 0)}

    def place(self, name: str, before: str | None) -> None:
        """Before another one, or at the end."""
        moved = self.channel(name)
        self.channels.remove(moved)
        self.channels.insert(self._index(before), moved)

    def reverse(self, names: Iterable[str]) -> None:
        """These change places among themselves."""
        chosen = set(names)
        reversed_ = iter([c for c in reversed(self.channels) if c.key in chosen])
        self.channels = [next(reversed_) if c.key in chosen else c for c in self.channels]

    def reverse_roles(self) -> None:
        self.roles = [*reversed(self.roles[:-1]), self.roles[-1]]

    def _index(self, before: str | None) -> int:
        keys: list[str] = [channel.key for channel in self.channels]
        return len(keys) if before is None else keys.index(before)


def private_to(*roles: str) -> Mapping[Target, Overwrite]:
    allowed = {role_target(Key(name)): Overwrite(VIEW, 0) for name in roles}
    return MappingProxyType({role_target(EVERYONE): Overwrite(0, VIEW), **allowed})


def also(channel: Channel, role: str, allow: int, deny: int = 0) -> Mapping[str, Any]:
    """The channel's overwrites with one more, or with this one otherwise."""
    return {
        "access": MappingProxyType(
            {**channel.access, role_target(Key(role)): Overwrite(allow, deny)}
        )
    }
