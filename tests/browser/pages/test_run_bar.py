"""The bar of a run: what was done, apart from what came to its end without a call."""

from playwright.sync_api import expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.runs import RUN, ended, running_scene, steps
from tests.browser.pages.stage import GUILD

PATH = f"/g/{GUILD}/runs/{RUN}"


def test_a_run_that_sent_nothing_has_an_empty_bar(staged: Staged) -> None:
    bar = {"done": 0, "unnecessary": 0, "skipped": 7, "total": 7, "eta_s": None}
    view = ended("failed", steps=steps(*["skipped"] * 7), report=None, bar=bar)

    page = staged(running_scene(view)).ready(PATH, "guild/run.html")

    progress = page.get_by_role("region", name="Progress")
    expect(progress).to_contain_text("0 of 7 steps · 7 skipped")
    expect(progress.get_by_role("progressbar")).to_have_js_property("value", 0)
