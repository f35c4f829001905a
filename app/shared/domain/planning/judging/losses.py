"""What a plan destroys, and what it does not cover."""

from collections.abc import Iterator

from app.shared.domain.language.listing import capital
from app.shared.domain.language.saying import say, say_counted
from app.shared.domain.permissions.bits import PERMISSIONS
from app.shared.domain.planning.changes import Change, ChangeKind, Risk, Subject
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.judging.wording import channel_name, listed
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure

_ELEVATED = sum(permission.value for permission in PERMISSIONS if permission.elevated)
_MANY = 0.3


def destructive_changes(live: Structure, changes: tuple[Change, ...]) -> Iterator[Finding]:
    """One finding for each thing that is lost, and one when it is a large part of the server."""
    for change in changes:
        if change.risk is Risk.DESTRUCTIVE:
            yield Finding(
                code="destructive",
                severity=Severity.WARNS,
                what=say(
                    "{thing} goes for good. {loss}",
                    thing=_called(change, live),
                    loss=change.loses,
                ).rstrip(),
                remedy=say(
                    "Agree to it by itself, or let the design archive what it does not "
                    "name instead of deleting it."
                ),
                changes=(change.id,),
            )
    gone = [change for change in changes if change.kind is ChangeKind.DELETE]
    things = len(live.roles) + len(live.channels)
    if len(gone) >= 3 and len(gone) > things * _MANY:
        yield Finding(
            code="large_deletion",
            severity=Severity.WARNS,
            what=say_counted(
                len(gone),
                "The plan deletes {number:,} thing of {all}: a large part of the server.",
                "The plan deletes {number:,} things of {all}: a large part of the server.",
                all=things,
            ),
            remedy=say("Make sure that this is the right server and the right design."),
            changes=tuple(change.id for change in gone),
        )


def _called(change: Change, live: Structure) -> str:
    if change.subject is Subject.ROLE:
        return f"@{change.name}"
    if change.subject is Subject.CHANNEL:
        return capital(channel_name(change.key, live))
    return change.name


def coverage_findings(snapshot: Snapshot, wanted: Structure) -> Iterator[Finding]:
    """What the bot could not see or read: it is left alone, and said."""
    coverage = snapshot.coverage
    if coverage.unseen_channels:
        number = len(coverage.unseen_channels)
        yield Finding(
            code="unseen_channels",
            severity=Severity.INFORMS,
            what=say_counted(
                number,
                "The bot cannot see {number:,} channel that the design knows. They are left as "
                "they are, neither changed nor deleted.",
                "The bot cannot see {number:,} channels that the design knows. They are left as "
                "they are, neither changed nor deleted.",
            ),
            remedy=say("Allow View Channel for the bot there, then plan again."),
            details=(("channels", sorted(coverage.unseen_channels)),),
        )
    if not coverage.sees_all_channels:
        yield Finding(
            code="channels_may_be_hidden",
            severity=Severity.INFORMS,
            what=say("The bot is no administrator, so there may be channels that it cannot see."),
            remedy=say(
                "What it cannot see is never deleted. For full coverage give it Administrator."
            ),
        )
    names = {"welcome_screen": say("welcome screen"), "onboarding": say("onboarding")}
    parts = [names.get(part, part) for part, reason in coverage.unread.items() if reason]
    if parts:
        yield Finding(
            code="unread_parts",
            severity=Severity.INFORMS,
            what=say(
                "The bot could not read the {parts}; the plan leaves it alone.", parts=listed(parts)
            ),
            remedy=say("Give the bot Manage Server to include it."),
            details=tuple(coverage.unread.items()),
        )
    if snapshot.requires_2fa and any(role.permissions & _ELEVATED for role in wanted.roles):
        yield Finding(
            code="two_factor",
            severity=Severity.INFORMS,
            what=say("This server asks moderators for two-factor authentication."),
            remedy=say(
                "If Discord refuses a change, switch it on for the account that owns the bot."
            ),
        )
