"""An oracle for "nobody has more access in between than both before and after"."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.shared.domain.structure.channels import ChannelType
from tests.support.simulated_guild import SimulatedGuild

_ADMINISTRATOR = 1 << 3
_VIEW, _SEND, _CONNECT = 1 << 10, 1 << 11, 1 << 20
_NEEDS_SEND = 1 << 12 | 1 << 14 | 1 << 15 | 1 << 17
_GUILD_WIDE = 1 << 1
_EVERYTHING = (1 << 64) - 1
_VOICE = (ChannelType.VOICE, ChannelType.STAGE)


@dataclass(frozen=True)
class Profile:
    """Somebody with these roles, and with this user id as far as overwrites know it."""

    roles: frozenset[int]
    user: int | None


Rights = dict[tuple[Profile, int], int]


def rights(guild: SimulatedGuild, profiles: list[Profile]) -> Rights:
    """What each can really do in each channel that is no category (those hold nothing)."""
    return {
        (profile, number): _usable(guild, profile, number)
        for profile in profiles
        for number, channel in guild.channels.items()
        if channel.value.type is not ChannelType.CATEGORY
    }


def _usable(guild: SimulatedGuild, profile: Profile, channel: int) -> int:
    roles = [guild.roles[role] for role in sorted(profile.roles) if role in guild.roles]
    everyone = guild.roles[guild.snapshot_before.guild_id]
    held = everyone.value.permissions
    for role in roles:
        held |= role.value.permissions
    if held & _ADMINISTRATOR:
        return _EVERYTHING
    overwrites = guild.channels[channel].overwrites
    layers = [
        [overwrites.get("role:everyone")],  # type: ignore[call-overload]
        [overwrites.get(f"role:{role.id}") for role in roles],  # type: ignore[call-overload]
        [overwrites.get(f"member:{profile.user}")],  # type: ignore[call-overload]
    ]
    for layer in layers:
        deny = allow = 0
        for overwrite in layer:
            if overwrite is not None:
                deny |= overwrite.deny
                allow |= overwrite.allow
        held = (held & ~deny) | allow
    held &= ~_GUILD_WIDE
    if not held & _VIEW:
        return 0
    if not held & _SEND:
        held &= ~_NEEDS_SEND
    if guild.channels[channel].value.type in _VOICE and not held & _CONNECT:
        held &= _VIEW
    return held


def surpluses(now: Rights, before: Rights, after: Rights) -> Iterator[tuple[Profile, int, int]]:
    """Who has what in which channel that neither the start nor the end gives."""
    for place, held in now.items():
        extra = held & ~(before.get(place, 0) | after.get(place, 0))
        if extra:
            yield (*place, extra)
