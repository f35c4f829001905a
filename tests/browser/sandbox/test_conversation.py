"""People talk with a bot on the sandbox's page."""

import json
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from app.sandbox.world.files import Upload
from tests.browser.looks.axe import violations
from tests.browser.sandbox.conftest import Scene
from tests.browser.sandbox.scenes import EMBED, EPHEMERAL, LAYOUT, MODAL, ROWS, V2, message

type Theme = Literal["dark", "light"]


def _last(page: Page) -> Any:
    return page.locator(".messages > .message").last


def test_a_message_of_the_bot_looks_as_it_would_at_discord(scene: Scene) -> None:
    guild, channel = scene.beside.seeded.guild, scene.beside.channel(scene.channel)
    text = json.dumps(EMBED).replace("{channel}", str(channel.id))
    embed = json.loads(text.replace("{owner}", str(guild.owner_id)))

    scene.puppet.says(scene.channel, embeds=[embed], components=ROWS)

    shown = _last(scene.page)
    expect(shown.locator(".embed-title")).to_have_text("2 things left the design")
    expect(shown.locator(".embed-field.beside-3")).to_have_count(3)
    expect(shown.locator(".mention").first).to_have_text(f"#{channel.name}")
    assert shown.locator(".embed").evaluate("e => getComputedStyle(e).borderLeftColor") == (
        "rgb(229, 180, 84)"
    )
    expect(shown.get_by_role("button", name="Delete")).to_be_disabled()
    expect(shown.get_by_role("link", name="Open")).to_have_attribute(
        "href", "https://a.example/drift"
    )
    scene.picture("embed")


def test_a_layout_of_version_2_is_drawn(scene: Scene) -> None:
    file = Upload("plan.txt", b"roles: 3", "text/plain")

    scene.puppet.says(scene.channel, file, flags=V2, components=LAYOUT)

    shown = _last(scene.page)
    expect(shown.locator(".container .heading-1")).to_have_text("Plan 12")
    expect(shown.locator(".section").get_by_role("button", name="Show")).to_be_visible()
    expect(shown.locator(".file")).to_contain_text("plan.txt")
    expect(shown.locator(".file")).to_contain_text("8 bytes")
    scene.picture("layout")


def test_a_command_is_found_filled_in_with_choices_and_answered(scene: Scene) -> None:
    def answering(told: Any) -> dict[str, Any]:
        if told["type"] == 4:
            typed = told["data"]["options"][-1]["value"]
            names = [each for each in ("main", "market", "tavern") if each.startswith(typed)]
            return {
                "type": 8,
                "data": {"choices": [{"name": n.title(), "value": n} for n in names]},
            }
        return message("Nothing would change.", flags=EPHEMERAL)

    scene.puppet.answers(answering)
    page = scene.page
    say = page.locator(".say")

    say.fill("/")
    scene.picture("commands")
    say.fill("/pl")
    say.press("Enter")
    page.get_by_role("combobox", name="blueprint").fill("ma")
    expect(page.locator(".suggestion-label")).to_have_text(["Main", "Market"])
    scene.picture("command")
    page.locator(".suggestion", has_text="Market").click()
    page.get_by_label("quick").select_option("True")
    page.get_by_role("button", name="Send").click()

    expect(_last(page)).to_contain_text("Nothing would change.")
    expect(_last(page)).to_contain_text("Only you can see this")
    assert scene.puppet.told[-1]["data"]["options"] == [
        {"name": "blueprint", "type": 3, "value": "market"},
        {"name": "quick", "type": 5, "value": True},
    ]
    scene.picture("ephemeral")
    page.get_by_role("button", name="Dismiss message").click()
    expect(page.locator(".message-ephemeral")).to_have_count(0)


def test_subcommands_are_commands_of_their_own(scene: Scene) -> None:
    scene.puppet.answers(lambda _told: message("one thing"))
    say = scene.page.locator(".say")

    say.fill("/drift")
    expect(scene.page.locator(".suggestion")).to_have_count(2)
    say.press("ArrowDown")
    say.press("Enter")
    scene.page.get_by_role("button", name="Send").click()

    expect(_last(scene.page)).to_contain_text("used /drift settle")
    assert scene.puppet.told[-1]["data"]["options"][0]["name"] == "settle"


