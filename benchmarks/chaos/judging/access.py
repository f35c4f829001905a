"""Who could do what in each state of a guild, read from Discord's own objects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.applying.differing import CATEGORY
from benchmarks.applying.raw import Raw, Thing
from benchmarks.chaos.history import By, Frame
from benchmarks.chaos.judging.overlay import overlaid

_ADMINISTRATOR, _VIEW, _SEND, _CONNECT = 1 << 3, 1 << 10, 1 << 11, 1 << 20
_NEEDS_SEND = 1 << 12 | 1 << 14 | 1 << 15 | 1 << 17
_EVERYTHING = (1 << 64) - 1
_VOICE = frozenset({2, 13})
_GUILD = "the server"


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody with these roles, and with this id as far as overwrites know it."""

    roles: frozenset[str]
    user: str = ""

    def __str__(self) -> str:
        return f"somebody with the roles {sorted(self.roles)} {self.user}".rstrip()


type Rights = dict[tuple[Profile, str], int]


def profiles_of(start: Raw, members: Sequence[Profile]) -> list[Profile]:
    """Everybody who is there, somebody with no role, and somebody with each role alone. A role
    that comes to be on the way is nobody's yet."""
    roles = {role["id"] for role in start.roles if not role["managed"]} - {start.guild["id"]}
    alone = [Profile(frozenset({role})) for role in sorted(roles)]
    return [Profile(frozenset()), *alone, *members]


def rights_in(raw: Raw, profiles: Sequence[Profile]) -> Rights:
    """What each can really do in the guild and in each channel; in categories nobody does."""
    roles = {role["id"]: int(role["permissions"]) for role in raw.roles}
    found: Rights = {}
    for profile in profiles:
        held = roles[raw.guild["id"]]
        for role in profile.roles & roles.keys():
            held |= roles[role]
        found[profile, _GUILD] = _EVERYTHING if held & _ADMINISTRATOR else held
        for channel in raw.channels:
            if channel["type"] != CATEGORY:
                found[profile, channel["id"]] = _in_channel(raw, channel, profile, held)
    return found


def _in_channel(raw: Raw, channel: Thing, profile: Profile, held: int) -> int:
    if held & _ADMINISTRATOR:
        return _EVERYTHING
    overwrites = {one["id"]: one for one in channel["permission_overwrites"]}
    for layer in ({raw.guild["id"]}, profile.roles, {profile.user}):
        allow = deny = 0
        for one in (overwrites[id_] for id_ in layer if id_ in overwrites):
            allow |= int(one["allow"])
            deny |= int(one["deny"])
        held = (held & ~deny) | allow
    if not held & _VIEW:
        return 0
    if not held & _SEND:
        held &= ~_NEEDS_SEND
    if channel["type"] in _VOICE and not held & _CONNECT:
        held &= _VIEW
    return held


def moments_of_extra_access(
    frames: Sequence[Frame], wanted: Raw, members: Sequence[Profile]
) -> Iterator[str]:
    """A sentence for each state in which somebody had what neither the start of the run nor the
    end gives. `frames[0]` is the start; what people do by hand counts for both from then on."""
    profiles = profiles_of(frames[0].raw, members)
    ends = [frames[0].raw, wanted]
    allowed: Rights = {}
    _allow(allowed, ends, profiles)
    for before, frame in pairwise(frames):
        if frame.by is By.PERSON:
            ends = [overlaid(raw, before.raw, frame.raw) for raw in ends]
            _allow(allowed, [*ends, frame.raw], profiles)
            continue
        for (profile, place), held in rights_in(frame.raw, profiles).items():
            if extra := held & ~allowed.get((profile, place), 0):
                where = _called(frame.raw, place)
                yield f"after {frame.what} {profile} had {extra:#x} in {where}"
                break


def _allow(allowed: Rights, states: Sequence[Raw], profiles: Sequence[Profile]) -> None:
    for raw in states:
        for key, held in rights_in(raw, profiles).items():
            allowed[key] = allowed.get(key, 0) | held


def _called(raw: Raw, place: str) -> str:
    return next((f"#{one['name']}" for one in raw.channels if one["id"] == place), place)
