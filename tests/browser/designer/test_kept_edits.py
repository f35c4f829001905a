"""Nothing that was not saved is lost while somebody has not decided about it."""

import copy
import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.stage import Designer
from tests.browser.designer.test_saving import channel, type_topic, unsaved


def reload(designer: Designer) -> None:
    designer.page.reload()
    expect(designer.row("clips")).to_be_visible()


def left_behind(opened: Opened, key: str, topic: str) -> Designer:
    """A reload after one edit: it is offered, and not decided about."""
    designer = opened()
    designer.page.on("dialog", lambda dialog: dialog.accept())
    type_topic(designer, key, topic)
    unsaved(designer.page, 1)
    reload(designer)
    expect(designer.button("Take them up")).to_be_visible()
    return designer


def topic_is(designer: Designer, key: str, topic: str) -> None:
    designer.row(key).click()
    expect(designer.page.get_by_role("textbox", name="Topic")).to_have_value(topic)


def test_edits_since_do_not_write_over_those_that_are_offered(opened: Opened) -> None:
    designer = left_behind(opened, "clips", "First")

    type_topic(designer, "lobby", "Second")
    unsaved(designer.page, 1)
    reload(designer)
    designer.button("Take them up").click()

    unsaved(designer.page, 2)
    topic_is(designer, "clips", "First")
    topic_is(designer, "lobby", "Second")


def test_edits_from_before_come_to_those_made_since_without_a_reload(opened: Opened) -> None:
    designer = left_behind(opened, "clips", "First")
    type_topic(designer, "lobby", "Second")

    designer.button("Take them up").click()

    unsaved(designer.page, 2)
    reload(designer)
    designer.button("Take them up").click()
    unsaved(designer.page, 2)


def test_where_both_visits_changed_the_same_it_is_asked(opened: Opened) -> None:
    designer = left_behind(opened, "clips", "First")
    type_topic(designer, "clips", "Second")

    designer.button("Take them up").click()
    dialog = designer.page.get_by_role("dialog", name="Both visits changed the same")
    dialog.get_by_role("button", name="Not now").click()
    reload(designer)
    designer.button("Take them up").click()
    dialog.get_by_role("radio", name="From before").click()
    dialog.get_by_role("button", name="Take up").click()

    expect(designer.button("Take them up")).to_be_hidden()
    topic_is(designer, "clips", "First")


def test_offered_edits_outlive_a_version_that_is_saved_meanwhile(
    opened: Opened, example: Any
) -> None:
    designer = left_behind(opened, "clips", "First")
    theirs = copy.deepcopy(example)
    channel(theirs, "lobby")["topic"] = "Theirs"
    designer.server.save(theirs, "Second")

    reload(designer)
    designer.button("Take them up").click()

    unsaved(designer.page, 1)
    designer.save()
    assert channel(designer.saved(), "clips")["topic"] == "First"
    assert channel(designer.saved(), "lobby")["topic"] == "Theirs"


def test_dropped_edits_are_not_offered_again(opened: Opened) -> None:
    designer = left_behind(opened, "clips", "First")

    designer.button("Drop them").click()
    reload(designer)

    expect(designer.button("Take them up")).to_be_hidden()


def commented(designer: Designer) -> str:
    """Add a comment in the YAML and apply it. -> the text"""
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("topic: Say hello."))
    written = text.input_value().replace("topic: Say hello.", "topic: Say hello. # kept short")
    text.fill(written)
    text.press("Control+Enter")
    return written


def test_comments_alone_are_an_unsaved_change_that_can_be_saved(opened: Opened) -> None:
    designer = opened()

    written = commented(designer)

    unsaved(designer.page, 1)
    expect(designer.page.locator(".yaml-state")).to_have_text("applied, not saved")
    designer.button("Save version…").click()
    designer.page.get_by_role("dialog").get_by_role("button", name="Save version").click()
    expect(designer.page.get_by_text("Version 2", exact=True)).to_be_visible()
    assert designer.server.versions[-1]["text"] == written


def test_comments_alone_survive_a_reload(opened: Opened) -> None:
    designer = opened()
    designer.page.on("dialog", lambda dialog: dialog.accept())
    written = commented(designer)
    unsaved(designer.page, 1)

    reload(designer)
    designer.button("Take them up").click()

    unsaved(designer.page, 1)
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(written)
    designer.save()
    assert designer.server.versions[-1]["text"] == written


def test_reset_takes_comments_back_and_its_undo_brings_them_again(opened: Opened) -> None:
    designer = opened()
    written = commented(designer)
    unsaved(designer.page, 1)

    designer.button("Reset").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(designer.page.get_by_text("Version 1", exact=True)).to_be_visible()
    expect(text).not_to_have_value(written)
    designer.page.locator(".notice").get_by_role("button", name="Undo").click()

    unsaved(designer.page, 1)
    expect(text).to_have_value(written)