def test_buttons_and_selects_reach_the_bot(scene: Scene) -> None:
    page, puppet = scene.page, scene.puppet
    puppet.says(scene.channel, content="drift", components=ROWS)
    puppet.answers(lambda told: message(f"did {told['data']['custom_id']}"))

    _last(page).get_by_role("button", name="Adopt").click()
    expect(_last(page)).to_contain_text("did adopt")
    page.get_by_label("Choose a field").select_option("topic")
    expect(_last(page)).to_contain_text("did field")
    assert puppet.told[-1]["data"]["values"] == ["topic"]
    page.get_by_text("Choose roles").click()
    boxes = page.locator(".pick-list input")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Choose", exact=True).click()
    expect(_last(page)).to_contain_text("did roles")
    assert len(puppet.told[-1]["data"]["values"]) == 2


def test_a_modal_is_a_dialog(scene: Scene) -> None:
    page, puppet = scene.page, scene.puppet
    puppet.says(scene.channel, content="drift", components=ROWS)
    puppet.answers(
        lambda told: {"type": 9, "data": MODAL} if told["type"] == 3 else message("noted")
    )

    _last(page).get_by_role("button", name="Revert").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("Why is it reverted?")
    scene.picture("modal")
    dialog.get_by_label("Reason").fill("It was an accident")
    dialog.get_by_role("button", name="Submit").click()

    expect(dialog).to_be_hidden()
    expect(_last(page)).to_contain_text("noted")
    answered = puppet.told[-1]["data"]["components"][0]["component"]
    assert answered["value"] == "It was an accident"


def test_a_modal_that_is_closed_stays_closed(scene: Scene) -> None:
    page, puppet = scene.page, scene.puppet
    puppet.says(scene.channel, content="drift", components=ROWS)
    puppet.answers(lambda _told: {"type": 9, "data": MODAL})

    _last(page).get_by_role("button", name="Revert").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    puppet.says(scene.channel, content="later")

    expect(_last(page)).to_contain_text("later")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_bot_that_is_silent_is_waited_for(scene: Scene) -> None:
    say = scene.page.locator(".say")
    say.fill("/drift list")
    say.press("Enter")

    scene.page.get_by_role("button", name="Send").click()

    expect(_last(scene.page)).to_contain_text("Sending…")
    expect(_last(scene.page)).to_contain_text("did not respond", timeout=15_000)
    scene.picture("silent")


def test_whoever_is_chosen_acts(scene: Scene) -> None:
    page = scene.page
    acting = page.get_by_label("Acting as")
    name = acting.locator("option").nth(1).inner_text()

    acting.select_option(index=1)
    page.locator(".say").fill("hello from me")
    page.locator(".say").press("Enter")

    expect(_last(page)).to_contain_text("hello from me")
    expect(_last(page).locator(".author")).to_have_text(name)


def test_what_is_being_typed_survives_what_happens_meanwhile(scene: Scene) -> None:
    say = scene.page.locator(".say")
    say.fill("half a sent")

    scene.puppet.says(scene.channel, content="meanwhile")

    expect(_last(scene.page)).to_contain_text("meanwhile")
    expect(say).to_have_value("half a sent")


def test_files_are_sent_and_can_be_opened(scene: Scene) -> None:
    page = scene.page

    page.get_by_label("Files").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"notes"}
    )

    link = _last(page).get_by_role("link", name="notes.txt")
    expect(link).to_be_visible()
    assert page.request.get(link.get_attribute("href") or "").body() == b"notes"


def test_a_menu_of_a_member_offers_the_apps(scene: Scene) -> None:
    page = scene.page
    scene.puppet.answers(lambda told: message(f"explains {told['data']['target_id']}"))

    page.get_by_role("button", name="Members").click()
    page.locator("#side").get_by_role("button", name="More for").first.click()
    page.get_by_role("button", name="Apps…").click()
    page.get_by_role("button", name="Use").click()

    expect(_last(page)).to_contain_text("explains")


def test_the_page_is_no_wider_than_a_phone(scene: Scene) -> None:
    scene.page.set_viewport_size({"width": 360, "height": 780})
    scene.puppet.says(scene.channel, embeds=[EMBED], components=ROWS)

    expect(_last(scene.page).locator(".embed")).to_be_visible()
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    assert scene.page.evaluate(wide) <= 0
    scene.picture("phone")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_conversation_can_be_used_by_everybody(scene: Scene, theme: Theme) -> None:
    scene.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    scene.puppet.says(scene.channel, embeds=[EMBED], components=ROWS)
    file = Upload("plan.txt", b"roles: 3", "text/plain")
    scene.puppet.says(scene.channel, file, flags=V2, components=LAYOUT)
    expect(_last(scene.page).locator(".container")).to_be_visible()
    scene.page.locator(".say").fill("/")

    found = violations(scene.page)

    assert found == []
    scene.picture(f"everything-{theme}")
