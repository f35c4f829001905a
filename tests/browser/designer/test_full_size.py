"""A server as large as Discord lets it be costs no more than what is seen of it."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened

TOUCHED = """async (change) => {
  const keys = new Set(), tree = document.querySelector("[role=tree]");
  const observer = new MutationObserver((records) => records.forEach(({ target, addedNodes }) => {
    const row = (target.closest ? target : target.parentElement).closest("[data-key]");
    if (row) keys.add(row.dataset.key);
    addedNodes.forEach((node) => node.dataset?.key && keys.add(node.dataset.key));
  }));
  observer.observe(tree, { subtree: true, childList: true, attributes: true, characterData: true });
  const box = document.querySelector(".designer-side textarea");
  box.value = "Another topic";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  const frame = () => new Promise(requestAnimationFrame);
  while (!keys.size) await frame();
  // Whatever else is drawn because of it comes with the next frame.
  for (let n = 0; n < 3; n++) await frame();
  observer.disconnect();
  return [...keys];
}"""


def full(example: Any) -> Any:
    """500 channels in 25 categories and 250 roles, made like the example's own."""
    text = next(one for one in example["channels"] if one["key"] == "clips")
    category = next(one for one in example["channels"] if one["type"] == 4)
    channels = []
    for number in range(25):
        channels.append(category | {"key": f"group-{number}", "name": f"Group {number}"})
        channels += [
            text
            | {"key": f"c-{number}-{n}", "name": f"c-{number}-{n}", "parent": f"group-{number}"}
            for n in range(19)
        ]
    role = example["roles"][0] | {"permissions": "0", "protect": False}
    roles = [role | {"key": f"role-{n}", "name": f"Role {n}"} for n in range(249)]
    kept = {name: example[name] for name in ("format", "unmanaged", "ignore")}
    parts: dict[str, Any] = {
        "settings": {},
        "welcome_screen": None,
        "onboarding": None,
        "automod": None,
    }
    everyone = example["roles"][-1]
    known = [one | {"access": {}} for one in channels]
    return kept | parts | {"roles": [*roles, everyone], "channels": known}


def test_only_rows_near_the_view_are_drawn(opened: Opened, example: Any) -> None:
    designer = opened(full(example))

    assert designer.page.locator("[role=treeitem]").count() < 90
    expect(designer.row("c-0-0")).to_have_attribute("aria-setsize", "19")


def test_the_far_end_is_reached_by_key_and_by_wheel(opened: Opened, example: Any) -> None:
    designer = opened(full(example))
    designer.row("group-0").click()

    designer.page.keyboard.press("End")
    expect(designer.row("c-24-18")).to_be_focused()
    expect(designer.row("c-24-18")).to_be_in_viewport()
    designer.page.mouse.move(600, 400)
    designer.page.mouse.wheel(0, -100_000)

    expect(designer.row("c-0-3")).to_be_in_viewport()


def test_an_edit_draws_one_row_again(opened: Opened, example: Any) -> None:
    designer = opened(full(example))
    designer.row("c-0-4").click()
    expect(designer.page.locator(".designer-side textarea").first).to_be_visible()

    touched = designer.page.evaluate(TOUCHED)

    assert touched == ["c-0-4"]


def test_250_roles_are_drawn_the_same_way(opened: Opened, example: Any) -> None:
    designer = opened(full(example))

    designer.section("Roles")

    expect(designer.row("role-3")).to_be_visible()
    assert designer.page.locator("[role=treeitem]").count() < 90


def test_what_is_kept_of_an_edit_is_small_however_large_the_server(
    opened: Opened, example: Any
) -> None:
    designer = opened(full(example))
    designer.row("c-0-4").click()

    designer.page.get_by_role("textbox", name="Topic").fill("Another topic")

    kept = designer.page.wait_for_function(
        "() => Object.values(sessionStorage).find((one) => one.includes('Another topic'))"
    )
    assert len(kept.json_value()) < 20_000
