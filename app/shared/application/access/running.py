"""May somebody start or steer the run of a plan?"""

from app.shared.application.access.gate import beyond_objects
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.domain.access.actors import user_behind
from app.shared.domain.access.plan_objects import outside_plan
from app.shared.domain.access.refusals import AccessDenied
from app.shared.domain.access.rights import Right, Rights
from app.shared.domain.access.wording import deed, whom_to_ask
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import UserId
from app.shared.domain.structure.snapshot import Snapshot

_AT_THE_HOST = "cli"


def person_behind(actor: str, origin: str) -> UserId | None:
    """Whose rights here count; None at the command line of the host, where its operator acts, in
    whoever's name: the trail says so."""
    return None if origin == _AT_THE_HOST else user_behind(actor)


def check_may_run(rights: Rights, stored: StoredPlan, snapshot: Snapshot) -> None:
    """APPLY is for every plan, ROLLBACK for those that roll a run back; either reaches as far as
    its objects. `snapshot` is the one the plan was made from. Raises AccessDenied."""
    fitting = [Right.APPLY] if stored.rolls_back is None else [Right.APPLY, Right.ROLLBACK]
    held = [right for right in fitting if rights.has(right)]
    if not held:
        raise AccessDenied(
            say("You may not {deed} in this server.", deed=deed(fitting[-1])),
            remedy=whom_to_ask(fitting[-1]),
        )
    beyond = [outside_plan(rights.objects_of(right), stored.plan, snapshot) for right in held]
    if all(beyond):
        raise beyond_objects(held[0], beyond[0])
