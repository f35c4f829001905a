"""/run and /rollback: watched, steered, led back."""

from app.sandbox.driving.sent import SeenMessage
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.domain.runs.run import RunState, Wish
from tests.integration.bot.talking.conversation import Conversation, says, says_now
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS

pytestmark = THEIR_OWN_WARNINGS


async def begun(talk: Conversation) -> None:
    """A run that waits for a worker."""
    await talk.save()
    stored = await talk.container.plan_guild()(PlanGuildCommand(guild_id=talk.guild_id))
    await talk.container.approve_plan()(
        ApprovePlanCommand(guild_id=talk.guild_id, hash=stored.plan.hash)
    )


async def watched(talk: Conversation) -> SeenMessage:
    await begun(talk)
    await talk.manager.use("run")
    return await says(talk.manager, "Waits for a worker")


async def test_before_there_was_any_it_says_how_to_get_one(talk: Conversation) -> None:
    answer = await (await talk.manager.use("run")).answer()

    assert "There has been no run on this server yet" in answer.text


async def test_a_run_is_paused_and_resumed_by_its_buttons(talk: Conversation) -> None:
    shown = await watched(talk)

    await talk.manager.press(shown, "Pause")
    paused = await talk.manager.sees(lambda message: "Resume" in message.labels)
    wish = (await talk.runs())[0].wish
    await talk.manager.press(paused, "Resume")
    await talk.manager.sees(lambda message: "Pause" in message.labels)

    assert wish is Wish.PAUSE
    assert (await talk.runs())[0].wish is Wish.GO_ON


async def test_cancelling_asks_once_more(talk: Conversation) -> None:
    shown = await watched(talk)

    question = await (await talk.manager.press(shown, "Cancel…")).answer()
    before = (await talk.runs())[0].state
    await talk.manager.press(question, "Cancel the run")
    ended = await says(talk.manager, "Cancelled. What was done stays done.")

    assert before is RunState.QUEUED
    assert (await talk.runs())[0].state is RunState.CANCELLED
    assert ended.labels == ["Open"]


async def test_cancelling_twice_says_that_it_is_over(talk: Conversation) -> None:
    shown = await watched(talk)
    first = await (await talk.manager.press(shown, "Cancel…")).answer()
    second = await (await talk.manager.press(shown, "Cancel…")).answer()
    await talk.manager.press(first, "Cancel the run")
    await says(talk.manager, "Cancelled.")

    await talk.manager.press(second, "Cancel the run")

    await says(talk.manager, "This run has ended already")


async def test_a_watched_run_stops_being_live_before_discord_takes_no_more_edits(
    talk: Conversation,
) -> None:
    await watched(talk)

    talk.clock.advance(14 * 60)
    # In small bits: Discord takes no more edits a minute later.
    last = await talk.tick(lambda: says_now(talk, "Not live any more"), 0.2)
    await talk.online()
    await talk.manager.press(last, "Refresh")
    live = await talk.manager.sees(
        lambda message: "Waits for a worker" in message.text and "Not live" not in message.text
    )

    assert live.id == last.id


async def test_who_only_looks_steers_nothing(talk: Conversation) -> None:
    await begun(talk)
    await talk.let_all_use_commands()
    await talk.grant("helper", "view")
    helper = talk.human("helper")
    await helper.use("run")
    shown = await says(helper, "Waits for a worker")

    refused = (await (await helper.press(shown, "Pause")).follow_ups(1))[0]

    assert "You may not apply plans in this server" in refused.text
    assert (await talk.runs())[0].wish is Wish.GO_ON


async def test_a_message_of_a_run_is_taken_up_after_a_restart(talk: Conversation) -> None:
    shown = await watched(talk)

    await talk.restart()
    await talk.manager.press(shown, "Pause")

    await talk.manager.sees(lambda message: "Resume" in message.labels)


async def test_a_message_that_nobody_edits_any_more_says_so(talk: Conversation) -> None:
    await watched(talk)

    await talk.restart()

    await says(talk.manager, "Waits for a worker", "Not live any more")


async def test_who_may_look_no_longer_is_told_that_it_is_not_live(talk: Conversation) -> None:
    await begun(talk)
    await talk.let_all_use_commands()
    await talk.grant("helper", "view")
    await talk.human("helper").use("run")
    await says(talk.human("helper"), "Waits for a worker")

    await talk.revoke_all()
    await talk.carry_out()
    left = await talk.tick(lambda: says_now(talk, "Not live any more", "helper"))

    assert "Run: Done" not in left.text


async def test_the_way_back_is_a_plan_that_says_what_it_undoes(talk: Conversation) -> None:
    await begun(talk)
    await talk.carry_out()
    runs = await talk.manager.type("rollback", "run", run="")

    newest = await (await talk.owner.use("rollback")).answer()
    chosen = await (await talk.owner.use("rollback", run=runs[0]["value"])).answer()

    assert len(runs) == 1
    assert "back to before run" in newest.text
    assert "`−` 2 to delete" in newest.text
    assert chosen.text == newest.text


async def test_of_a_run_that_has_done_nothing_there_is_nothing_to_undo(
    talk: Conversation,
) -> None:
    await begun(talk)

    back = await (await talk.manager.use("rollback")).answer()

    assert "Nothing to undo" in back.text
    assert "as the design says" not in back.text


async def test_a_finished_run_leads_back_by_its_button(talk: Conversation) -> None:
    await begun(talk)
    await talk.carry_out()
    report = await (await talk.manager.use("run")).answer()
    report = await says(talk.manager, "Run: Done")

    back = await (await talk.manager.press(report, "Roll back…")).answer()

    assert "back to before run" in back.text


async def test_a_run_of_another_server_is_not_found(talk: Conversation) -> None:
    answer = await (await talk.manager.use("run", run="0123456789abcdef")).answer()
    answer = await says(talk.manager, "Reference")

    assert "no run" in answer.text.lower()
