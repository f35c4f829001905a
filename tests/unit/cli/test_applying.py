"""What was agreed to, and what was not shown."""

import pytest

from app.cli.handlers.applying import Consent, _check_within
from app.shared.domain.planning.changes import Change, ChangeKind, Risk, Subject
from app.shared.domain.runs.refusals import PlanStale
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_plan


def a_deletion(name: str) -> Change:
    return Change(
        subject=Subject.CHANNEL,
        kind=ChangeKind.DELETE,
        key=Key(name),
        name=name,
        risk=Risk.DESTRUCTIVE,
    )


@pytest.mark.parametrize(
    ("named", "agreed"),
    [
        ((), False),
        (("channel:other:delete",), False),
        (("channel:old:delete",), True),
        (("all",), True),
    ],
)
def test_a_deletion_is_agreed_to_by_its_id_or_with_all(
    named: tuple[str, ...], agreed: bool
) -> None:
    assert Consent(yes=True, delete=frozenset(named)).covers(a_deletion("old")) is agreed


def test_what_was_not_in_the_plan_that_was_shown_is_not_applied_with_the_rest() -> None:
    plan = a_plan(changes=(a_deletion("seen"), a_deletion("new")))

    _check_within(plan, {"channel:seen:delete", "channel:new:delete"})
    with pytest.raises(PlanStale) as caught:
        _check_within(plan, {"channel:seen:delete"})

    assert "new" in caught.value.message
