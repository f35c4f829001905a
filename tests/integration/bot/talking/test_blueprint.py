"""/blueprint: the design as a document, in and out."""

import httpx2

from app.sandbox.driving.sent import SeenMessage
from tests.integration.bot.talking.conversation import DESIGN, Conversation
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS

pytestmark = THEIR_OWN_WARNINGS


async def file_of(message: SeenMessage) -> str:
    async with httpx2.AsyncClient(trust_env=False, verify=False) as client:
        return (await client.get(message.attachments[0]["url"])).text


async def test_the_server_is_taken_over_once_somebody_has_looked_at_it(
    talk: Conversation,
) -> None:
    shown = await (await talk.manager.use("blueprint import")).answer()
    text = await file_of(shown)
    none_yet = await talk.container.latest_design()(talk.guild_id)
    saved = await (await talk.manager.press(shown, "Save as a version")).answer()
    again = await (await talk.manager.press(shown, "Save as a version")).answer()

    assert "Nothing is saved yet" in shown.text
    assert "general" in text
    assert none_yet is None
    assert "Version 1 of the design" in saved.text
    assert again.text == saved.text


async def test_a_file_is_saved_as_it_was_written(talk: Conversation) -> None:
    text = f"# Ours\n{DESIGN}"
    file = await talk.manager.upload("ours.yaml", text.encode())

    saved = await (
        await talk.manager.use("blueprint import", file=file, message="From the team")
    ).answer()
    latest = await talk.container.latest_design()(talk.guild_id)

    assert "Version 1 of the design" in saved.text
    assert latest is not None
    assert (latest.text, latest.message) == (text, "From the team")
    assert latest.author == f"user:{talk.user('manager')}"


async def test_what_is_wrong_is_told_with_line_and_column(talk: Conversation) -> None:
    file = await talk.manager.upload("bad.yaml", b"version: 1\nrolls: []\nchannels: [7]\n")

    answer = await (await talk.manager.use("blueprint validate", file=file)).answer()

    assert "2 things are wrong" in answer.text
    assert "Line 2, column 1" in answer.text
    assert "Line 3, column" in answer.text


async def test_a_good_file_is_said_to_be_good_and_not_saved(talk: Conversation) -> None:
    file = await talk.manager.upload("good.yaml", DESIGN.encode())

    answer = await (await talk.manager.use("blueprint validate", file=file)).answer()

    assert "This file is a valid blueprint" in answer.text
    assert await talk.container.latest_design()(talk.guild_id) is None


async def test_a_picture_is_no_blueprint(talk: Conversation) -> None:
    file = await talk.manager.upload("cat.png", b"\x89PNG")

    answer = await (await talk.manager.use("blueprint validate", file=file)).answer()

    assert "This is no blueprint" in answer.text


async def test_a_file_that_is_far_too_large_is_not_even_fetched(talk: Conversation) -> None:
    file = await talk.manager.upload("big.yaml", b"#" * (1024 * 1024 + 1))

    answer = await (await talk.manager.use("blueprint import", file=file)).answer()

    assert "larger than 1,024 KB" in answer.text


async def test_a_version_comes_out_as_it_went_in(talk: Conversation) -> None:
    await talk.save()
    await talk.save("version: 1\nroles: [Other]\nchannels: [general]\n")
    choices = await talk.manager.type("blueprint export", "version", version="1")

    latest = await (await talk.manager.use("blueprint export")).answer()
    first = await (await talk.manager.use("blueprint export", version=1)).answer()

    assert "Version 2" in latest.text
    assert await file_of(first) == DESIGN
    assert 1 in [one["value"] for one in choices]


async def test_versions_are_listed_and_planned_from_the_list(talk: Conversation) -> None:
    await talk.save()
    listed = await (await talk.manager.use("blueprint versions")).answer()

    select = next(one for one in listed.components if one["type"] == 3)
    plan = await (await talk.manager.select(listed, select["custom_id"], ["1"])).answer()

    assert "**1**" in listed.text
    assert "from version 1" in plan.text


async def test_without_any_version_it_says_how_to_begin(talk: Conversation) -> None:
    answer = await (await talk.manager.use("blueprint versions")).answer()

    assert "/blueprint import" in answer.text
    assert "No version has been saved yet" in answer.text
