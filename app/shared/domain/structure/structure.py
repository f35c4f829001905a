"""What a guild is made of, whole: the one value that a blueprint wants and a snapshot shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.community import AutomodRule, Onboarding, WelcomeScreen
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.roles import Role

Setting = str | int | bool | None


@dataclass(frozen=True, kw_only=True)
class Structure:
    """Roles, channels, settings and community parts; every reference in it is a key.

    `roles` run from top to bottom; @everyone (key `everyone`) is last. `channels` stand in the
    order Discord's client shows them: channels without a category first, then each category
    followed by its children, text-like before voice-like in every group (`display_order` makes
    it so). A setting that is absent from `settings`, and a community part that is None, is not
    spoken about: a blueprint leaves it alone, a snapshot could not read it.
    """

    roles: tuple[Role, ...] = ()
    channels: tuple[Channel, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    """By the names in `fields.SETTING_FIELDS`; values that are channels are keys."""
    welcome_screen: WelcomeScreen | None = None
    onboarding: Onboarding | None = None
    automod: tuple[AutomodRule, ...] | None = None

    @cached_property
    def role_by_key(self) -> Mapping[Key, Role]:
        return MappingProxyType({role.key: role for role in self.roles})

    @cached_property
    def channel_by_key(self) -> Mapping[Key, Channel]:
        return MappingProxyType({channel.key: channel for channel in self.channels})

    @cached_property
    def children(self) -> Mapping[Key | None, tuple[Channel, ...]]:
        """Channels by category (None: without one), in display order."""
        grouped: dict[Key | None, list[Channel]] = {}
        for channel in self.channels:
            grouped.setdefault(channel.parent, []).append(channel)
        return MappingProxyType({parent: tuple(group) for parent, group in grouped.items()})

    @property
    def everyone(self) -> Role:
        return self.role_by_key[EVERYONE]


Rename = Callable[[Key], Key]
"""Turns one key into another; keys it does not know come back as they are."""
