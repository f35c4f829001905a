"""Which plans are shown as stale without asking Discord."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.shared.application.planning.show_plan import ShownPlan
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.domain.runs.run import Report, Run, RunId, RunState
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.identifiers import Key
from app.web.api.views.plan_page import surely_stale
from tests.support.builders import GUILD, a_blueprint, a_role
from tests.support.scene import Scene


@pytest.fixture
async def stored() -> StoredPlan:
    return await Scene().planned(a_blueprint(a_role("helper")))


def shown(stored: StoredPlan, run: Run | None = None) -> ShownPlan:
    return ShownPlan(stored=stored, run=run, needs={})


def a_run(stored: StoredPlan, *, writes: int | None, seconds: int = 60) -> Run:
    report = None
    if writes is not None:
        report = Report(
            done=writes,
            unnecessary=0,
            skipped=0,
            failed=1,
            writes=writes,
            differences=(),
            read_back_at=None,
        )
    return Run(
        id=RunId("abc"),
        guild_id=GUILD,
        plan_hash="other",
        state=RunState.FAILED if report else RunState.RUNNING,
        requested_by="operator",
        created_at=stored.plan.made_at + timedelta(seconds=seconds),
        report=report,
    )


@pytest.mark.parametrize(
    ("run", "stale"),
    [
        (lambda stored: a_run(stored, writes=1), True),
        (lambda stored: a_run(stored, writes=0), None),
        (lambda stored: a_run(stored, writes=None), None),
        (lambda stored: a_run(stored, writes=1, seconds=-60), None),
    ],
    ids=["one that wrote", "one without effect", "one under way", "one before"],
)
def test_only_a_later_run_with_an_effect_makes_a_plan_surely_stale(
    stored: StoredPlan, run: Callable[[StoredPlan], Run], stale: bool | None
) -> None:
    assert surely_stale(shown(stored), [run(stored)], Bindings()) is stale


def test_an_older_run_with_an_effect_counts_behind_a_newer_one_without(stored: StoredPlan) -> None:
    runs = [a_run(stored, writes=0, seconds=90), a_run(stored, writes=2)]

    assert surely_stale(shown(stored), runs, Bindings()) is True


def test_bindings_that_have_changed_make_a_plan_surely_stale(stored: StoredPlan) -> None:
    other = Bindings(frozenset({Binding(Kind.ROLE, Key("other"), 5)}))

    assert surely_stale(shown(stored), [], other) is True


def test_a_plan_that_was_run_is_not_called_stale(stored: StoredPlan) -> None:
    own = replace(a_run(stored, writes=1), plan_hash=stored.plan.hash)

    assert surely_stale(shown(stored, own), [own], Bindings()) is None
