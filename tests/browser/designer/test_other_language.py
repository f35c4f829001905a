"""In another language, nothing in the designer is left in English."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from app.web.designer.registry import designer_registry
from tests.browser.designer.conftest import Opened
from tests.browser.designer.stage import Designer
from tests.support.processes import PROJECT
from tools.sentences.found import found_sentences

_WORD = re.compile(r"[^\W\d_]{2,}")
_INNERMOST = re.compile(r"«[^«»]*»")
_NAMES = ("YAML", "everyone", "Pia", "Mara", "First")
_READ_ALOUD = """() => {
  const root = document.getElementById("designer");
  const names = ["aria-label", "title", "placeholder", "label"];
  const words = [...root.querySelectorAll(names.map((one) => `[${one}]:not(time)`).join())]
    .flatMap((one) => names.map((name) => one.getAttribute(name) ?? ""));
  const copy = root.cloneNode(true);
  for (const one of copy.querySelectorAll("time, code, svg")) one.remove();
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT), told = [];
  while (texts.nextNode()) told.push(texts.currentNode.data);
  return [told.join("\\n"), ...words];
}"""


@pytest.fixture
def made_up(desktop: BrowserContext) -> Iterator[None]:
    """A language that says each sentence of English in «guillemets»."""
    sentences: dict[str, Any] = {}
    for one in found_sentences(PROJECT):
        key = f"{one.meaning}\u0004{one.text}" if one.meaning else one.text
        sentences[key] = [f"«{one.text}»", f"«{one.many}»"] if one.many else f"«{one.text}»"
    script = (
        f'export const TAG = "de";\nexport const SENTENCES = {json.dumps(sentences)};\n'
        "export const formOf = (number) => (number === 1 ? 0 : 1);\n"
    )

    def answer(route: Route) -> None:
        route.fulfill(content_type="text/javascript", body=script)

    desktop.route("**/lib/sentences.js", answer)
    yield
    desktop.unroute("**/lib/sentences.js", answer)


@pytest.fixture
def known(example: Any) -> frozenset[str]:
    """Words of the server itself, and those that come with a page's data."""
    told = json.dumps([example, designer_registry()], ensure_ascii=False)
    return frozenset(_WORD.findall(told)) | frozenset(_NAMES)


def in_english(page: Page, known: frozenset[str]) -> list[str]:
    """Words on the page that are neither said nor names."""
    found: list[str] = []
    for text in page.evaluate(_READ_ALOUD):
        found += [word for word in _WORD.findall(without_said(text)) if word not in known]
    return found


def without_said(text: str) -> str:
    rest = _INNERMOST.sub(" ", text)
    return rest if rest == text else without_said(rest)


def channel(designer: Designer) -> None:
    designer.row("lobby").click()
    expect(designer.page.locator(".access")).to_be_visible()
    designer.page.locator(".target-row").first.click()


def role(designer: Designer) -> None:
    designer.page.locator(".section-button").nth(1).click()
    designer.row("regular").click()
    expect(designer.page.locator(".permissions")).to_be_visible()


def menu(designer: Designer) -> None:
    designer.row("lobby").click(button="right")
    expect(designer.page.get_by_role("menu")).to_be_visible()


def edits(designer: Designer) -> None:
    """Last: what the server says of it comes in the language of the server."""
    designer.page.locator(".section-button").first.click()
    designer.row("lobby").click()
    designer.page.keyboard.press("Delete")
    designer.page.locator(".save-state button").click()
    expect(designer.page.locator(".change-list")).to_be_visible()


def eyes(designer: Designer) -> None:
    designer.page.locator(".view-as-button").click()
    designer.button("@everyone").click()
    designer.row("moderators").click()
    designer.page.locator(".viewed summary").click()


def versions(designer: Designer) -> None:
    designer.page.locator(".save-tools button").last.click()
    expect(designer.page.locator(".version time")).to_be_visible()


def yaml(designer: Designer) -> None:
    designer.page.locator(".save-tools button").nth(-2).click()
    expect(designer.page.locator(".yaml-text")).to_be_visible()


@pytest.mark.usefixtures("made_up")
def test_every_word_is_in_the_language(opened: Opened, known: frozenset[str]) -> None:
    designer = opened()
    left: dict[str, list[str]] = {}

    for go in (menu, channel, yaml, versions, eyes, role):
        go(designer)
        left[go.__name__] = in_english(designer.page, known)
        designer.page.keyboard.press("Escape")
    for button in designer.page.locator(".section-button").all()[2:]:
        button.click()
        expect(designer.page.locator(".section-form h2")).to_be_visible()
        left[button.inner_text()] = in_english(designer.page, known)
    edits(designer)
    left["edits"] = in_english(designer.page, known)

    assert {name: words for name, words in left.items() if words} == {}
