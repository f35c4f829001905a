"""Rights go when Discord takes them, in pages that are open, too."""

from playwright.sync_api import Page, expect

from tests.browser.story.conftest import Visit
from tests.browser.story.designing import Designing

WITHIN_MS = 1000

MS_UNTIL_REFUSED = """async (since) => {
  for (;;) {
    const answer = await fetch(`/api/v1${location.pathname.replace("/g/", "/guilds/")}`);
    if (!answer.ok) return [answer.status, Date.now() - since];
    if (Date.now() - since > 30000) return [answer.status, Infinity];
  }
}"""


def test_who_loses_the_role_is_refused_within_a_second_and_keeps_what_they_typed(
    visit: Visit,
) -> None:
    marten, birch = visit(), visit()
    birch.expected = {403, 404}
    marten.sign_in("Marten", to=f"{marten.place.guild}/designer")
    Designing(marten.page).take_over()
    birch.sign_in("Birch Wright", to=f"{birch.place.guild}/designer")
    designer = Designing(birch.page)
    expect(birch.page.locator("#bot-chip")).to_have_attribute("data-state", "online")
    designer.rename("tools", to="Workbench")

    birch.place.discord.take_role("birchwright", "Guild Council")
    status, waited = until_refused(birch.page)
    designer.try_to_save("Mine")

    assert status == 404, "to strangers there is no such server"
    assert waited < WITHIN_MS
    expect(birch.page.get_by_role("button", name="Try again")).to_be_visible()
    expect(designer.row("workbench")).to_be_visible()
    marten.page.reload()
    Designing(marten.page).is_version(1)
    birch.page.once("dialog", lambda question: question.accept())
    birch.page.goto(birch.place.guild)
    expect(birch.page.locator("h1")).not_to_have_text("Copper Guild")


def until_refused(page: Page) -> tuple[int, float]:
    """The status, and for how many milliseconds from now on the page was still answered."""
    since = page.evaluate("Date.now()")
    status, waited = page.evaluate(MS_UNTIL_REFUSED, since)
    return status, waited
