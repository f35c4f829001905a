"""Who may give, take and set what: nobody hands out more than they hold.

A grant stays when whoever gave it loses the right later: people who were let in by a moderator do
not fall out when the moderator leaves. It is shown as given by somebody who may not any more
(`no_longer_may`), so that those who manage access can decide.
"""

from collections.abc import Iterable
from datetime import datetime

from app.shared.domain.access.grants import Grant, SubjectKind
from app.shared.domain.access.holding import everybodys_rights
from app.shared.domain.access.membership import Hierarchy, Membership
from app.shared.domain.access.objects import reaches
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.refusals import EveryoneNotConfirmed, GrantRefused, PolicyRefused
from app.shared.domain.access.rights import Reason, Right, Rights
from app.shared.domain.access.wording import labels, whom_to_ask
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.structure import Structure

_ELSE = to_say("Grant less, or ask somebody who holds more.")


def check_grant(
    giver: Membership,
    rights: Rights,
    grant: Grant,
    hierarchy: Hierarchy,
    structure: Structure,
    now: datetime,
) -> None:
    """Hold a grant against the rights of who gives it, by the keys of `structure`. Raises
    GrantRefused."""
    if not _covers(rights, Right.MANAGE_ACCESS, grant.objects, structure, now):
        raise GrantRefused(
            say("You do not manage access for all of these parts of the server."), remedy=say(_ELSE)
        )
    if _is_same_person(giver, grant):
        raise GrantRefused(
            say("Nobody grants anything to themselves: it would outlive what it rests on."),
            remedy=say("Ask somebody else who manages access here."),
        )
    _check_rank(giver, grant, hierarchy)
    lacking = _lacking(rights, grant, structure)
    if lacking:
        raise GrantRefused(
            say(
                "You do not hold this for as much of the server, or for as long: {labels}.",
                labels=labels(lacking),
            ),
            remedy=say(_ELSE),
        )


def check_everyone(
    grant: Grant,
    grants: Iterable[Grant],
    structure: Structure,
    now: datetime,
    *,
    confirmed: bool,
) -> None:
    """Rights beyond looking are given to @everyone only with a yes, unless `grants` give them
    already for as much and as long. Raises EveryoneNotConfirmed."""
    if confirmed or not grant.is_for_everybody:
        return
    new = _lacking(everybodys_rights(grants, now), grant, structure) - {Right.VIEW}
    if new:
        raise EveryoneNotConfirmed(
            say(
                "Every member would hold these rights here: {rights}. So would whoever joins "
                "later.",
                rights=labels(new),
            ),
            remedy=say(
                "Choose a smaller role if only some are meant. If everybody is, say so with "
                "`confirm_everyone: true`."
            ),
        )


def check_revocation(
    taker: Membership,
    rights: Rights,
    grant: Grant,
    hierarchy: Hierarchy,
    structure: Structure,
    now: datetime,
) -> None:
    """One's own grant may always be given up. Else whoever gave it, or could give it for a moment,
    may take it. Raises GrantRefused."""
    if _is_same_person(taker, grant):
        return
    if not _covers(rights, Right.MANAGE_ACCESS, grant.objects, structure, now):
        raise GrantRefused(
            say("You do not manage access for all parts of the server that this grant is about."),
            remedy=whom_to_ask(Right.MANAGE_ACCESS),
        )
    if grant.granted_by == taker.user_id:
        return
    _check_rank(taker, grant, hierarchy)
    beyond = {r for r in grant.rights if not _covers(rights, r, grant.objects, structure, now)}
    if beyond:
        raise GrantRefused(
            say("You do not hold all that this grant gives: {labels}.", labels=labels(beyond)),
            remedy=say("Ask whoever granted it, the owner or an Administrator."),
        )


def no_longer_may(
    giver: Membership | None,
    rights: Rights,
    grant: Grant,
    structure: Structure,
    now: datetime,
) -> bool:
    """Whether who gave it could not give it now, rank left aside. The host's operator can."""
    if grant.granted_by is None:
        return False
    manages = _covers(rights, Right.MANAGE_ACCESS, grant.objects, structure, now)
    return giver is None or not manages or bool(_lacking(rights, grant, structure))


def check_policy(rights: Rights, before: Policy, after: Policy) -> None:
    """Who manages access may ask for more care. To ask for less, or to decide about everybody with
    Manage Server, takes the owner or an Administrator. Raises PolicyRefused."""
    limited = bool(rights.objects_of(Right.MANAGE_ACCESS))
    if not rights.has(Right.MANAGE_ACCESS) or limited:
        raise PolicyRefused(
            say("You do not manage access for the whole server."),
            remedy=whom_to_ask(Right.MANAGE_ACCESS),
        )
    if rights.by_rank:
        return
    if before.default_managers != after.default_managers:
        raise PolicyRefused(
            say(
                "Whether everybody with Manage Server holds every right here is decided by the "
                "owner or an Administrator."
            ),
            remedy=say("Ask one of them."),
        )
    if after.is_looser_than(before):
        raise PolicyRefused(
            say(
                "Only the owner or an Administrator can do with less approval than is asked for "
                "now."
            ),
            remedy=say("Ask one of them."),
        )


def _is_same_person(member: Membership, grant: Grant) -> bool:
    return grant.subject.kind is SubjectKind.USER and grant.subject.id == member.user_id


def _check_rank(member: Membership, grant: Grant, hierarchy: Hierarchy) -> None:
    if grant.subject.kind is not SubjectKind.ROLE:
        return
    if not hierarchy.stands_above(member, grant.subject.id):
        name = hierarchy.name_of(grant.subject.id) or str(grant.subject.id)
        raise GrantRefused(
            say(
                'The role "{name}" is not below your highest role, so you could not hand it out by '
                "hand either.",
                name=name,
            ),
            remedy=say("Choose a lower role or single members, or ask somebody who stands higher."),
        )


def _lacking(rights: Rights, grant: Grant, structure: Structure) -> frozenset[Right]:
    return frozenset(
        right
        for right in grant.rights
        if not _covers(rights, right, grant.objects, structure, grant.expires_at)
    )


def _covers(
    rights: Rights,
    right: Right,
    objects: frozenset[str],
    structure: Structure,
    until: datetime | None,
) -> bool:
    """Whether the right is held for all these objects by reasons that last as long; None stands
    for ever."""
    lasting = [reason for reason in rights.because_of(right) if _lasts(reason, until)]
    if any(not reason.limited for reason in lasting):
        return True
    held = frozenset[str]().union(*(reason.objects for reason in lasting))
    return bool(objects) and all(reaches(held, name, structure) for name in objects)


def _lasts(reason: Reason, until: datetime | None) -> bool:
    return reason.expires_at is None or (until is not None and reason.expires_at >= until)
