"""What the bot, or the person who asked, is not allowed to do: the plan is blocked by it."""

from collections.abc import Iterator

from app.shared.domain.permissions.effective import Person, person_of
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.judging.lacks import Judge, Lack
from app.shared.domain.planning.judging.rights import Rights
from app.shared.domain.planning.judging.wording import channel_name, permissions, role_name
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import Standing
from app.shared.domain.structure.structure import Structure


def keyed(standing: Standing, bindings: Bindings) -> Person:
    """The person in the blueprint's keys, for a standing that was read in Discord's ids."""
    roles = frozenset(
        bindings.key_of(Kind.ROLE, int(key)) or key if key.isdecimal() else key
        for key in standing.roles
    )
    return person_of(Standing(user_id=standing.user_id, roles=roles, owner=standing.owner))


_Cause = tuple[int, bool, Key | None, Key | None, Key | None]


def bot_hindrances(
    live: Structure, wanted: Structure, changes: tuple[Change, ...], bot: Person
) -> Iterator[Finding]:
    """One finding for each cause, with all the changes that it stops."""
    for lack, stopped in _causes(live, wanted, changes, bot):
        code, what, remedy = _Words(live, wanted).for_bot(lack)
        yield _blocking(f"bot_{code}", what, remedy, stopped)


def requester_hindrances(
    live: Structure, wanted: Structure, changes: tuple[Change, ...], requester: Person
) -> Iterator[Finding]:
    for lack, stopped in _causes(live, wanted, changes, requester):
        code, what = _Words(live, wanted).for_requester(lack)
        remedy = "Somebody with more rights can make this plan; or leave this change out."
        yield _blocking(f"requester_{code}", what, remedy, stopped)


def _blocking(code: str, what: str, remedy: str, changes: tuple[str, ...]) -> Finding:
    return Finding(code=code, severity=Severity.BLOCKS, what=what, remedy=remedy, changes=changes)


def _causes(
    live: Structure, wanted: Structure, changes: tuple[Change, ...], person: Person
) -> Iterator[tuple[Lack, tuple[str, ...]]]:
    judge = Judge(Rights(live, person), live, wanted)
    causes: dict[_Cause, list[Lack]] = {}
    for change in changes:
        for lack in judge.lacks(change):
            cause = (lack.bits, lack.handing_out, lack.channel, lack.role, lack.placed)
            causes.setdefault(cause, []).append(lack)
    for same in causes.values():
        yield same[0], tuple(lack.change for lack in same)


class _Words:
    """What is told of a lack, with the names that things have or will have."""

    def __init__(self, live: Structure, wanted: Structure) -> None:
        self._structures = (live, wanted)

    def for_bot(self, lack: Lack) -> tuple[str, str, str]:
        if lack.placed is not None and lack.role is not None:
            placed, passed = self._role(lack.placed), self._role(lack.role)
            what = f"{placed} would stand above {passed}, where the bot cannot put a role."
            remedy = (
                f"Put {placed} further down in the design, or drag the bot's role higher in "
                "Server Settings → Roles."
            )
            return "places_too_high", what, remedy
        if lack.role is not None:
            name = self._role(lack.role)
            what = f"The bot's role does not stand above {name}, so it cannot change it."
            return (
                "below_role",
                what,
                f"Drag the bot's role above {name} in Server Settings → Roles.",
            )
        names, room = permissions(lack.bits), self._room(lack)
        place = f" in {room}" if room else ""
        if lack.handing_out:
            what = f"The bot does not have {names} itself, so it cannot set it for others{place}."
            return (
                "cannot_hand_out",
                what,
                f"Give the bot's role {names} in Server Settings → Roles.",
            )
        where = f"the permissions of {room}" if room else "Server Settings → Roles"
        what = f"The bot does not have {names}{place}."
        return "lacks_permission", what, f"Allow {names} for the bot in {where}."

    def for_requester(self, lack: Lack) -> tuple[str, str]:
        who = "Whoever asks for this plan"
        if lack.placed is not None and lack.role is not None:
            placed, passed = self._role(lack.placed), self._role(lack.role)
            what = f"{placed} would stand above {passed}. {who} has no role above {passed}."
            return "places_too_high", what
        if lack.role is not None:
            name = self._role(lack.role)
            return "below_role", f"{who} has no role above {name}, and so cannot change it."
        names, room = permissions(lack.bits), self._room(lack)
        place = f" in {room}" if room else ""
        if lack.handing_out:
            what = f"{who} does not have {names}, and so cannot set it for others{place}."
            return "cannot_hand_out", what
        return "lacks_permission", f"{who} does not have {names}{place}."

    def _role(self, key: Key) -> str:
        return role_name(key, *self._structures)

    def _room(self, lack: Lack) -> str:
        return channel_name(lack.channel, *self._structures) if lack.channel else ""
