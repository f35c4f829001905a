"""Every page in a language of brackets: what stands outside of them is what the API told, what a
browser writes by itself, or a name; or somebody forgot to say it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.web.made_files import made_files
from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes import activity
from tests.browser.pages.stage import Scene
from tests.browser.pages.states import IN_GUILD, PAGES, STATES
from tests.support.pseudo_language import speaking_pseudo

OUTSIDE = """
() => {
  let depth = 0;
  const outside = (text) => {
    let told = "";
    for (const letter of text) {
      if (letter === "⟧") depth -= 1;
      if (!depth) told += letter;
      if (letter === "⟦") { depth += 1; told += "\\n"; }
    }
    return told;
  };
  const found = [outside(document.title)];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: parent, textContent: text } = texts.currentNode;
    const names = parent.closest("script, time, .guild-icon, .picture, #quiet-zone");
    if (!names) found.push(outside(text));
  }
  for (const name of ["aria-label", "title", "placeholder", "label", "alt", "data-label"]) {
    const named = document.body.querySelectorAll(`[${name}]:not(time)`);
    for (const one of named) found.push(outside(one.getAttribute(name)));
  }
  return depth ? ["a bracket is not closed"] : found;
}
"""
NAMES = "Mara, Copper Guild, Guildwright"
DAY = re.compile(r"\w+day, \w+ \d+, \d{4}")


@pytest.fixture
def sentences() -> Iterator[str]:
    """Those of a language of brackets as browsers get them, while it is spoken here too."""
    with speaking_pseudo() as language:
        # No browser knows how it writes numbers and days.
        yield made_files()["lib/sentences.js"].decode().replace(language.tag, "en", 1)


def words_of(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", text))


def unsaid(page: Page, told: list[str]) -> list[str]:
    """Texts of the page that nobody told it."""
    known = words_of(" ".join([NAMES, *told])).casefold()
    runs = {
        words_of(DAY.sub("", run)) for text in page.evaluate(OUTSIDE) for run in text.split("\n")
    }
    return sorted(one for one in runs if one.casefold() not in known)


@pytest.mark.parametrize(("path", "template", "scene"), STATES)
def test_a_page_says_all_of_its_own_words(
    staged: Staged, sentences: str, path: str, template: str, scene: Scene
) -> None:
    stage = staged(scene)
    stage.modules["lib/sentences.js"] = sentences

    page = stage.ready(path, template)

    assert unsaid(page, stage.told) == []


PRESSED = {
    "overview": ("overview", "drifted", 'button:has-text("Adopt")'),
    "pausing": ("run", "live", 'button:has-text("Pause")'),
    "cancelling": ("run", "live", '.buttons button:has-text("Cancel")'),
    "grant": ("access", "full", 'td button:has-text("Revoke")'),
    "part": ("access", "full", '.where label:has-text("Only some")'),
    "token": ("tokens", "full", 'td button:has-text("Revoke")'),
    "admission": ("system", "full", 'button:has-text("Refuse")'),
    "cell": ("permissions", "full", ".matrix-cell"),
    "loss": ("plan", "full", ".change.destructive input"),
    "servers": ("history", "full", "#picker-button"),
}


@pytest.mark.parametrize("what", PRESSED)
def test_what_opens_at_a_press_says_its_words_too(
    staged: Staged, sentences: str, what: str
) -> None:
    name, state, button = PRESSED[what]
    path, template, states = PAGES[name]
    stage = staged(states[state])
    stage.modules["lib/sentences.js"] = sentences
    page = stage.ready(path, template)
    before = page.locator("main, #picker").all_inner_texts()

    page.locator(button).first.click()

    page.wait_for_function(
        "(before) => [...document.querySelectorAll('main, #picker')]"
        ".some((one, at) => one.innerText !== before[at])",
        arg=before,
    )
    assert unsaid(page, stage.told) == []


UNDONE = [activity.SAVED, activity.APPROVED, activity.GRANTED, activity.REVOKED, activity.POLICY]


@pytest.mark.parametrize("entry", UNDONE, ids=[one["action"] for one in UNDONE])
def test_the_question_before_an_undoing_says_its_words_too(
    staged: Staged, sentences: str, entry: dict[str, Any]
) -> None:
    stage = staged(activity.activity_scene(entry))
    stage.modules["lib/sentences.js"] = sentences
    page = stage.ready(f"{IN_GUILD}/activity", "guild/activity.html")

    page.locator(".event-undo button").click()

    expect(page.get_by_role("dialog")).to_be_visible()
    assert unsaid(page, stage.told) == []
