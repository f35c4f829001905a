"""What the bot, or the person who asked, is not allowed to do: the plan is blocked by it."""

from collections.abc import Iterator

from app.shared.domain.language.saying import say
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
        remedy = say("Somebody with more rights can make this plan; or leave this change out.")
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
            roles = {"placed": self._role(lack.placed), "passed": self._role(lack.role)}
            what = say(
                "{placed} would stand above {passed}, where the bot cannot put a role.", **roles
            )
            remedy = say(
                "Put {placed} further down in the design, or drag the bot's role higher in "
                "Server Settings → Roles.",
                **roles,
            )
            return "places_too_high", what, remedy
        if lack.role is not None:
            name = self._role(lack.role)
            what = say(
                "The bot's role does not stand above {role}, so it cannot change it.", role=name
            )
            remedy = say("Drag the bot's role above {role} in Server Settings → Roles.", role=name)
            return "below_role", what, remedy
        return self._permissions_of_bot(lack)

    def _permissions_of_bot(self, lack: Lack) -> tuple[str, str, str]:
        names = {"permissions": permissions(lack.bits), "channel": self._room(lack)}
        if lack.handing_out:
            what = (
                say(
                    "The bot does not have {permissions} itself, so it cannot set it for others "
                    "in {channel}.",
                    **names,
                )
                if lack.channel
                else say(
                    "The bot does not have {permissions} itself, so it cannot set it for others.",
                    **names,
                )
            )
            remedy = say("Give the bot's role {permissions} in Server Settings → Roles.", **names)
            return "cannot_hand_out", what, remedy
        if lack.channel:
            what = say("The bot does not have {permissions} in {channel}.", **names)
            remedy = say(
                "Allow {permissions} for the bot in the permissions of {channel}.", **names
            )
            return "lacks_permission", what, remedy
        what = say("The bot does not have {permissions}.", **names)
        remedy = say("Allow {permissions} for the bot in Server Settings → Roles.", **names)
        return "lacks_permission", what, remedy

    def for_requester(self, lack: Lack) -> tuple[str, str]:
        if lack.placed is not None and lack.role is not None:
            return "places_too_high", say(
                "{placed} would stand above {passed}. Whoever asks for this plan has no role "
                "above {passed}.",
                placed=self._role(lack.placed),
                passed=self._role(lack.role),
            )
        if lack.role is not None:
            return "below_role", say(
                "Whoever asks for this plan has no role above {role}, and so cannot change it.",
                role=self._role(lack.role),
            )
        return self._permissions_of_requester(lack)

    def _permissions_of_requester(self, lack: Lack) -> tuple[str, str]:
        names = {"permissions": permissions(lack.bits), "channel": self._room(lack)}
        if lack.handing_out:
            what = (
                say(
                    "Whoever asks for this plan does not have {permissions}, and so cannot set it "
                    "for others in {channel}.",
                    **names,
                )
                if lack.channel
                else say(
                    "Whoever asks for this plan does not have {permissions}, and so cannot set it "
                    "for others.",
                    **names,
                )
            )
            return "cannot_hand_out", what
        if lack.channel:
            return "lacks_permission", say(
                "Whoever asks for this plan does not have {permissions} in {channel}.", **names
            )
        return "lacks_permission", say(
            "Whoever asks for this plan does not have {permissions}.", **names
        )

    def _role(self, key: Key) -> str:
        return role_name(key, *self._structures)

    def _room(self, lack: Lack) -> str:
        return channel_name(lack.channel, *self._structures) if lack.channel else ""
