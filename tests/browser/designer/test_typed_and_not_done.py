"""What was typed and came to nothing yet: YAML that is not applied, words about a version."""

import re

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.server import BASE
from tests.browser.designer.stage import Designer
from tests.browser.pages.stage import USER, Asked, Reply, problem

SIGNED_OUT = problem(401, "not_signed_in", "You are not signed in.", "Sign in.")
AWAY = problem(503, "unavailable", "The database is away.", "Try again soon.")


def type_yaml(designer: Designer, topic: str) -> Locator:
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("topic: Say hello."))
    text.fill(text.input_value().replace("topic: Say hello.", f"topic: {topic}"))
    return text


def type_topic(designer: Designer, topic: str) -> None:
    designer.row("clips").click()
    designer.page.get_by_role("textbox", name="Topic").fill(topic)


def words_about_it(designer: Designer) -> Locator:
    return designer.page.get_by_role("dialog").get_by_role("textbox")


def test_a_plan_is_not_made_without_the_yaml_that_was_typed(opened: Opened) -> None:
    designer = opened()
    type_yaml(designer, "From the text")

    designer.button("Plan →").click()
    designer.button("Save and plan").click()
    designer.page.wait_for_url(re.compile(r"/plans/(ab)+$"))

    lobby = next(one for one in designer.saved()["channels"] if one["key"] == "lobby")
    assert lobby["topic"] == "From the text"


def test_no_plan_leaves_out_yaml_that_has_problems(opened: Opened) -> None:
    designer = opened()
    text = type_yaml(designer, "[")

    designer.button("Plan →").click()

    expect(designer.page.locator(".notice")).to_contain_text("The YAML has problems")
    assert [one for one in designer.asked if one.path == f"{BASE}/plans"] == []
    expect(text).to_have_value(re.compile(r"topic: \["))


def test_yaml_that_is_not_applied_is_told_in_the_bar_and_can_be_saved_by_mouse(
    opened: Opened,
) -> None:
    designer = opened()
    type_yaml(designer, "From the text")

    expect(designer.page.get_by_text("YAML that is not applied")).to_be_visible()
    designer.button("Save version…").click()
    designer.page.get_by_role("dialog").get_by_role("button", name="Save version").click()

    expect(designer.page.locator(".save-bar").get_by_text("Version 2", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("answer", "words"), [(SIGNED_OUT, "You are signed out."), (AWAY, "The database is away.")]
)
def test_yaml_that_nobody_could_look_at_is_not_called_wrong(
    opened: Opened, answer: object, words: str
) -> None:
    designer = opened()
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("topic: Say hello."))
    designer.refuse(f"POST {BASE}/design/check", answer)

    text.fill(text.input_value() + "\n# more")
    designer.button("Apply").click()

    expect(designer.page.locator(".notice")).to_contain_text(words)


def test_a_name_that_is_pasted_and_too_long_is_not_cut_but_told(opened: Opened) -> None:
    designer = opened()
    designer.row("lobby").dblclick()

    designer.page.keyboard.insert_text("n" * 130)
    designer.page.keyboard.press("Enter")

    name = designer.page.get_by_role("textbox", name="Name", exact=True)
    expect(name).to_have_value("n" * 130)
    expect(designer.page.get_by_text("shorten it by 30")).to_be_visible()


def test_words_about_a_version_stay_until_it_is_saved(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "Mine")
    designer.refuse(f"PUT {BASE}/design", AWAY)
    designer.ask_to_save("Why this is so")
    expect(designer.page.locator(".notice")).to_contain_text("The database is away.")

    designer.page.on("dialog", lambda dialog: dialog.accept())
    designer.page.reload()
    designer.button("Take them up").click()
    expect(designer.page.get_by_role("button", name="1 unsaved change")).to_be_visible()
    designer.page.keyboard.press("Control+s")

    expect(words_about_it(designer)).to_have_value("Why this is so")


def somebody_else(route: Route) -> None:
    page = route.fetch()
    route.fulfill(response=page, body=page.text().replace(f'"{USER}"', '"829999999999999999"'))


def test_whoever_signs_in_next_in_the_same_tab_is_offered_nothing_of_it(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "Mine")
    type_yaml(designer, "From the text")
    designer.page.on("dialog", lambda dialog: dialog.accept())

    designer.page.route("**/designer", somebody_else)
    designer.page.reload()
    expect(designer.row("clips")).to_be_visible()

    expect(designer.button("Take them up")).to_have_count(0)
    expect(designer.page.get_by_role("textbox", name="The design as YAML")).to_have_count(0)
    designer.page.unroute("**/designer")
    designer.page.reload()
    expect(designer.button("Take them up")).to_be_visible()


def test_a_version_whose_answer_was_lost_is_not_taken_for_somebody_elses(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "Mine")
    server = designer.server.scene()

    def saved_but_not_heard(asked: Asked) -> Reply:
        server.answer(asked)
        return problem(504, "http_504", "The answer could not be read.", "Try again in a moment.")

    designer.refuse(f"PUT {BASE}/design", saved_but_not_heard)
    designer.ask_to_save("Give clips a topic")
    again = designer.page.locator(".notice").get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    designer.refuse(f"PUT {BASE}/design", server.answer)

    again.click()

    bar = designer.page.locator(".save-bar")
    expect(bar.get_by_text("Version 2", exact=True)).to_be_visible()
    expect(designer.page.get_by_role("dialog")).to_have_count(0)
    assert len(designer.server.versions) == 2


def test_the_next_version_begins_without_words(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "Mine")
    designer.save("Why this is so")
    type_topic(designer, "Mine again")

    designer.page.keyboard.press("Control+s")

    expect(words_about_it(designer)).to_have_value("")


def test_who_comes_back_from_the_plan_can_plan_again_and_is_asked_before_leaving(
    opened: Opened,
) -> None:
    """Browsers bring a page back as it was left. Here it never goes, and is told it is back."""
    designer = opened()
    page = designer.page
    page.route("**/plans/*", lambda route: route.fulfill(status=204))
    designer.button("Plan →").click()
    expect(designer.button("Planning…")).to_be_disabled()

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(designer.button("Plan →")).to_be_enabled()
    type_topic(designer, "Mine")
    page.on("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Overview").click(no_wait_after=True)
