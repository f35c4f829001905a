"""Answers on days on which Discord is slow, strict or lost."""

import asyncio

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.gateway.opcodes import CloseCode
from app.sandbox.limits.orders import RefusalOrder
from tests.integration.bot.talking.conversation import Conversation, says, says_now
from tests.integration.bot.talking.test_runs import begun
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS

pytestmark = THEIR_OWN_WARNINGS

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"


async def test_a_rate_limit_on_answers_is_waited_for(talk: Conversation) -> None:
    for template in (CALLBACK, ORIGINAL):
        talk.place.sandbox.limits.refuse(RefusalOrder(template=template, retry_after=0.05))

    answer = await (await talk.manager.use("help")).answer()

    assert "### Guildwright" in answer.text


async def test_an_answer_that_was_lost_on_the_way_is_not_given_twice(
    talk: Conversation,
) -> None:
    """nextcord sends it again, and Discord says that it has one."""
    fault = Fault(FaultKind.ERROR, moment=Moment.AFTER, method="POST", route=CALLBACK)
    talk.place.sandbox.faults.add(fault)

    await talk.manager.use("help")
    await says(talk.manager, "### Guildwright")

    assert len(await talk.manager.messages()) == 1


async def test_what_comes_too_late_does_nothing(talk: Conversation) -> None:
    """Whoever sees that a press failed presses again: the first one must not have counted."""
    await talk.save()
    plan = await (await talk.manager.use("plan")).answer()
    question = await (await talk.manager.press(plan, "Apply…")).answer()
    fault = Fault(FaultKind.SLOW, moment=Moment.BEFORE, route=CALLBACK, delay_s=4.0)
    talk.place.sandbox.faults.add(fault)

    await talk.manager.press(question, "Apply 2 changes")
    await held(talk)
    talk.clock.advance(4.5)
    late = await talk.runs()
    await talk.manager.press(question, "Apply 2 changes")
    await says(talk.manager, "Waits for a worker")

    assert late == ()
    assert len(await talk.runs()) == 1


async def held(talk: Conversation) -> None:
    """Until the call is under way."""
    async with asyncio.timeout(10):
        while talk.place.sandbox.faults.armed:
            await talk.owner.messages()


async def test_a_run_is_told_on_while_the_gateway_is_lost(talk: Conversation) -> None:
    """Answers have a session of their own, and go over REST."""
    await begun(talk)
    await talk.manager.use("run")
    shown = await says(talk.manager, "Waits for a worker")

    talk.place.sandbox.gateway.close(CloseCode.UNKNOWN_ERROR)
    await talk.carry_out()
    done = await talk.tick(lambda: says_now(talk, "Run: Done"))

    assert done.id == shown.id


async def test_a_run_is_told_on_after_an_edit_that_was_lost(talk: Conversation) -> None:
    await begun(talk)
    await talk.manager.use("run")
    await says(talk.manager, "Waits for a worker")

    lost = Fault(FaultKind.DROP, Moment.BEFORE, method="PATCH", route=ORIGINAL)
    talk.place.sandbox.faults.add(lost)
    await talk.carry_out()

    await talk.tick(lambda: says_now(talk, "Run: Done"))


async def test_commands_are_told_once_and_not_again_after_a_restart(
    talk: Conversation,
) -> None:
    before = await talk.owner.commands()
    route = "/applications/{application_id}/commands"
    talk.place.sandbox.faults.add(Fault(FaultKind.ERROR, method="PUT", route=route, status=500))
    (armed,) = talk.place.sandbox.faults.armed

    await talk.restart()
    await (await talk.manager.use("help")).answer()

    assert armed.covered == 0
    assert {one["name"] for one in before} == {
        *("access", "apply", "blueprint", "drift", "help", "history", "permissions"),
        *("plan", "rollback", "run", "server", "status"),
    }
