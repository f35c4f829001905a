"""What the design leaves to people is shown as on the server, and is not edited by mistake."""

import copy
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.server import DesignServer
from tests.browser.designer.stage import Designer, Rules

VIEW, SEND, CONNECT = 1 << 10, 1 << 11, 1 << 20
NOTE = "Left to people: Guildwright does not change this"
DECIDE = "Let the design decide"


def thing(design: Any, section: str, key: str) -> Any:
    return next(one for one in design[section] if one["key"] == key)


def on_server(example: Any) -> tuple[Any, DesignServer]:
    """A design in which @everyone holds nothing, and a server on which they may view and write."""
    example["onboarding"] = None  # It asks for channels in which @everyone may write.
    live = copy.deepcopy(example)
    thing(live, "roles", "everyone")["permissions"] = str(VIEW | SEND | CONNECT)
    thing(live, "channels", "lobby")["access"] = {}
    thing(live, "channels", "lobby")["topic"] = "As people wrote it"
    thing(example, "roles", "everyone")["permissions"] = "0"
    thing(example, "channels", "lobby")["access"] = {}
    return example, DesignServer(live={"design": live})


@pytest.fixture(params=["by_role", "by_kind"])
def left(request: pytest.FixtureRequest, example: Any) -> tuple[Any, DesignServer]:
    design, server = on_server(example)
    if request.param == "by_role":
        thing(design, "roles", "everyone")["ignore"] = ["permissions"]
    else:
        design["ignore"]["roles"] = ["permissions"]
    return design, server


def test_locks_and_eyes_go_by_what_everyone_may_on_the_server(
    opened: Opened, left: tuple[Any, DesignServer]
) -> None:
    designer = opened(left[0], server=left[1])

    view_as_everyone(designer)

    expect(designer.row("lobby")).to_have_class("row row-channel is-open")
    designer.button("Stop").click()
    expect(designer.row("lobby")).not_to_have_attribute("aria-label", re.compile("private"))
    designer.row("lobby").click()
    expect(switch(designer, "Send Messages")).to_have_accessible_description(
        "\u2713 allowed by @everyone's role"
    )


def test_while_the_server_is_not_read_nothing_is_called_private(
    opened: Opened, left: tuple[Any, DesignServer]
) -> None:
    left[1].live.clear()
    designer = opened(left[0], server=left[1])

    expect(designer.row("lobby")).not_to_have_attribute("aria-label", re.compile("private"))
    view_as_everyone(designer)

    expect(designer.row("lobby")).to_have_class("row row-channel is-unknown")
    expect(designer.page.get_by_role("region", name="View as")).to_contain_text("Not known for")
    designer.row("lobby").click()
    expect(designer.page.get_by_text("may or may not see this")).to_be_visible()
    expect(switch(designer, "Send Messages")).to_have_accessible_description(
        "not known until the server was read"
    )


def test_a_channels_access_that_is_left_to_people_decides_as_on_the_server(
    opened: Opened, example: Any
) -> None:
    design, server = on_server(example)
    thing(design, "roles", "everyone")["permissions"] = str(VIEW | SEND | CONNECT)
    thing(design, "channels", "lobby")["ignore"] = ["access"]
    hidden = {
        "role:everyone": {"allow": "0", "deny": str(VIEW)},
        "role:555": {"allow": "0", "deny": "0"},
    }
    thing(server.live["design"], "channels", "lobby")["access"] = hidden
    designer = opened(design, server=server)

    view_as_everyone(designer)

    expect(designer.row("lobby")).to_have_class("row row-channel is-hidden")
    designer.row("lobby").click()
    access = designer.page.get_by_role("region", name="Access")
    expect(access).to_contain_text(NOTE)
    expect(switch(designer, "View Channel").get_by_role("radio", name="Deny")).to_be_disabled()
    access.get_by_role("button", name=DECIDE).click()
    expect(switch(designer, "View Channel").get_by_role("radio", name="Deny")).to_be_enabled()
    designer.save()
    channel = thing(designer.saved(), "channels", "lobby")
    assert channel["access"] == {"role:everyone": hidden["role:everyone"]}
    assert channel["ignore"] == []


def test_permissions_left_to_people_start_from_the_servers_once_the_design_decides(
    opened: Opened, left: tuple[Any, DesignServer]
) -> None:
    designer = opened(left[0], server=left[1])
    designer.section("Roles")
    designer.row("everyone").click()
    permissions = designer.page.get_by_role("region", name="Permissions")
    send = permissions.get_by_role("switch", name="Send Messages", exact=False).first
    expect(permissions).to_contain_text(NOTE)
    expect(send).to_be_checked()
    expect(send).to_be_disabled()

    permissions.get_by_role("button", name=DECIDE).click()
    send.uncheck()
    designer.save()

    expect(permissions).not_to_contain_text(NOTE)
    saved = designer.saved()
    assert thing(saved, "roles", "everyone")["permissions"] == str(VIEW | CONNECT)
    assert thing(saved, "roles", "everyone")["ignore"] == []
    assert saved["ignore"]["roles"] == []
    by_kind = left[0]["ignore"]["roles"] == ["permissions"]
    assert thing(saved, "roles", "captain")["ignore"] == (["permissions"] if by_kind else [])


