"""Every page in a language of brackets: what stands outside of them is what the API told, what a
browser writes by itself, or a name; or somebody forgot to say it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from app.web.made_files import made_files
from tests.browser.pages.conftest import Staged
from tests.browser.pages.stage import Scene
from tests.browser.pages.states import STATES
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
