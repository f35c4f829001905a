"""The page of one run: followed while it goes on, steered, and told truthfully at its end."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.runs import (
    BASE,
    FAILED,
    RUN,
    ended,
    event,
    report,
    run,
    running_scene,
    step_event,
    steps,
)
from tests.browser.pages.stage import GUILD, Reply, Stage, problem

PATH = f"/g/{GUILD}/runs/{RUN}"
QUICKLY = "retry: 20\n\n"


def opened(stage: Stage) -> Page:
    return stage.ready(PATH, "guild/run.html")


def test_a_run_is_followed_to_its_report(staged: Staged) -> None:
    views = iter([run(), ended()])
    events = (
        event(1, "run", run())
        + "".join(step_event(n, "done") for n in range(3, 8))
        + event(9, "end", {"state": "succeeded"})
    )
    scene = running_scene(events=events).on(f"GET {BASE}", lambda _: next(views))
    page = opened(staged(scene))

    expect(
        page.get_by_role("heading", name="Done: the server is as the plan wanted it")
    ).to_be_visible()
    expect(page.locator(".step-done")).to_have_count(7)
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)


def test_a_broken_stream_is_taken_up_again(staged: Staged) -> None:
    streams = iter(
        [
            QUICKLY + event(1, "run", run()) + step_event(3, "done"),
            step_event(4, "done") + event(6, "end", {"state": "succeeded"}),
        ]
    )
    views = iter([run(), ended()])
    scene = (
        running_scene()
        .on(f"GET {BASE}/events", lambda _: Reply(events=next(streams)))
        .on(f"GET {BASE}", lambda _: next(views))
    )
    page = opened(staged(scene))

    expect(page.get_by_role("heading", name="Done")).to_be_visible()


def test_who_was_signed_out_while_watching_is_told_and_sees_on_once_signed_in(
    staged: Staged,
) -> None:
    stage = staged(running_scene(events=event(1, "run", run())))
    page = opened(stage)
    signed_in, out = (
        stage.scene,
        problem(401, "not_signed_in", "You are not signed in.", "Sign in."),
    )

    stage.scene = signed_in.on(f"GET {BASE}", out).on(f"GET {BASE}/events", out)
    told = page.get_by_role("link", name="Sign in in another tab")
    expect(told).to_be_visible()
    expect(page.get_by_text("The connection was lost")).to_have_count(0)

    stage.scene = signed_in
    expect(told).to_have_count(0)


def test_each_step_has_the_sign_of_what_it_does(staged: Staged) -> None:
    page = opened(staged(running_scene(ended())))

    signs = [row.text_content() for row in page.locator(".step .sign").all()]

    assert signs == [
        "+Create: ", "+Create: ", "~Change: ", "↕Move: ", "+Create: ", "◐Access: ", "−Delete: ",
    ]  # fmt: skip


def test_a_wait_is_a_sentence(staged: Staged) -> None:
    page = opened(staged(running_scene()))

    expect(page.locator(".step-wait")).to_contain_text(
        "#lobby waits for Discord's rename limit until 14:32."
    )


def test_cancelling_asks_first_and_says_what_stays(staged: Staged) -> None:
    stage = staged(running_scene())
    page = opened(stage)

    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_contain_text(
        "What is done stays done (2 steps); 5 steps will not be tried."
    )
    page.get_by_role("dialog").get_by_role("button", name="Cancel the run").click()

    expect(page.get_by_text("Ends when the step under way is done.")).to_be_visible()
    assert len(stage.sent(f"POST {BASE}/cancel")) == 1


def test_a_paused_run_is_resumed_with_one_click(staged: Staged) -> None:
    stage = staged(running_scene(run("paused", steps=steps("done", "done"))))
    page = opened(stage)

    page.get_by_role("button", name="Resume").click()

    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert len(stage.sent(f"POST {BASE}/resume")) == 1


def test_a_failed_step_says_what_to_do_and_gives_its_reference(staged: Staged) -> None:
    made = [*steps(*["done"] * 5)[:5], FAILED, *steps(*["done"] * 6, "skipped")[6:]]
    view = ended(
        "failed",
        steps=made,
        failure="Discord refused a step.",
        report=report(verified=False, differences=["#staff-log differs."]),
    )
    page = opened(staged(running_scene(view)))

    failed = page.locator(".step-failed")
    expect(failed).to_contain_text("Give the bot's role Manage Channels in #staff-log")
    failed.get_by_text("Details").click()
    failed.get_by_role("button", name="Copy reference").click()
    expect(failed.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "e7f3-20ac"
    expect(page.locator(".report")).to_contain_text("#staff-log differs.")


def test_only_what_went_wrong_can_be_shown(staged: Staged) -> None:
    made = [*steps(*["done"] * 5)[:5], FAILED, *steps(*["done"] * 6, "skipped")[6:]]
    page = opened(staged(running_scene(ended("failed", steps=made, report=report(verified=False)))))

    page.get_by_label(re.compile("Only the 2")).check()

    expect(page.locator(".step")).to_have_count(2)


def test_differences_are_never_called_done_and_verified(staged: Staged) -> None:
    view = ended(report=report(verified=False, differences=["The topic of #lobby is still empty."]))
    page = opened(staged(running_scene(view)))

    expect(page.get_by_role("heading", name="Done, but 1 thing is not as planned")).to_be_visible()
    expect(page.locator(".report")).to_contain_text("The topic of #lobby is still empty.")


def test_a_server_that_could_not_be_read_back_is_not_called_verified(staged: Staged) -> None:
    view = ended(report=report(verified=False, differences=None, read_back_at=None))
    page = opened(staged(running_scene(view)))

    expect(
        page.get_by_role("heading", name="Done, but the server could not be read back")
    ).to_be_visible()


def test_what_others_changed_meanwhile_is_told_with_the_report(staged: Staged) -> None:
    sentence = "Ada changed #lobby meanwhile (topic), and the run then set it as planned."
    page = opened(staged(running_scene(ended(report=report(set_over=[sentence])))))

    expect(page.locator(".report")).to_contain_text(sentence)
    expect(page.get_by_role("heading", name="Changed by others meanwhile")).to_be_visible()


def test_a_report_of_an_older_server_says_nothing_of_it(staged: Staged) -> None:
    told = report()
    del told["set_over"]

    page = opened(staged(running_scene(ended(report=told))))

    expect(page.locator(".report")).to_contain_text("Done: the server is as the plan wanted it")
    expect(page.get_by_role("heading", name="Changed by others meanwhile")).to_have_count(0)


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_after_a_run_that_stopped_what_is_left_is_planned(staged: Staged, state: str) -> None:
    page = opened(staged(running_scene(ended(state, report=report(verified=False)))))

    page.get_by_role("button", name="Plan what is left").click()

    page.wait_for_url("**/plans/eeee*")


def test_after_a_run_that_did_everything_nothing_is_left_to_plan(staged: Staged) -> None:
    page = opened(staged(running_scene(ended())))

    expect(page.get_by_role("button", name="Plan the way back")).to_be_visible()
    expect(page.get_by_role("button", name="Plan what is left")).to_have_count(0)


def test_what_is_left_is_planned_by_whoever_may_plan(staged: Staged) -> None:
    page = opened(staged(running_scene(ended("failed")), rights=("view",)))

    expect(page.get_by_role("button", name="Plan what is left")).to_be_disabled()
    expect(page.get_by_text("To plan again you need the right Design or Apply")).to_be_visible()


def test_how_many_steps_failed_is_said_once(staged: Staged) -> None:
    counted = {"failure": "1 step failed.", "failure_code": "steps_failed"}
    told = report(verified=False, sentences=["6 done, 1 failed; 7 calls sent."])
    page = opened(staged(running_scene(ended("failed", report=told, **counted))))

    expect(page.locator(".report")).to_contain_text("6 done, 1 failed; 7 calls sent.")
    expect(page.locator(".report")).not_to_contain_text("1 step failed.")


def test_rolling_back_leads_to_a_plan(staged: Staged) -> None:
    page = opened(staged(running_scene(ended())))

    page.get_by_role("button", name="Plan the way back").click()

    page.wait_for_url("**/plans/f0f0*")


def test_without_the_right_nothing_can_be_steered_and_the_banner_says_which(staged: Staged) -> None:
    page = opened(staged(running_scene(), rights=("view",)))

    expect(page.get_by_role("button", name="Pause")).to_be_disabled()
    expect(page.get_by_role("note")).to_contain_text("you need the right Apply")


def test_a_run_that_goes_back_is_steered_by_who_may_roll_back(staged: Staged) -> None:
    back = run(rollback_of="5d0c9e1f2a3b4c5d")

    page = opened(staged(running_scene(back), rights=("view", "rollback")))

    expect(page.get_by_role("button", name="Pause")).to_be_enabled()


def test_a_run_is_called_by_when_it_was_asked_for(staged: Staged) -> None:
    page = opened(staged(running_scene(ended())))

    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile("^Run of November 28, 2026")
    )


def test_an_approval_that_nobody_can_take_up_says_that_it_is_kept(staged: Staged) -> None:
    waiting = run("queued", steps=steps(), started_at=None, receipt="")
    gone = {"bot": {"online": False, "latency_ms": None, "seen_at": None}, "carries_out": False}
    scene = running_scene(waiting).on("GET /status", gone | {"version": "0.1.0"})

    page = opened(staged(scene))

    expect(page.get_by_text(re.compile("^The bot is offline.* This run is kept"))).to_be_visible()


def test_a_run_says_who_picked_it_up_and_how_soon(staged: Staged) -> None:
    page = opened(staged(running_scene()))

    expect(page.get_by_text("picked up by the bot 2.0 s later")).to_be_visible()
    expect(page.get_by_text("This run is kept")).to_have_count(0)
