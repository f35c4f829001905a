"""Which rights somebody holds in a guild, from Discord's word, the grants and the policy."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType

from app.shared.domain.access.grants import Grant, SubjectKind
from app.shared.domain.access.membership import Membership
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.rights import (
    EVERYTHING,
    WHOLE_GUILD,
    Reason,
    Right,
    Rights,
    Source,
)
from app.shared.domain.language.saying import say, say_counted


def rights_of(
    membership: Membership | None,
    grants: Iterable[Grant],
    policy: Policy,
    now: datetime,
    operator: bool = False,
) -> Rights:
    """`operator` is the host's, at its command line; whoever is only an operator of the web holds
    nothing by that. Grants of other guilds, to other people, and those that have expired count for
    nothing. A grant holds whatever became of who gave it: see `granting.no_longer_may`.
    """
    reasons: list[Reason] = []
    if operator:
        reasons += _all(say("Runs Guildwright on its host."), Source.OPERATOR)
    if membership is not None:
        reasons += _by_discord(membership, policy)
        for grant in grants:
            if is_for(grant, membership) and grant.is_in_force(now):
                reasons += _by_grant(grant, membership.role_names)
    return _together(reasons)


def everybodys_rights(grants: Iterable[Grant], now: datetime) -> Rights:
    """What every member of the guild holds, whoever they are."""
    theirs = (grant for grant in grants if grant.is_for_everybody and grant.is_in_force(now))
    return _together([reason for grant in theirs for reason in _by_grant(grant, {})])


def is_for(grant: Grant, membership: Membership) -> bool:
    if grant.guild_id != membership.guild_id:
        return False
    if grant.subject.kind is SubjectKind.USER:
        return grant.subject.id == membership.user_id
    return membership.has_role(grant.subject.id)


def _by_discord(membership: Membership, policy: Policy) -> Iterator[Reason]:
    """The highest rank alone: what an owner holds as a manager besides explains nothing."""
    if membership.owner:
        yield from _all(say("Owns the server."), Source.OWNER)
    elif membership.administrator:
        yield from _all(say('Has a role with "Administrator".'), Source.ADMINISTRATOR)
    elif membership.manages_server and policy.default_managers:
        yield from _all(
            say('Has a role with "Manage Server", which gives every right here.'),
            Source.MANAGE_SERVER,
        )


@cache
def _all(sentence: str, source: Source) -> tuple[Reason, ...]:
    return tuple(Reason(right=right, sentence=sentence, source=source) for right in Right)


def _by_grant(grant: Grant, role_names: Mapping[int, str]) -> Iterator[Reason]:
    sentence = _sentence(grant, role_names)
    looking = say("{sentence} Every right lets its holder look.", sentence=sentence)
    for right in Right:
        if right in grant.rights or (right is Right.VIEW and grant.rights):
            implied = right not in grant.rights
            yield Reason(
                right=right,
                sentence=looking if implied else sentence,
                source=Source.GRANT,
                grant_id=grant.id,
                objects=WHOLE_GUILD if right is Right.VIEW else grant.objects,
                expires_at=grant.expires_at,
            )


def _sentence(grant: Grant, role_names: Mapping[int, str]) -> str:
    whole = {"where": _where(grant), "until": _until(grant)}
    if grant.subject.kind is SubjectKind.USER:
        return say("Granted to this member{where}{until}.", **whole)
    if grant.is_for_everybody:
        return say("Granted to everybody in the server{where}{until}.", **whole)
    if (name := role_names.get(grant.subject.id)) is not None:
        return say('Granted to the role "{role}"{where}{until}.', role=name, **whole)
    return say("Granted to a role of this member{where}{until}.", **whole)


def _where(grant: Grant) -> str:
    if not grant.objects:
        return ""
    return say_counted(
        len(grant.objects),
        " for one chosen part of the server",
        " for {number} chosen parts of the server",
    )


def _until(grant: Grant) -> str:
    if grant.expires_at is None:
        return ""
    return say(", until {time:%Y-%m-%d %H:%M} UTC", time=grant.expires_at.astimezone(UTC))


def _together(reasons: list[Reason]) -> Rights:
    held = frozenset(reason.right for reason in reasons)
    if not any(reason.limited for reason in reasons):
        return Rights(held=held, reasons=tuple(reasons))
    limited = {
        right: frozenset[str]().union(*(r.objects for r in reasons if r.right is right))
        for right in EVERYTHING
        if all(r.limited for r in reasons if r.right is right)
        and any(r.right is right for r in reasons)
    }
    return Rights(
        held=held,
        reasons=tuple(reasons),
        limited_to=MappingProxyType(limited),
    )
