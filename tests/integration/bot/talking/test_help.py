"""/help, /status and /server, by whoever asks."""

import pytest

from app.sandbox.driving.sent import Refused
from tests.integration.bot.talking.conversation import Conversation
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS

pytestmark = THEIR_OWN_WARNINGS


async def test_everybody_gets_help_and_sees_what_they_may_do(talk: Conversation) -> None:
    to_owner = await (await talk.owner.use("help")).answer()
    to_member = await (await talk.human("member").use("help")).answer()

    assert to_owner.is_ephemeral
    assert "View, Design, Review plans, Apply plans, Roll back, Manage access" in to_owner.text
    assert "Nothing yet" in to_member.text


async def test_the_status_tells_whether_the_bot_is_there(talk: Conversation) -> None:
    answer = await (await talk.human("member").use("status")).answer()

    assert "connected to Discord" in answer.text
    assert "under way" not in answer.text


async def test_the_overview_says_how_the_server_stands(talk: Conversation) -> None:
    await talk.save()

    answer = await (await talk.manager.use("server overview")).answer()

    assert "Small Guild" in answer.text
    assert "Version 1 of the design" in answer.text
    assert "has not been applied yet" in answer.text
    assert answer.labels == ["Open"]


async def test_members_are_not_offered_what_managers_are(talk: Conversation) -> None:
    offered = {one["name"] for one in await talk.human("member").commands()}

    assert offered == {"help", "status"}
    with pytest.raises(Refused):
        await talk.human("member").use("plan")


async def test_who_was_shown_a_command_is_asked_for_rights_all_the_same(
    talk: Conversation,
) -> None:
    await talk.let_all_use_commands()

    answer = await (await talk.human("member").use("server overview")).answer()

    assert "You may not look at anything in this server" in answer.text
    assert "Reference" in answer.text