def test_without_the_server_there_is_nothing_to_start_from(
    opened: Opened, left: tuple[Any, DesignServer]
) -> None:
    left[1].live.clear()
    designer = opened(left[0], server=left[1])
    designer.section("Roles")

    designer.row("everyone").click()

    permissions = designer.page.get_by_role("region", name="Permissions")
    expect(permissions).to_contain_text("not known until the server was read")
    expect(permissions.get_by_role("button", name=DECIDE)).to_be_disabled()
    expect(permissions.get_by_role("switch")).to_have_count(0)


def test_a_channels_field_that_is_left_to_people_is_read_until_the_design_decides(
    opened: Opened, example: Any
) -> None:
    design, server = on_server(example)
    thing(design, "channels", "lobby")["ignore"] = ["topic"]
    designer = opened(design, server=server)
    designer.row("lobby").click()
    topic = designer.page.get_by_role("textbox", name="Topic")
    expect(topic).to_have_value("As people wrote it")
    expect(topic).to_be_disabled()

    designer.button(DECIDE).click()
    topic.fill("As the design says")
    designer.save()

    channel = thing(designer.saved(), "channels", "lobby")
    assert (channel["topic"], channel["ignore"]) == ("As the design says", [])


def rename(designer: Designer) -> None:
    designer.row("lobby").click()
    designer.page.keyboard.press("F2")
    designer.row("lobby").get_by_role("textbox").fill("hall")
    designer.page.keyboard.press("Enter")


def move(designer: Designer) -> None:
    """Below two others, so that it is clear which of them moved."""
    designer.row("lobby").click()
    designer.page.keyboard.press("Alt+ArrowDown")
    designer.page.keyboard.press("Alt+ArrowDown")


@pytest.mark.parametrize(
    ("act", "field", "told"),
    [(rename, "name", "lobby renamed to hall"), (move, "order", "lobby moved")],
)
@pytest.mark.parametrize("by_kind", [False, True])
def test_an_edit_of_what_is_left_to_people_is_never_silent(
    opened: Opened, example: Any, act: Any, field: str, told: str, by_kind: bool
) -> None:
    if by_kind:
        example["ignore"]["channels"] = [field]
    else:
        thing(example, "channels", "lobby")["ignore"] = [field]
        thing(example, "channels", "clips")["ignore"] = [field]
    designer = opened(example)
    act(designer)
    banner = designer.page.get_by_role("region", name="Edits of what is left to people")
    expect(banner).to_contain_text("No plan carries out this edit")
    expect(banner).to_contain_text(told)

    banner.get_by_role("button", name=DECIDE).click()
    expect(banner).to_have_count(0)
    designer.save()

    saved = designer.saved()
    assert field not in thing(saved, "channels", "lobby")["ignore"]
    assert field in thing(saved, "channels", "clips")["ignore"]
    assert saved["ignore"]["channels"] == []


def test_an_edit_that_is_carried_out_is_not_warned_of(opened: Opened, example: Any) -> None:
    thing(example, "channels", "lobby")["ignore"] = ["topic"]
    designer = opened(example)

    rename(designer)

    expect(designer.page.get_by_text("1 unsaved change")).to_be_visible()
    region = designer.page.get_by_role("region", name="Edits of what is left to people")
    expect(region).to_have_count(0)


def test_a_role_that_is_not_on_the_server_yet_is_as_the_design_says(
    rules: Rules, example: Any
) -> None:
    design, server = on_server(example)
    design["ignore"]["roles"] = ["permissions"]
    live = server.live["design"]
    live["roles"] = [one for one in live["roles"] if one["key"] != "moderator"]

    told = rules.run(
        ("left_to_people",),
        """const left = m.asLeft(given.design, given.live);
        const held = left.design.roles.map((one) => [one.key, one.permissions]);
        return [Object.fromEntries(held), left.unknown.size];""",
        {"design": design, "live": live},
    )

    assert told[0]["moderator"] == thing(design, "roles", "moderator")["permissions"]
    assert told[0]["everyone"] == str(VIEW | SEND | CONNECT)
    assert told[1] == 0


def view_as_everyone(designer: Designer) -> None:
    designer.page.get_by_role("button", name="View as: nobody").click()
    designer.page.locator(".view-as-popover").get_by_role("button", name="@everyone").click()
    designer.page.keyboard.press("Escape")
    designer.page.get_by_role("button", name="View as: @everyone").click()


def switch(designer: Designer, permission: str) -> Locator:
    row = designer.page.locator('.target-row[data-target="role:everyone"]')
    if row.get_attribute("aria-expanded") == "false":
        row.click()
    return designer.page.get_by_role("radiogroup", name=permission).first
