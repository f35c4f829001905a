"""What somebody changes under a run's hands is set as planned, and told."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from app.shared.application.ports.guild_gateway import Call
from app.shared.domain.runs.run import RunState
from tests.support.builders import OWNER
from tests.support.edited_meanwhile import Applied, design
from tests.support.fakes.guild_gateway import Mishap

_OVERWRITE_EDITED = 14


@pytest.fixture
async def applied() -> Applied:
    applied = Applied()
    await applied.begin()
    return applied


def at_the_second(edit: Callable[[Call], None]) -> Callable[[Call], None]:
    calls: list[Call] = []

    def before(call: Call) -> None:
        calls.append(call)
        if len(calls) == 2:
            edit(call)

    return before


def named(applied: Applied, call: Call) -> str:
    return str(applied.scene.guild.channels[call.object_id or 0]["name"])


async def test_who_changed_what_the_run_then_set_is_named(applied: Applied) -> None:
    edited: list[str] = []

    def edit(call: Call) -> None:
        edited.append(named(applied, call))
        applied.edit(edited[0], topic="By Ada", nsfw=False)

    report = await applied.go_on(design("New"), at_the_second(edit))

    assert applied.state is RunState.SUCCEEDED
    assert report.set_over == (
        f"Ada changed #{edited[0]} meanwhile (topic), and the run then set it as planned.",
    )


@pytest.mark.parametrize("of", ["helper", "everyone"])
async def test_permissions_that_were_changed_meanwhile_are_told_whoever_they_are_for(
    applied: Applied, of: str
) -> None:
    """The run sets all of a channel's at once."""
    roles = applied.scene.guild.roles.values()
    target = next(role["id"] for role in roles if role["name"].strip("@").lower() == of)

    def edit(call: Call) -> None:
        assert "permission_overwrites" in str(call.body)
        applied.scene.guild.note(
            OWNER, _OVERWRITE_EDITED, call.object_id, changed=["deny"], overwrite_of=target
        )

    report = await applied.go_on(design("New", allow=2048), at_the_second(edit))

    (told,) = report.set_over
    assert told.startswith("Ada changed #lobby meanwhile (permissions), and")


async def test_what_was_changed_after_the_run_had_set_it_is_a_difference(applied: Applied) -> None:
    first: list[str] = []

    def before(call: Call) -> None:
        if first:
            applied.edit(first[0], topic="By Ada")
        else:
            first.append(named(applied, call))

    report = await applied.go_on(design("New"), before)

    assert applied.state is RunState.FAILED
    assert len(report.differences or ()) == 1
    assert report.set_over == ()


async def test_what_the_run_does_not_set_is_not_told(applied: Applied) -> None:
    report = await applied.go_on(
        design("New"),
        at_the_second(lambda call: applied.edit(named(applied, call), rate_limit_per_user=0)),
    )

    assert report.set_over == ()


async def test_what_was_changed_before_the_plan_is_not_told(applied: Applied) -> None:
    applied.edit("hall", topic="By Ada")
    applied.edit("lobby", topic="By Ada")
    applied.scene.clock.advance(1)

    report = await applied.go_on(design("New"), lambda _call: None)

    assert applied.state is RunState.SUCCEEDED
    assert report.set_over == ()


async def test_without_the_audit_log_nothing_is_told_and_nothing_fails(applied: Applied) -> None:
    applied.scene.gateway.audit_log_readable = False

    report = await applied.go_on(
        design("New"),
        at_the_second(lambda call: applied.edit(named(applied, call), topic="By Ada")),
    )

    assert applied.state is RunState.SUCCEEDED
    assert report.set_over == ()


async def test_a_run_that_only_creates_does_not_ask_for_the_audit_log() -> None:
    applied = Applied()
    asked: list[object] = []
    audit_log = applied.scene.gateway.audit_log

    async def counted(*args: Any, **named: Any) -> Any:
        asked.append(args)
        return await audit_log(*args, **named)

    applied.scene.gateway.audit_log = counted  # type: ignore[method-assign]

    await applied.begin()
    created = len(asked)
    await applied.go_on(design("New"), lambda _call: None)

    assert (created, len(asked)) == (0, 1)


async def test_what_came_between_a_call_and_the_same_call_again_is_told(applied: Applied) -> None:
    sent: list[Call] = []

    def once_lost(call: Call) -> Mishap | None:
        sent.append(call)
        edit = partial(applied.edit, named(applied, call), topic="By Ada")
        return Mishap(None, repeats=1, between=edit) if len(sent) == 1 else None

    run = await applied.approved(design("New"))
    applied.scene.gateway.mishap_for = once_lost
    report = await applied.worked(run)

    name = named(applied, sent[0])
    assert report.set_over == (
        f"Ada changed #{name} meanwhile (topic), and the run then set it as planned.",
    )
