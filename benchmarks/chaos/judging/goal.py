"""Whether a guild is as a design wants it, by Discord's objects and the design alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.applying.differing import PARENT, access_of, field_keys, group_of, role_keys
from benchmarks.applying.least import (
    ChannelsThatStay,
    least,
    role_order_is_a_call,
    what_is_left,
)
from benchmarks.applying.raw import Raw, Thing


@dataclass(frozen=True, slots=True)
class Goal:
    wanted: Raw
    keeps: bool
    """What the design does not name may be there."""

    def is_reached(self, raw: Raw) -> bool:
        return least(self._of_it(raw), self.wanted).writes == 0

    def left(self, raw: Raw) -> str:
        return what_is_left(self._of_it(raw), self.wanted)

    def differing(self, raw: Raw) -> Iterator[frozenset[str]]:
        """Of each thing that is not as wanted the names it has or shall have."""
        here = self._of_it(raw)
        edits = ChannelsThatStay(here, self.wanted).edits
        for old, new, is_role in (
            (here.roles, self.wanted.roles, True),
            (here.channels, self.wanted.channels, False),
        ):
            was, shall = _by_id(old), _by_id(new)
            for id_ in was.keys() | shall.keys():
                both = id_ in was and id_ in shall
                if both and not (_role(raw, was, shall, id_) if is_role else id_ in edits):
                    continue
                if id_ not in shall and was[id_].get("managed"):
                    continue
                yield frozenset(one[id_]["name"] for one in (was, shall) if id_ in one)

    def may_be_told(self, raw: Raw) -> set[str]:
        """The names of everything in which anything differs, what needs no call included."""
        here, found = self._of_it(raw), set[str]()
        for old, new in ((here.roles, self.wanted.roles), (here.channels, self.wanted.channels)):
            was, shall = _by_id(old), _by_id(new)
            for id_ in was.keys() | shall.keys():
                both = [one[id_] for one in (was, shall) if id_ in one]
                if len(both) == 1 or _differ(*both):
                    found |= {one["name"] for one in both}
        return found

    def order_differs(self, raw: Raw) -> bool:
        """Whether it is another one now, or would be once all else is as wanted: numbers that edits
        bring may sort what stands in another order, and what comes may need a call for its own."""
        here = self._of_it(raw)
        return (
            self._channels_stand_otherwise(here)
            or not ChannelsThatStay(here, self.wanted).fall_into_place
            or bool(role_order_is_a_call(here, self.wanted))
        )

    def _channels_stand_otherwise(self, here: Raw) -> bool:
        """Those that are among the same ones already, in another order than wanted."""
        was = _by_id(here.channels)
        groups: dict[tuple[str | None, str], list[tuple[int, int]]] = {}
        for channel in self.wanted.channels:
            old = was.get(channel["id"])
            if old is not None and group_of(old) == group_of(channel):
                number = (old["position"], int(old["id"]))
                groups.setdefault(group_of(channel), []).append(number)
        return any(numbers != sorted(numbers) for numbers in groups.values())

    def _of_it(self, raw: Raw) -> Raw:
        if not self.keeps:
            return raw
        roles, channels = _by_id(self.wanted.roles), _by_id(self.wanted.channels)
        return replace(
            raw,
            roles=[role for role in raw.roles if role["id"] in roles or role["managed"]],
            channels=[channel for channel in raw.channels if channel["id"] in channels],
        )


def _role(raw: Raw, was: dict[str, Thing], shall: dict[str, Thing], id_: str) -> bool:
    return bool(role_keys(was[id_], shall[id_], everyone=id_ == raw.guild["id"]))


def _differ(old: Thing, new: Thing) -> bool:
    if PARENT not in new:
        return bool(role_keys(old, new, everyone=False))
    access = access_of(old) != access_of(new)
    return access or old[PARENT] != new[PARENT] or bool(field_keys(old, new))


def _by_id(things: object) -> dict[str, Thing]:
    return {thing["id"]: thing for thing in things}  # type: ignore[attr-defined]
