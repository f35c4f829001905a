"""Everything a person must know before a plan is applied, the gravest first."""

from collections.abc import Iterator, Mapping

from app.shared.domain.language.saying import say, say_counted
from app.shared.domain.permissions.effective import Person
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.cost import Cost
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.judging.capacity import (
    features_missing,
    limits_reached,
    no_room_in_between,
    quotas,
)
from app.shared.domain.planning.judging.community import community_findings
from app.shared.domain.planning.judging.exposure import dangerous_grants, exposures, lockouts
from app.shared.domain.planning.judging.hindrances import (
    bot_hindrances,
    keyed,
    requester_hindrances,
)
from app.shared.domain.planning.judging.losses import coverage_findings, destructive_changes
from app.shared.domain.planning.judging.wording import channel_name, listed, role_name
from app.shared.domain.planning.request import RecentUse
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.snapshot import Standing

_GRAVITY = {Severity.BLOCKS: 0, Severity.WARNS: 1, Severity.INFORMS: 2}


def members_by_role(comparison: Comparison) -> Mapping[Key, int | None]:
    """How many people have each role that lives; @everyone is the whole server."""
    counts: dict[Key, int | None] = {EVERYONE: comparison.snapshot.member_count}
    for role in comparison.live.roles:
        facts = comparison.role_facts(role.key)
        if role.key != EVERYONE and facts is not None:
            counts[role.key] = facts.members
    return counts


def findings_for(
    comparison: Comparison,
    access: tuple[AccessChange, ...],
    cost: Cost,
    requester: Standing | None,
    recent: RecentUse,
) -> tuple[Finding, ...]:
    """All findings; in each severity in the order in which a person would want to read them."""
    bot = keyed(comparison.snapshot.bot, comparison.bindings)
    found = [
        *_hindrances(comparison, bot, requester),
        *limits_reached(comparison.wanted, comparison.snapshot),
        *no_room_in_between(comparison.wanted, comparison.snapshot, cost),
        *features_missing(comparison.wanted, comparison.snapshot, comparison.changes),
        *community_findings(comparison.live, comparison.wanted, comparison.changes),
        *destructive_changes(comparison.live, comparison.changes),
        *exposures(comparison.live, comparison.wanted, access, comparison.changes),
        *dangerous_grants(comparison.live, comparison.wanted, comparison.changes),
        *_taken_over(comparison),
        *_left_as_they_are(comparison),
        *coverage_findings(comparison.snapshot, comparison.wanted),
        *quotas(cost, recent.role_creations),
    ]
    return tuple(sorted(found, key=lambda finding: _GRAVITY[finding.severity]))


def _hindrances(
    comparison: Comparison, bot: Person, requester: Standing | None
) -> Iterator[Finding]:
    live, wanted, changes = comparison.live, comparison.wanted, comparison.changes
    yield from bot_hindrances(live, wanted, changes, bot)
    yield from lockouts(live, wanted, bot, is_bot=True)
    if requester is not None:
        person = keyed(requester, comparison.bindings)
        yield from requester_hindrances(live, wanted, changes, person)
        yield from lockouts(live, wanted, person, is_bot=False)


def _taken_over(comparison: Comparison) -> Iterator[Finding]:
    if not comparison.adopted:
        return
    names = [
        role_name(binding.key, comparison.live)
        if binding.kind is Kind.ROLE
        else channel_name(binding.key, comparison.live)
        for binding in comparison.adopted
        if binding.kind in {Kind.ROLE, Kind.CHANNEL}
    ]
    if names:
        yield Finding(
            code="taken_over",
            severity=Severity.INFORMS,
            what=say_counted(
                len(names),
                "{number:,} existing thing of the same name is taken over, not made again: "
                "{names}.",
                "{number:,} existing things of the same name are taken over, not made again: "
                "{names}.",
                names=listed(names),
            ),
            remedy=say("Rename one of the two if they are not the same."),
            details=tuple((binding.kind, binding.key) for binding in comparison.adopted),
        )


def _left_as_they_are(comparison: Comparison) -> Iterator[Finding]:
    if comparison.type_kept:
        names = listed(channel_name(key, comparison.live) for key in sorted(comparison.type_kept))
        yield Finding(
            code="protected_type",
            severity=Severity.BLOCKS,
            what=say(
                "{names} would have to be deleted and made anew for another type, and is "
                "protected.",
                names=names,
            ),
            remedy=say("Keep its type, or take away protect: true."),
        )
    if comparison.kept_for_coverage:
        kept = sorted(comparison.kept_for_coverage)
        names = listed(channel_name(key, comparison.live) for key in kept)
        yield Finding(
            code="kept_for_hidden_channels",
            severity=Severity.INFORMS,
            what=say("{names} stays: channels that the bot cannot see may be in it.", names=names),
            remedy=say("Give the bot Administrator and plan again, or delete it by hand."),
        )
