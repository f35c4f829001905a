"""What the bot, or the person who asked, is not allowed to do: the plan is blocked by it."""

from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Cause:
    bits: int
    handing_out: bool
    channel: Key | None
    role: Key | None


def bot_hindrances(
    live: Structure, wanted: Structure, changes: tuple[Change, ...], bot: Person
) -> Iterator[Finding]:
    """One finding for each cause, with all the changes that it stops."""
    for cause, stopped in _causes(live, wanted, changes, bot).items():
        yield _for_bot(cause, stopped, live, wanted)


def requester_hindrances(
    live: Structure, wanted: Structure, changes: tuple[Change, ...], requester: Person
) -> Iterator[Finding]:
    for cause, stopped in _causes(live, wanted, changes, requester).items():
        yield _for_requester(cause, stopped, live, wanted)


def _causes(
    live: Structure, wanted: Structure, changes: tuple[Change, ...], person: Person
) -> dict[_Cause, tuple[str, ...]]:
    judge = Judge(Rights(live, person), live, wanted)
    causes: dict[_Cause, tuple[str, ...]] = {}
    for change in changes:
        for lack in judge.lacks(change):
            cause = _cause(lack)
            causes[cause] = (*causes.get(cause, ()), change.id)
    return causes


def _cause(lack: Lack) -> _Cause:
    return _Cause(lack.bits, lack.handing_out, lack.channel, lack.role)


def _for_bot(
    cause: _Cause, changes: tuple[str, ...], live: Structure, wanted: Structure
) -> Finding:
    if cause.role is not None:
        name = role_name(cause.role, live, wanted)
        return Finding(
            code="bot_below_role",
            severity=Severity.BLOCKS,
            what=f"The bot's role does not stand above {name}, so it cannot change it.",
            remedy=f"Drag the bot's role above {name} in Server Settings → Roles.",
            changes=changes,
        )
    names = permissions(cause.bits)
    room = channel_name(cause.channel, live, wanted) if cause.channel else ""
    place = f" in {room}" if room else ""
    if cause.handing_out:
        return Finding(
            code="bot_cannot_hand_out",
            severity=Severity.BLOCKS,
            what=f"The bot does not have {names} itself, so it cannot set it for others{place}.",
            remedy=f"Give the bot's role {names} in Server Settings → Roles.",
            changes=changes,
        )
    where = f"the permissions of {room}" if room else "Server Settings → Roles"
    return Finding(
        code="bot_lacks_permission",
        severity=Severity.BLOCKS,
        what=f"The bot does not have {names}{place}.",
        remedy=f"Allow {names} for the bot in {where}.",
        changes=changes,
    )


def _for_requester(
    cause: _Cause, changes: tuple[str, ...], live: Structure, wanted: Structure
) -> Finding:
    if cause.role is not None:
        name = role_name(cause.role, live, wanted)
        return Finding(
            code="requester_below_role",
            severity=Severity.BLOCKS,
            what=f"Your highest role does not stand above {name}, so you cannot change it.",
            remedy="Ask somebody with a higher role to make this plan, or leave this change out.",
            changes=changes,
        )
    names = permissions(cause.bits)
    place = f" in {channel_name(cause.channel, live, wanted)}" if cause.channel else ""
    what = (
        f"You do not have {names} yourself, so you cannot set it for others{place}."
        if cause.handing_out
        else f"You do not have {names}{place}."
    )
    return Finding(
        code="requester_cannot_hand_out" if cause.handing_out else "requester_lacks_permission",
        severity=Severity.BLOCKS,
        what=what,
        remedy="Ask somebody who has it to make this plan, or leave this change out.",
        changes=changes,
    )
