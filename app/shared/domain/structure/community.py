"""The parts of a guild beside roles and channels: welcome screen, onboarding, automod rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from app.shared.domain.structure.channels import Emoji
from app.shared.domain.structure.identifiers import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeChannel:
    channel: Key
    description: str
    emoji: Emoji | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeScreen:
    enabled: bool = True
    description: str | None = None
    channels: tuple[WelcomeChannel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptOption:
    """One answer of an onboarding question. Its key is unique within its prompt."""

    key: Key
    title: str
    description: str | None = None
    emoji: Emoji | None = None
    roles: tuple[Key, ...] = ()
    channels: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question of the onboarding. Its key is unique within the guild."""

    key: Key
    title: str
    type: int = 0
    """0 multiple choice, 1 dropdown."""
    single_select: bool = False
    required: bool = False
    in_onboarding: bool = True
    options: tuple[PromptOption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Onboarding:
    enabled: bool = False
    mode: int = 0
    """0 counts default channels only towards Discord's minimum, 1 counts questions too."""
    default_channels: tuple[Key, ...] = ()
    prompts: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomodAction:
    """`type`: 1 block message, 2 send alert (needs `channel`), 3 time out, 4 block interaction."""

    type: int
    channel: Key | None = None
    duration: int | None = None
    """Seconds of time-out, at most four weeks."""
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomodRule:
    key: Key
    name: str
    trigger: int
    """1 keyword, 3 spam, 4 keyword preset, 5 mention spam, 6 member profile. Cannot be changed."""
    event: int = 1
    """1 message sent, 2 member update."""
    metadata: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """Discord's trigger_metadata as it is, unknown keys included."""
    actions: tuple[AutomodAction, ...] = ()
    enabled: bool = True
    exempt_roles: frozenset[Key] = frozenset()
    exempt_channels: frozenset[Key] = frozenset()
