"""Two people at one server: one may not be enough, and both may edit at once."""

import re

from playwright.sync_api import expect

from tests.browser.story.conftest import Visit
from tests.browser.story.deciding import run_it
from tests.browser.story.designing import Designing

MARTEN, BIRCH = "Marten", "Birch Wright"


def test_where_two_must_agree_one_plans_another_approves_and_then_it_runs(visit: Visit) -> None:
    marten, birch = visit(), visit()
    discord = marten.place.discord
    marten.sign_in(MARTEN, to=f"{marten.place.guild}/access")
    marten.page.get_by_label("A second person must agree to a plan").select_option("low")
    marten.page.get_by_role("button", name="Save the policy").click()
    expect(marten.page.get_by_text("The policy holds from now on.")).to_be_visible()
    designer = Designing(marten.open("/designer"))
    designer.take_over()
    designer.rename("tools", to="Tool shed")
    designer.save("A better name", 2)
    designer.plan()
    decision = marten.page.get_by_role("region", name="Decision")

    expect(decision.get_by_text("Somebody else must approve this plan first.")).to_be_visible()
    expect(decision.get_by_role("button", name="Approve and run")).to_be_disabled()
    birch.sign_in(BIRCH, to=marten.page.url)
    birch.page.get_by_label("Comment").fill("Finally.")
    birch.page.get_by_role("button", name="Approve", exact=True).click()
    expect(birch.page.get_by_text("Finally.")).to_be_visible()
    assert "tools" in discord.names(), "an approval alone runs nothing"
    marten.page.reload()
    expect(marten.page.get_by_text("Birch Wright approved")).to_be_visible()
    run_it(marten.page)

    assert {"tool-shed"} == {"tools", "tool-shed"} & discord.names()


def test_who_saves_second_sees_what_the_first_did_and_merges(visit: Visit) -> None:
    marten, birch = visit(), visit()
    birch.expected = {409}
    marten.sign_in(MARTEN, to=f"{marten.place.guild}/designer")
    first = Designing(marten.page)
    first.take_over()
    birch.sign_in(BIRCH, to=f"{birch.place.guild}/designer")
    second = Designing(birch.page)
    for designer, name in ((first, "Tool shed"), (second, "Workbench")):
        designer.rename("tools", to=name)
    first.save("Tool shed", 2)
    second.rename("pets", to="Menagerie")

    second.try_to_save("Mine")
    dialog = birch.page.get_by_role("dialog", name="Somebody saved in the meantime")
    expect(dialog.get_by_text(re.compile("saved version 2"))).to_be_visible()
    dialog.get_by_role("group", name="workbench: name").get_by_label("Take theirs").check()
    dialog.get_by_role("button", name="Merge and save").click()
    second.is_version(3)
    second.plan()
    run_it(birch.page)

    names = birch.place.discord.names()
    assert {"tool-shed", "menagerie"} <= names
    assert names.isdisjoint({"tools", "workbench", "pets"})
