"""What one write takes from people and gives to them, as sets of permission bits.

Whether somebody may do something in a channel is a monotone function: it grows with what roles
and overwrites allow and shrinks with what overwrites deny, and some permissions are worth nothing
without another (no View: nothing at all; no Send: no files; no Connect: no speaking). So nobody
has more in the middle than at both ends if, person by person and channel by channel, everything
that takes comes before everything that gives. Here stands which pairs of bits can meet at all.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.shared.domain.permissions.bits import (
    ADMINISTRATOR,
    BY_NAME,
    CONNECT,
    PERMISSIONS,
    SEND_MESSAGES,
    VIEW_CHANNEL,
)
from app.shared.domain.planning.channel_differences import Differing, differing_targets
from app.shared.domain.structure.channels import Access, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Target, role_target

IN_CHANNELS = ~sum(permission.value for permission in PERMISSIONS if not permission.channel_types)
"""Every bit that can matter in a channel, those we have no name for included."""

_WITH_SEND = sum(
    BY_NAME[name].value
    for name in (
        "ATTACH_FILES",
        "EMBED_LINKS",
        "MENTION_EVERYONE",
        "SEND_TTS_MESSAGES",
        "SEND_POLLS",
        "SEND_VOICE_MESSAGES",
        "USE_EXTERNAL_EMOJIS",
        "USE_EXTERNAL_STICKERS",
    )
)
"""Worthless without Send Messages. Discord documents the first four and says there are more."""

_NOTHING = Overwrite()
_EVERYONE = role_target(EVERYONE)


def linked(bits: int) -> int:
    """The bits that are worth something only together with one of these, or they with them."""
    found = 0
    for gate, gated in ((VIEW_CHANNEL, ~0), (CONNECT, ~0), (SEND_MESSAGES, _WITH_SEND)):
        if bits & gate:
            found |= gated & ~gate
        if bits & gated & ~gate:
            found |= gate
    return found & IN_CHANNELS


@dataclass(frozen=True, slots=True)
class RoleEffect:
    """What a role's members win and lose by one write, where that can matter in channels."""

    gained: int = 0
    lost: int = 0
    gains_all: bool = False
    """The write makes its members administrators, whom no overwrite stops."""
    loses_all: bool = False


def role_effect(before: int, after: int, always: int) -> RoleEffect:
    """`always` is what @everyone has before and after: getting that changes nothing.

    A member of an administrator role may do everything at one of the two ends, so nothing in
    between can be more; only channels that do not exist at that end matter.
    """
    if always & ADMINISTRATOR:
        return RoleEffect()
    if (before | after) & ADMINISTRATOR:
        return RoleEffect(gains_all=not before & ADMINISTRATOR, loses_all=not after & ADMINISTRATOR)
    relevant = IN_CHANNELS & ~always
    return RoleEffect(gained=after & ~before & relevant, lost=before & ~after & relevant)


@dataclass(frozen=True, slots=True)
class AccessEffect:
    """What a write to one channel's overwrites takes and gives."""

    denied: int = 0
    undenied: int = 0
    allowed: int = 0
    disallowed: int = 0
    by_roles_before: int = 0
    """The bits on which @everyone's overwrite is silent, so that roles' permissions count."""
    by_roles_after: int = 0

    @property
    def takes(self) -> int:
        return self.denied | self.disallowed

    @property
    def gives(self) -> int:
        return self.undenied | self.allowed

    @property
    def must_follow(self) -> int:
        """The bits that roles must have lost before this write gives what it gives."""
        return self.by_roles_after & (linked(self.gives) | self.undenied)

    @property
    def must_precede(self) -> int:
        """The bits that roles may gain only when this write has taken what it takes."""
        return self.by_roles_before & (linked(self.takes) | self.denied)


def access_effect(
    before: Access,
    after: Access,
    unconcerned: AbstractSet[Target],
    differing: Differing = differing_targets,
) -> AccessEffect:
    """`unconcerned` are targets that nobody is touched by: new roles, the bot itself."""
    denied = undenied = allowed = disallowed = 0
    concerned = differing(before, after) - unconcerned
    pairs = zip(map(before.get, concerned), map(after.get, concerned), strict=True)
    # Hundreds of targets have the same few overwrites.
    for old, new in set(pairs):
        old_allow, old_deny = old or _NOTHING
        new_allow, new_deny = new or _NOTHING
        denied |= new_deny & ~old_deny
        undenied |= old_deny & ~new_deny
        allowed |= new_allow & ~old_allow
        disallowed |= old_allow & ~new_allow
    return AccessEffect(
        denied=denied & IN_CHANNELS,
        undenied=undenied & IN_CHANNELS,
        allowed=allowed & IN_CHANNELS,
        disallowed=disallowed & IN_CHANNELS,
        by_roles_before=by_roles(before),
        by_roles_after=by_roles(after),
    )


def by_roles(access: Access) -> int:
    """The bits on which @everyone's overwrite is silent."""
    everyone = access.get(_EVERYONE, _NOTHING)
    return ~(everyone.allow | everyone.deny) & IN_CHANNELS


def is_hidden(access: Access, bot: Target) -> bool:
    """Whether nobody but the bot and administrators can see a channel with these overwrites."""
    everyone = access.get(_EVERYONE, _NOTHING)
    return bool(everyone.deny & ~everyone.allow & VIEW_CHANNEL) and not any(
        overwrite.allow & VIEW_CHANNEL for target, overwrite in access.items() if target != bot
    )
