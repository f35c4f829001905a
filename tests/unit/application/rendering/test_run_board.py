"""A run as those who watch it read it."""

from datetime import timedelta
from typing import Any

from app.shared.application.rendering.run_board import bar, report_sentences, run_view
from app.shared.application.runs.show_run import ShownRun
from app.shared.application.runs.wording import waiting_sentence
from app.shared.domain.planning.steps import Action
from app.shared.domain.runs.run import Report, RunState, StepRecord, StepState
from tests.support.builders import NOON, a_plan, a_run, a_step

LATER = NOON + timedelta(minutes=10)
STEPS = (
    a_step(1),
    a_step(
        2, Action.EDIT_CHANNEL, key="lobby", name="lobby", body={"name": "x"}, verb="edit channel"
    ),
    a_step(3),
)


def shown(*records: StepRecord, **run: Any) -> ShownRun:
    plan = a_plan(*STEPS)
    listed = records or tuple(StepRecord(number=step.number) for step in STEPS)
    return ShownRun(
        run=a_run("abc", plan, **run),
        plan=plan,
        steps=tuple(zip(STEPS, listed, strict=True)),
        kept_members={},
    )


def test_a_wait_is_told_as_a_sentence_with_its_time() -> None:
    waiting = StepRecord(
        number=2, not_before=LATER, message=waiting_sentence(STEPS[1], LATER), attempt=1
    )

    view = run_view(shown(StepRecord(number=1), waiting, StepRecord(number=3)), NOON)

    step = view["steps"][1]
    assert step["wait_text"] == "#lobby waits for Discord's rename limit until 12:10 UTC."
    assert (step["waits_until"], step["state"], step["error"]) == (LATER, "waiting", None)
    assert step["sentence"] == "edit channel #lobby"


def test_a_wait_that_is_over_is_not_told() -> None:
    done = StepRecord(number=2, state=StepState.DONE, not_before=LATER, message="waits")

    view = run_view(shown(StepRecord(number=1), done, StepRecord(number=3)), NOON)

    assert (view["steps"][1]["wait_text"], view["steps"][1]["waits_until"]) == ("", None)


def test_discords_own_words_are_details_of_a_failed_step() -> None:
    words = "Discord: 403, code 50013, Missing (all) Permissions for PATCH /channels/{channel_id}"
    text = f"The bot lacks a permission. ({words}) Give it to the bot."
    failed = StepRecord(number=2, state=StepState.FAILED, message=text)
    skipped = StepRecord(number=3, state=StepState.SKIPPED, message=f"Not tried. {text}")

    view = run_view(shown(StepRecord(number=1), failed, skipped, failure=text), NOON)

    error = view["steps"][1]["error"]
    assert error["message"] == "The bot lacks a permission. Give it to the bot."
    assert error["details"] == words
    assert view["steps"][2]["reason"] == f"Not tried. {error['message']}"
    assert view["failure"] == error["message"]


def test_a_failed_step_has_a_reference_to_find_its_log_lines_by() -> None:
    failed = StepRecord(
        number=2, state=StepState.FAILED, message="Discord refused it.", error_code="call_refused"
    )

    view = run_view(shown(StepRecord(number=1), failed, StepRecord(number=3)), NOON)

    assert view["steps"][1]["error"] == {
        "code": "call_refused",
        "message": "Discord refused it.",
        "remedy": "",
        "details": "",
        "reference": "abc-2",
    }


def test_the_bar_counts_as_done_only_what_was_done_and_estimates_by_the_pace() -> None:
    done = StepRecord(number=1, state=StepState.DONE)
    skipped = StepRecord(number=2, state=StepState.SKIPPED)
    running = shown(done, skipped, StepRecord(number=3), started_at=NOON, state=RunState.RUNNING)

    assert bar(running, NOON + timedelta(seconds=8)) == {
        "done": 1,
        "unnecessary": 0,
        "skipped": 1,
        "total": 3,
        "eta_s": 4,
    }


def test_a_run_that_sent_nothing_has_done_nothing() -> None:
    skipped = [StepRecord(number=number, state=StepState.SKIPPED) for number in (1, 2)]
    unneeded = StepRecord(number=3, state=StepState.UNNECESSARY)

    view = bar(shown(*skipped, unneeded, state=RunState.FAILED), NOON)

    assert (view["done"], view["skipped"], view["unnecessary"], view["total"]) == (0, 2, 1, 3)


def test_the_longest_wait_decides_where_it_is_longer() -> None:
    waiting = StepRecord(number=2, not_before=LATER)

    view = bar(shown(StepRecord(number=1), waiting, StepRecord(number=3)), NOON)

    assert view["eta_s"] == 600


def test_a_run_that_has_ended_has_no_time_left() -> None:
    assert bar(shown(state=RunState.CANCELLED), NOON)["eta_s"] is None


def test_the_report_says_what_was_done_and_how_that_is_known() -> None:
    def report(**fields: Any) -> Report:
        counts = {"done": 2, "unnecessary": 0, "skipped": 1, "failed": 0, "writes": 1}
        return Report(**{**counts, "read_back_at": NOON, **fields})

    assert report_sentences(report(differences=())) == (
        "2 done, 1 skipped; 1 call sent.",
        "Read back: the server is as the plan wanted it.",
    )
    assert "still differs" in report_sentences(report(differences=("x",)))[1]
    assert "not verified" in report_sentences(report(differences=None))[1]
