"""Why somebody may not do something here."""

from typing import ClassVar

from app.shared.domain.errors import Conflict, Forbidden, Invalid, NotFound


class AccessDenied(Forbidden):
    """The person lacks a right, or holds it for other parts of the guild only."""

    code: ClassVar[str] = "access_denied"


class ScopeMissing(Forbidden):
    """The token does not let this through, whatever its owner may do."""

    code: ClassVar[str] = "scope_missing"


class GrantRefused(Forbidden):
    """Nobody gives more than they hold, to whom they could not give a role, or for longer."""

    code: ClassVar[str] = "grant_refused"


class GrantInvalid(Invalid):
    code: ClassVar[str] = "grant_invalid"


class EveryoneNotConfirmed(Conflict):
    """Everybody on the server would hold rights that they do not hold now, and nobody said yes."""

    code: ClassVar[str] = "everyone_not_confirmed"


class GrantNotFound(NotFound):
    code: ClassVar[str] = "grant_not_found"


class PolicyRefused(Forbidden):
    """Who holds only a part changes nothing that binds or raises those who hold everything."""

    code: ClassVar[str] = "policy_refused"


class SecondPersonNeeded(Conflict):
    """The policy wants the approval of somebody else before this plan is applied."""

    code: ClassVar[str] = "second_person_needed"


class PlanRejected(Conflict):
    """Somebody with the right to review has rejected the plan and has not taken that back."""

    code: ClassVar[str] = "plan_rejected"


class TokenInvalid(Invalid):
    code: ClassVar[str] = "token_invalid"


class TokenNotFound(NotFound):
    code: ClassVar[str] = "token_not_found"
