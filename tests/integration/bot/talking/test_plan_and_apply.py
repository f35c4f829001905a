"""From a plan to its run and back, in one channel."""

from app.sandbox.driving.sent import SeenMessage
from app.shared.application.access.set_policy import SetPolicyCommand
from app.shared.domain.access.policy import Policy
from app.shared.domain.planning.changes import Risk
from app.shared.domain.runs.run import RunState
from tests.integration.bot.talking.conversation import Conversation, says, says_now
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS

pytestmark = THEIR_OWN_WARNINGS


async def planned(talk: Conversation) -> SeenMessage:
    await talk.save()
    return await (await talk.manager.use("plan")).answer()


async def test_a_plan_says_what_it_does_and_what_it_costs(talk: Conversation) -> None:
    plan = await planned(talk)

    assert plan.is_ephemeral
    assert "for Small Guild" in plan.text
    assert "`+` 2 to create" in plan.text
    assert "lobby" in plan.text
    assert "3 calls" in plan.text
    assert plan.labels[:3] == ["Apply…", "Plan again", "Open"]


async def test_without_a_design_it_says_how_to_get_one(talk: Conversation) -> None:
    answer = await (await talk.manager.use("plan")).answer()

    assert "No design has been saved for this server yet" in answer.text
    assert "import the server as it is" in answer.text


async def test_applying_asks_first_and_shows_the_run_until_its_report(
    talk: Conversation,
) -> None:
    plan = await planned(talk)

    question = await (await talk.manager.press(plan, "Apply…")).answer()
    await talk.manager.press(question, "Apply 2 changes")
    await says(talk.manager, "Waits for a worker", "0 of 3 steps")
    run = await talk.carry_out()
    done = await talk.tick(lambda: says_now(talk, "Run: Done"))

    assert run.state is RunState.SUCCEEDED
    assert "3 of 3 steps" in done.text
    assert "Read back: the server is as the plan wanted it." in done.text
    assert done.labels == ["Roll back…", "Open"]
    assert done.id == question.id


async def test_the_trail_names_who_applied_and_that_it_was_in_discord(
    talk: Conversation,
) -> None:
    await applied(talk)

    async with talk.container.begin()() as uow:
        entries = [e for e in await uow.trail.list(talk.guild_id) if e.action == "plan.approved"]

    assert [(e.actor, e.origin) for e in entries] == [(f"user:{talk.user('manager')}", "bot")]


async def applied(talk: Conversation) -> SeenMessage:
    plan = await planned(talk)
    question = await (await talk.manager.press(plan, "Apply…")).answer()
    await talk.manager.press(question, "Apply 2 changes")
    return await says(talk.manager, "Waits for a worker")


async def test_pressing_twice_makes_one_run(talk: Conversation) -> None:
    plan = await planned(talk)
    question = await (await talk.manager.press(plan, "Apply…")).answer()

    first = await talk.manager.press(question, "Apply 2 changes")
    second = await talk.manager.press(question, "Apply 2 changes")
    await first.settled()
    await second.settled()
    await says(talk.manager, "Waits for a worker")

    assert len(await talk.runs()) == 1


async def test_a_question_that_outlived_the_bot_is_answered_by_the_next(
    talk: Conversation,
) -> None:
    plan = await planned(talk)
    question = await (await talk.manager.press(plan, "Apply…")).answer()

    await talk.restart()
    await talk.manager.press(question, "Apply 2 changes")
    await says(talk.manager, "Waits for a worker")

    assert len(await talk.runs()) == 1


async def test_a_plan_shown_to_all_is_applied_by_nobody_without_the_right(
    talk: Conversation,
) -> None:
    plan = await planned(talk)

    shown = (await (await talk.manager.press(plan, "Show in this channel")).follow_ups(1))[0]
    member = talk.human("member")
    refused = await (await member.press(shown, "Apply…")).answer()

    assert not shown.is_ephemeral
    assert f"Shown by <@{talk.user('manager')}>" in shown.text
    assert refused.is_ephemeral
    assert "You may not look at anything in this server" in refused.text
    assert await talk.runs() == ()


