"""Roles and channels as a simulated guild keeps them, and how Discord's client shows channels."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import Key, Target
from app.shared.domain.structure.roles import Role

COMMUNITY_TYPES = {
    ChannelType.ANNOUNCEMENT,
    ChannelType.STAGE,
    ChannelType.FORUM,
    ChannelType.MEDIA,
}
_VOICE = {ChannelType.VOICE, ChannelType.STAGE}


class Refused(AssertionError):
    """Discord would not have taken this call."""


@dataclass
class SimulatedRole:
    id: int
    value: Role
    position: int
    managed: bool = False


@dataclass
class SimulatedChannel:
    id: int
    value: Channel
    """Its parent and overwrites are those below."""
    parent: int | None
    position: int
    overwrites: dict[Target, Overwrite]

    @property
    def parent_text(self) -> str | None:
        return None if self.parent is None else str(self.parent)

    def convert(self, new: ChannelType) -> None:
        if {new, self.value.type} - {ChannelType.TEXT, ChannelType.ANNOUNCEMENT}:
            raise Refused("only text and announcement channels can be converted")
        self.value = replace(self.value, type=new)


def displayed(channels: Mapping[int, SimulatedChannel]) -> tuple[Channel, ...]:
    """Top level first, then each category with its channels; text before voice."""
    everything = sorted(channels.values(), key=lambda c: (c.position, c.id))
    categories = [c for c in everything if c.value.type is ChannelType.CATEGORY]
    ids = {category.id for category in categories}
    shown: list[SimulatedChannel] = []
    for parent in (None, *(category.id for category in categories)):
        if parent is not None:
            shown.append(channels[parent])
        inside = [
            c
            for c in everything
            if c.value.type is not ChannelType.CATEGORY
            and (c.parent if c.parent in ids else None) == parent
        ]
        shown += [c for c in inside if c.value.type not in _VOICE]
        shown += [c for c in inside if c.value.type in _VOICE]
    return tuple(
        replace(
            channel.value,
            key=Key(str(channel.id)),
            parent=None if channel.parent is None else Key(str(channel.parent)),
            access=MappingProxyType(dict(channel.overwrites)),
        )
        for channel in shown
    )
