"""What was noticed of drift, and what is done about it."""

from playwright.sync_api import Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.drifting import LOG, NOTHING_SET, SETTINGS, drift_scene
from tests.browser.pages.scenes.people import BASE
from tests.browser.pages.stage import GUILD, Stage, problem


def drift(stage: Stage) -> Page:
    return stage.ready(f"/g/{GUILD}/drift", "guild/drift.html")


def test_what_was_noticed_stands_with_who_and_what_became_of_it(staged: Staged) -> None:
    page = drift(staged(drift_scene()))
    noticed = page.get_by_role("region", name="What was noticed").get_by_role("listitem")

    expect(noticed.nth(0)).to_contain_text("by Ivo")
    expect(noticed.nth(0)).to_contain_text("still so")
    expect(noticed.nth(1)).to_contain_text("Not put back: Mara may not manage permissions")
    expect(noticed.nth(2)).to_contain_text("put back")
    expect(noticed.nth(3)).to_contain_text("by Ticketer (bot)")
    expect(noticed.nth(4)).to_contain_text("ignored")


def test_rules_are_told_in_words(staged: Staged) -> None:
    page = drift(staged(drift_scene()))

    expect(page.get_by_role("region", name="Not told of")).to_contain_text("topic of every channel")
    expect(page.get_by_role("region", name="Not told of")).to_contain_text(
        "everything about @Helper"
    )
    expect(page.get_by_role("region", name="Put back at once")).to_contain_text(
        "permissions of #rules"
    )
    expect(page.get_by_role("region", name="No longer put back")).to_contain_text(
        "permissions of @everyone in #rules"
    )
    expect(page.get_by_text("In #staff-log, and on the web")).to_be_visible()


def test_a_channel_quiet_hours_and_a_rule_are_chosen_and_saved(staged: Staged) -> None:
    stage = staged(drift_scene(NOTHING_SET, []))
    page = drift(stage)
    expect(page.get_by_text("Nothing was noticed so far")).to_be_visible()
    save = page.get_by_role("button", name="Save")
    expect(save).to_be_disabled()

    page.get_by_role("combobox", name="Tell it in a channel").click()
    page.get_by_role("option", name="staff-log").click()
    page.get_by_label("Quiet hours").check()
    page.get_by_label("From").fill("23:30")
    page.get_by_label("Time zone").select_option("Europe/Vienna")
    rules = page.get_by_role("region", name="Not told of")
    rules.get_by_label("Kind").select_option("role")
    rules.get_by_role("combobox", name="Which: every role").click()
    page.get_by_role("option", name="@Helper").click()
    rules.get_by_label("What of it").select_option("colors")
    rules.get_by_role("button", name="Add").click()
    expect(rules.get_by_text("colour of @Helper")).to_be_visible()
    save.click()
    expect(page.get_by_text("This holds from now on.")).to_be_visible()

    [saved] = stage.sent(f"PUT {BASE}/drift/settings")
    assert saved.body == {
        "channel_id": LOG,
        "quiet_hours": {"begins": "23:30", "ends": "07:00", "zone": "Europe/Vienna"},
        "ignored": [{"subject": "role", "key": "helper", "field": "colors"}],
        "auto_revert": [],
    }


def test_not_everything_about_everything_is_put_back(staged: Staged) -> None:
    page = drift(staged(drift_scene(NOTHING_SET)))
    rules = page.get_by_role("region", name="Put back at once")

    rules.get_by_label("What of it").select_option("*")

    expect(rules.get_by_text("Everything about every channel would be put back.")).to_be_visible()
    expect(rules.get_by_role("button", name="Add")).to_be_disabled()


def test_what_is_refused_keeps_what_was_chosen(staged: Staged) -> None:
    refused = problem(
        422, "drift_settings_refused", "The quiet hours end when they begin.", "Other."
    )
    page = drift(staged(drift_scene().on(f"PUT {BASE}/drift/settings", refused)))

    page.get_by_label("To", exact=True).fill("22:00")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("alert")).to_contain_text("The quiet hours end when they begin.")
    expect(page.get_by_label("To", exact=True)).to_have_value("22:00")


def test_what_gave_up_can_go_on(staged: Staged) -> None:
    stage = staged(drift_scene())
    page = drift(stage)

    page.get_by_role("button", name="Put back again: permissions of @everyone").click()
    expect(page.get_by_text("It is put back again from now on.")).to_be_visible()

    [sent] = stage.sent(f"POST {BASE}/drift/settings/go-on")
    assert sent.body == {"places": [SETTINGS["stopped"][0]["place"]]}
    assert sent.headers["idempotency-key"]


def test_an_order_that_gave_up_is_named_once(staged: Staged) -> None:
    stopped = [{"place": "order:roles:order", "since": "2026-11-28T05:00:00Z"}]
    page = drift(staged(drift_scene(SETTINGS | {"stopped": stopped})))

    name = "Put back again: the order of roles and channels"
    expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()


def test_a_difference_is_ignored_and_watched_again(staged: Staged) -> None:
    stage = staged(drift_scene())
    page = drift(stage)

    page.get_by_role("button", name="Ignore: The topic of #rules").click()
    expect(page.get_by_text("It may stay as it is.")).to_be_visible()
    page.get_by_role("button", name="Watch again: #games has a slowmode").click()
    expect(page.get_by_text("It is watched again.")).to_be_visible()

    first, second = stage.sent(f"POST {BASE}/drift/ignore")
    assert (first.body["ids"], first.body["ignore"]) == (["difference-5"], True)
    assert (second.body["ids"], second.body["ignore"]) == (["difference-1"], False)


def test_who_may_only_look_changes_nothing(staged: Staged) -> None:
    page = drift(staged(drift_scene(), rights=("view",)))

    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    expect(page.get_by_label("Quiet hours")).to_be_disabled()
    expect(page.get_by_role("button", name="Ignore: The topic of #rules")).to_be_disabled()
    expect(page.get_by_role("button", name="Add")).to_have_count(0)


def test_to_choose_what_is_put_back_takes_the_right_to_apply(staged: Staged) -> None:
    page = drift(staged(drift_scene(NOTHING_SET), rights=("view", "design")))
    ignored = page.get_by_role("region", name="Not told of")
    put_back = page.get_by_role("region", name="Put back at once")

    expect(ignored.get_by_role("button", name="Add")).to_be_enabled()
    expect(put_back.get_by_role("button", name="Add")).to_have_count(0)
    expect(page.get_by_text("takes the right to apply")).to_be_visible()


def test_a_message_that_could_not_be_shown_is_said(staged: Staged) -> None:
    lost = SETTINGS | {"not_told": "The bot may not write in that channel any more."}
    page = drift(staged(drift_scene(lost)))

    expect(page.get_by_role("note").filter(has_text="could not be shown")).to_contain_text(
        "The bot may not write in that channel any more."
    )