async def test_two_persons_are_needed_where_the_server_asks_for_them(
    talk: Conversation,
) -> None:
    await ask_for_two(talk)
    plan = await planned(talk)

    question = await (await talk.manager.press(plan, "Apply…")).answer()
    shown = (await (await talk.manager.press(question, "Show it to others here")).follow_ups(1))[0]
    await talk.owner.press(shown, "Approve")
    approved = await says(talk.owner, "Olive approves it")
    again = await (await talk.manager.press(approved, "Apply…")).answer()
    await talk.manager.press(again, "Apply 2 changes")
    await says(talk.manager, "Waits for a worker")

    assert "This server asks for two people" in question.text
    assert "This server asks for two people" in shown.text
    assert "This server asks for two people" not in approved.text
    assert "It has the approval that it needs" in approved.text
    assert "Apply 2 changes" not in question.labels
    assert len(await talk.runs()) == 1


async def ask_for_two(talk: Conversation) -> None:
    policy = Policy(guild_id=talk.guild_id, two_person_from=Risk.NONE)
    await talk.container.set_policy()(
        SetPolicyCommand(policy=policy, set_by=talk.user("owner"), origin="cli")
    )


async def test_a_rejection_says_why_and_keeps_everybody_from_applying(
    talk: Conversation,
) -> None:
    plan = await planned(talk)
    shown = (await (await talk.manager.press(plan, "Show in this channel")).follow_ups(1))[0]

    form = await (await talk.owner.press(shown, "Reject…")).modal()
    await (await talk.owner.submit(form, comment="Not before Friday")).settled()
    await says(talk.owner, "Olive rejects it: Not before Friday")
    question = await (await talk.manager.press(plan, "Apply…")).answer()

    assert form.title == "Reject the plan"
    assert "has rejected it" in question.text
    assert "Apply 2 changes" not in question.labels


async def test_what_is_lost_for_good_is_confirmed_in_the_web(talk: Conversation) -> None:
    text = "version: 1\nunmanaged: {channels: delete}\nchannels:\n  - general\n"
    await talk.save(text)
    plan = await (await talk.manager.use("plan")).answer()

    question = await (await talk.manager.press(plan, "Apply…")).answer()

    assert "It destroys what cannot be brought back" in question.text
    assert "staff" in question.text
    assert question.labels == ["Open"]


async def test_the_whole_plan_comes_as_a_file(talk: Conversation) -> None:
    plan = await planned(talk)

    answer = await (await talk.manager.press(plan, "As a file")).answer()

    assert [one["filename"][:5] for one in answer.attachments] == ["plan-"]


async def test_apply_takes_the_newest_plan_or_the_one_that_was_chosen(
    talk: Conversation,
) -> None:
    await planned(talk)
    choices = await talk.manager.type("apply", "plan", plan="2 changes")

    newest = await (await talk.manager.use("apply")).answer()
    chosen = await (await talk.manager.use("apply", plan=choices[0]["value"])).answer()

    assert len(choices) == 1
    assert newest.labels == chosen.labels == ["Apply 2 changes", "Open"]


async def test_whoever_may_not_look_gets_nothing_to_choose_from(talk: Conversation) -> None:
    await planned(talk)
    await talk.let_all_use_commands()

    assert await talk.human("member").type("apply", "plan", plan="") == []


async def test_planning_again_says_what_there_is_to_do_now(talk: Conversation) -> None:
    plan = await planned(talk)
    await talk.place.bot.post(f"/guilds/{talk.guild_id}/channels", {"name": "lobby"})

    again = await (await talk.manager.press(plan, "Plan again")).answer()

    assert "`+` 1 to create" in again.text


async def test_a_plan_that_no_longer_holds_is_not_applied(talk: Conversation) -> None:
    plan = await planned(talk)
    question = await (await talk.manager.press(plan, "Apply…")).answer()
    await talk.place.bot.post(f"/guilds/{talk.guild_id}/roles", {"name": "Helper"})

    await talk.manager.press(question, "Apply 2 changes")
    await says(talk.manager, "Waits for a worker")
    run = await talk.carry_out()
    shown = await talk.tick(lambda: says_now(talk, "Stopped before the end"))

    assert run.state is RunState.FAILED
    assert "changed" in shown.text
