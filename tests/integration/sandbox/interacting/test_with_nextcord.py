"""A human and a bot of the real nextcord: commands, buttons, selects, modals and files."""

from collections.abc import AsyncGenerator

import httpx2
import pytest

from app.sandbox.driving.sent import NotAnswered, Refused
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS
from tests.integration.sandbox.interacting.workshop import Workshop, open_workshop

pytestmark = THEIR_OWN_WARNINGS


@pytest.fixture
async def workshop(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Workshop]:
    async with open_workshop(monkeypatch) as found:
        yield found


async def test_a_slash_command_is_answered_in_the_channel(workshop: Workshop) -> None:
    used = await workshop.olive.use("echo", text="ho", times=2)

    answer = await used.answer()

    assert answer.content == "hoho"
    assert answer.payload["interaction_metadata"]["user"]["username"] == "olive"
    assert [each.content for each in await workshop.marlon.messages()] == ["hoho"]


async def test_autocomplete_answers_while_somebody_types(workshop: Workshop) -> None:
    choices = await workshop.olive.type("fruit pick", "name", name="ap")

    assert [each["value"] for each in choices] == ["apple", "apricot"]


async def test_subcommands_and_groups_reach_their_function(workshop: Workshop) -> None:
    role = await _made(workshop, "roles", "Cooks")

    picked = await (await workshop.olive.use("fruit pick", name="fig")).answer()
    emptied = await (await workshop.olive.use("fruit basket empty", of=role)).answer()

    assert picked.content == "picked fig"
    assert emptied.content == "emptied of Cooks"


async def test_a_button_changes_the_message_it_is_on(workshop: Workshop) -> None:
    ticket = await (await workshop.olive.use("ticket")).answer()

    changed = await (await workshop.olive.press(ticket, "Count")).answer()

    assert (changed.id, changed.content) == (ticket.id, "counted")
    assert changed.labels == ["Counted", "Ask"]


async def test_a_select_is_answered_with_what_only_its_human_sees(workshop: Workshop) -> None:
    ticket = await (await workshop.olive.use("ticket")).answer()

    chosen = await workshop.marlon.select(ticket, "fruit", ["banana", "apple"])
    answer = await chosen.answer()

    assert answer.is_ephemeral
    assert set(answer.content.split(", ")) == {"banana", "apple"}
    assert answer.id not in [each.id for each in await workshop.olive.messages()]
    assert answer.id in [each.id for each in await workshop.marlon.messages()]


async def test_selects_of_roles_and_of_anybody_are_resolved(workshop: Workshop) -> None:
    role = await _made(workshop, "roles", "Cooks")
    ticket = await (await workshop.olive.use("ticket")).answer()

    of_role = await (await workshop.olive.select(ticket, "role", [role])).answer()
    both = [workshop.marlon_user.id, role]
    of_both = await (await workshop.olive.select(ticket, "anyone", both)).answer()

    assert of_role.content == "Cooks"
    assert {"Member marlon", "Role Cooks"} == set(of_both.content.split(" and "))


async def test_selects_of_users_and_channels_are_resolved(workshop: Workshop) -> None:
    den = await _made(workshop, "channels", "den")
    places = await (await workshop.olive.use("places")).answer()

    shown = await (await workshop.olive.select(places, "channel", [den])).answer()
    await workshop.olive.select(places, "user", [workshop.marlon_user.id])
    deferred = await workshop.olive.sees("chose marlon")

    assert shown.content == f"<#{den}>"
    assert (deferred.id, deferred.components) == (places.id, [])


async def test_a_modal_opens_and_its_text_arrives(workshop: Workshop) -> None:
    ticket = await (await workshop.olive.use("ticket")).answer()
    modal = await (await workshop.olive.press(ticket, "Ask")).modal()

    answer = await (await workshop.olive.submit(modal, name="Olive")).answer()

    assert (modal.title, [each["custom_id"] for each in modal.inputs]) == (
        "Tell us",
        ["name", "why"],
    )
    assert answer.content == "Olive: -"


async def test_a_modal_refuses_what_its_inputs_do_not_take(workshop: Workshop) -> None:
    ticket = await (await workshop.olive.use("ticket")).answer()
    modal = await (await workshop.olive.press(ticket, "Ask")).modal()

    with pytest.raises(Refused, match="Must be between 2 and"):
        await workshop.olive.submit(modal, name="O")


