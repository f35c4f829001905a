"""Why a plan is not carried out, though somebody asked for it."""

from collections.abc import Iterable
from typing import ClassVar

from app.shared.domain.errors import Conflict, Forbidden
from app.shared.domain.language.saying import say, say_counted
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.findings import Finding

_SHOWN = 5


class PlanStale(Conflict):
    """The guild, the bindings or somebody's rights are no longer as they were planned with."""

    code: ClassVar[str] = "plan_stale"

    def __init__(self, changed: tuple[str, ...]) -> None:
        super().__init__(
            say(
                "Something has changed since this plan was made. {changes}",
                changes=_listed(changed),
            ),
            remedy=say("Nothing was sent. Make a new plan and look at it again."),
        )
        self.changed = changed


class PlanBlocked(Conflict):
    """Something must be put right before the plan can be carried out."""

    code: ClassVar[str] = "plan_blocked"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            say(
                "This plan cannot be carried out yet. {reasons}",
                reasons=_listed(one.what for one in findings),
            ),
            remedy=_listed(dict.fromkeys(one.remedy for one in findings)),
        )
        self.findings = findings


class PlanEmpty(Conflict):
    """There is nothing to do."""

    code: ClassVar[str] = "plan_empty"


class DestructionNotConfirmed(Conflict):
    """Destructive changes are confirmed one by one, by their ids."""

    code: ClassVar[str] = "destruction_not_confirmed"

    def __init__(self, changes: tuple[Change, ...]) -> None:
        listed = _listed(f"{change.id}: {change.loses}".rstrip(": ") for change in changes)
        super().__init__(
            say("This plan destroys what cannot be brought back. {losses}", losses=listed),
            remedy=say("Confirm each of these changes, or leave them out of the plan."),
        )
        self.changes = changes


class RightsLost(Forbidden):
    """Somebody on whose behalf a plan is carried out may not do by hand what it would do."""

    code: ClassVar[str] = "rights_lost"

    def __init__(self, what: Iterable[str]) -> None:
        super().__init__(
            say(
                "Nobody gets through the bot what they could not do by hand. {reasons}",
                reasons=_listed(what),
            ),
            remedy=say("Ask somebody who has these rights to make the plan and approve it."),
        )


def _listed(sentences: Iterable[str]) -> str:
    every = list(sentences)
    more = len(every) - _SHOWN
    shown = " ".join(every[:_SHOWN])
    if more <= 0:
        return shown
    return say_counted(
        more, "{sentences} And {number} more.", "{sentences} And {number} more.", sentences=shown
    )
