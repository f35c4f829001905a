"""/history, /permissions, /access: looking, and giving rights."""

from datetime import timedelta

from tests.integration.bot.talking.conversation import Conversation, says
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS

pytestmark = THEIR_OWN_WARNINGS


async def test_history_tells_who_did_what_and_turns_pages(talk: Conversation) -> None:
    for number in range(12):
        await talk.save(f"version: 1\nroles: [Helper {number}]\nchannels: [general]\n")

    newest = await (await talk.manager.use("history")).answer()
    await talk.manager.press(newest, "Older →")
    older = await says(talk.manager, "Version 1 was saved")
    await talk.manager.press(older, "← Newest")
    again = await says(talk.manager, "Version 12 was saved")

    assert "Version 12 was saved" in newest.text
    assert "Version 2 was saved" not in newest.text
    assert older.id == newest.id
    assert again.text == newest.text


async def test_history_of_one_kind_only(talk: Conversation) -> None:
    await talk.save()

    answer = await (await talk.manager.use("history", about="run")).answer()

    assert "Nothing of this kind has happened yet" in answer.text


async def test_why_names_the_rule_that_decides(talk: Conversation) -> None:
    answer = await (
        await talk.manager.use(
            "permissions why",
            user=talk.people["member"],
            channel=talk.place.general.id,
            permission="MANAGE_MESSAGES",
        )
    ).answer()

    assert f"<@{talk.people['member']}> in \\#general" in answer.text
    assert "`✕` Manage Messages: granted by no role" in answer.text


async def test_why_of_a_role_and_of_everyone(talk: Conversation) -> None:
    of_role = await (
        await talk.manager.use("permissions why", role=talk.mods, permission="VIEW_CHANNEL")
    ).answer()
    of_everyone = await (
        await talk.manager.use("permissions why", role=talk.guild_id, permission="VIEW_CHANNEL")
    ).answer()

    assert "Mods in the whole server" in of_role.text
    assert "granted to @everyone" in of_role.text.replace("\\", "")
    assert "everyone in the whole server" in of_everyone.text


async def test_why_asks_about_whom(talk: Conversation) -> None:
    answer = await (await talk.manager.use("permissions why")).answer()

    assert "Say about whom" in answer.text


async def test_permissions_are_offered_by_discords_own_words(talk: Conversation) -> None:
    choices = await talk.manager.type("permissions why", "permission", permission="slow")

    assert [one["value"] for one in choices] == ["BYPASS_SLOWMODE"]


async def test_the_matrix_comes_as_a_table(talk: Conversation) -> None:
    answer = await (await talk.manager.use("permissions matrix")).answer()

    assert "4 roles in 2 channels" in answer.text
    assert [one["filename"] for one in answer.attachments] == ["permissions.csv"]


async def test_a_right_is_granted_listed_and_taken_back(talk: Conversation) -> None:
    granted = await (
        await talk.manager.use(
            "access grant", who=talk.mods, right="design", days=7, note="For the event"
        )
    ).answer()
    listed = await (await talk.manager.use("access list")).answer()
    choices = await talk.manager.type("access revoke", "grant", grant="mods")
    revoked = await (await talk.manager.use("access revoke", grant=choices[0]["value"])).answer()
    again = await (await talk.manager.use("access revoke", grant=choices[0]["value"])).answer()

    async with talk.container.begin()() as uow:
        entries = [e for e in await uow.trail.list(talk.guild_id) if e.action[:7] == "access."]
    ends = round((talk.clock.now() + timedelta(days=7)).timestamp())
    assert "@Mods may now: **Design**" in granted.text.replace("\\", "")
    assert f"<t:{ends}:R>" in granted.text
    assert "For the event" in listed.text
    assert "Olive: owns the server" in listed.text
    assert choices[0]["name"] == "@Mods: Design"
    assert "no longer has **Design**" in revoked.text
    assert "There is no such grant any more" in again.text
    assert {entry.origin for entry in entries} == {"bot"}


async def test_everybody_gets_rights_only_with_a_yes(talk: Conversation) -> None:
    order = {"who": talk.guild_id, "right": "design"}

    asked = await (await talk.manager.use("access grant", **order)).answer()
    given = await (
        await talk.manager.use("access grant", **order, **{"confirm-everyone": True})
    ).answer()

    assert "Every member would hold these rights here: Design" in asked.text.replace("\\", "")
    assert "confirm-everyone: True" in asked.text.replace("\\", "")
    assert "@everyone may now: **Design**" in given.text.replace("\\", "")


async def test_nobody_grants_what_they_do_not_hold(talk: Conversation) -> None:
    await talk.let_all_use_commands()

    answer = await (
        await talk.human("member").use("access grant", who=talk.mods, right="design")
    ).answer()

    assert "You may not manage access in this server" in answer.text


async def test_a_grant_for_a_channel_that_the_design_does_not_know_is_refused(
    talk: Conversation,
) -> None:
    answer = await (
        await talk.manager.use(
            "access grant", who=talk.mods, right="design", channel=talk.place.general.id
        )
    ).answer()

    assert "Reference" in answer.text
    assert "design" in answer.text


async def test_a_grant_opens_commands_to_its_holder(talk: Conversation) -> None:
    await talk.let_all_use_commands()
    helper = talk.human("helper")
    before = await (await helper.use("history")).answer()

    await (await talk.manager.use("access grant", who=talk.mods, right="view")).answer()
    after = await (await helper.use("history")).answer()

    assert "You may not look" in before.text
    assert "### History" in after.text