async def test_a_deferred_answer_is_filled_and_followed_up(workshop: Workshop) -> None:
    used = await workshop.olive.use("slow")
    await workshop.olive.sees("second, changed")

    first = await used.answer()

    assert first.content == "first"
    assert not first.is_loading
    assert [each.content for each in await workshop.marlon.messages()] == ["first"]


async def test_a_deferred_answer_can_be_ephemeral(workshop: Workshop) -> None:
    used = await workshop.olive.use("slow", quiet=True)
    await workshop.olive.sees("second, changed")

    assert (await used.answer()).is_ephemeral
    assert await workshop.marlon.messages() == []


async def test_files_go_both_ways(workshop: Workshop) -> None:
    picture = await workshop.olive.upload("cat.txt", b"meow")

    answer = await (await workshop.olive.use("file", picture=picture)).answer()
    (back,) = answer.attachments
    async with httpx2.AsyncClient(trust_env=False) as browser:
        served = await browser.get(back["url"])

    assert (back["filename"], back["size"]) == ("back-cat.txt", 4)
    assert served.content == b"woem"
    assert answer.embeds[0]["fields"][0]["value"] == "4"


async def test_commands_of_menus_get_their_target(workshop: Workshop) -> None:
    written = await workshop.marlon.write("quietly")

    greeted = await (await workshop.olive.use_menu("Greet them", workshop.marlon_user.id)).answer()
    shouted = await (await workshop.olive.use_menu("Shout it", written.id)).answer()

    assert (greeted.content, shouted.content) == ("hello marlon", "QUIETLY")


async def test_who_lacks_the_permission_is_not_offered_the_command(workshop: Workshop) -> None:
    offered = {each["name"] for each in await workshop.marlon.commands()}

    with pytest.raises(Refused, match="Manage Messages"):
        await workshop.marlon.use("ticket")

    assert "ticket" not in offered
    assert "echo" in offered


async def test_a_bot_that_is_away_leaves_the_human_without_an_answer(workshop: Workshop) -> None:
    workshop.place.sandbox.gateway.drop()
    used = await workshop.olive.use("echo", text="ho")
    workshop.place.clock.advance(3.5)

    with pytest.raises(NotAnswered, match="did not respond"):
        await used.answer()


async def test_the_bot_writes_edits_pins_and_deletes(workshop: Workshop) -> None:
    channel = workshop.bot.get_channel(workshop.place.general.id)

    message = await channel.send("draft")
    await message.edit(content="final")
    await message.pin()
    pinned = await channel.pins()
    await message.unpin()
    other = await channel.send("gone soon")
    await other.delete()

    seen = [each.content for each in await workshop.olive.messages()]
    assert [each.content for each in pinned] == ["final"]
    assert seen == ["final", ""]


async def test_messages_of_humans_reach_the_bot(workshop: Workshop) -> None:
    heard = workshop.bot.wait_for("message", timeout=10)

    await workshop.marlon.write("hello bot")

    message = await heard
    assert (message.content, message.author.name) == ("hello bot", "marlon")


async def test_commands_are_not_registered_again_when_nothing_changed(workshop: Workshop) -> None:
    book = workshop.place.world.commands.of(workshop.place.application.id, None)
    before = {each.id: each.version for each in book.values()}

    await workshop.bot.sync_application_commands(register_new=True, update_known=True)

    assert {each.id: each.version for each in book.values()} == before


async def _made(workshop: Workshop, what: str, name: str) -> int:
    """A role or channel that the bot has heard of."""
    heard = workshop.bot.wait_for(f"guild_{what[:-1]}_create", timeout=10)
    answer = await workshop.place.bot.post(
        f"/guilds/{workshop.place.guild.id}/{what}", {"name": name}
    )
    await heard
    return int(answer.json()["id"])


async def test_the_bot_writes_through_a_webhook(workshop: Workshop) -> None:
    channel = workshop.bot.get_channel(workshop.place.general.id)
    webhook = await channel.create_webhook(name="Herald")

    sent = await webhook.send("news", username="Crier", wait=True)
    await sent.edit(content="late news")
    (listed,) = await channel.webhooks()
    seen = await workshop.olive.sees("late news")
    await sent.delete()
    await webhook.delete()

    assert listed.id == webhook.id
    assert seen.payload["author"]["username"] == "Crier"
    assert await workshop.olive.messages() == []


async def test_a_layout_of_version_2_is_sent_and_answered(workshop: Workshop) -> None:
    used = await workshop.olive.use("layout")

    answer = await used.answer()

    assert [each["type"] for each in answer.components] == [17, 10, 14, 1, 2]
    assert answer.text == "**Plan**"
