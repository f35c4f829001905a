"""A guild that people have worked on: versions, plans, runs, drift, grants, a run that waits."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from tests.browser.looks.api import Api
from tests.browser.story.installation import Installation

VIEW, MANAGE_MESSAGES = 1 << 10, 1 << 13
RENAMES_UNTIL_LIMIT = 2


def live(place: Installation, api: Api, page: Page) -> dict[str, str]:
    """Names of what was made, for the addresses of looks."""
    design = api.post("/import")["design"]
    api.save(design, "As it is")
    _move_in(design)
    api.save(design, "A shed for tools")
    first = api.post("/plans")
    done = _run(place, api, page, first["hash"], "Done")
    _give_rights(place, api)
    _dream(design)
    api.save(design, "What we want by summer")
    stale = api.post("/plans")
    failed = _let_fail(place, api, page, stale["hash"], "channel:introductions:update")
    place.discord.rename_channel("tavern", to="pub")
    waiting = _let_wait(place, api, page, api.post("/plans")["hash"], "channel:general:update")
    opened = api.post("/plans")
    api.post(f"/plans/{opened['hash']}/reviews", {"verdict": "approve", "comment": "At last."})
    return {
        "open": opened["hash"],
        "stale": stale["hash"],
        "run_plan": first["hash"],
        "done": done,
        "failed": failed,
        "waiting": waiting,
    }


def _move_in(design: Any) -> None:
    _channel(design, "tools")["name"] = "tool-shed"
    _channel(design, "pets")["access"]["role:everyone"] = {"allow": "0", "deny": str(VIEW)}
    _channel(design, "tavern")["topic"] = "No shop talk."


def _dream(design: Any) -> None:
    """A change of every kind, with losses and warnings."""
    design["unmanaged"]["channels"] = "delete"
    design["channels"].remove(_channel(design, "bot-commands"))
    _channel(design, "introductions")["topic"] = "Who are you, and what do you forge?"
    _channel(design, "general")["name"] = "lobby"
    _channel(design, "mod-log")["access"]["role:everyone"] = {"allow": str(VIEW), "deny": "0"}
    helper = next(role for role in design["roles"] if role["name"] == "Helper")
    trainee = {**helper, "key": "trainee", "name": "Trainee", "permissions": str(MANAGE_MESSAGES)}
    design["roles"].insert(design["roles"].index(helper) + 1, trainee)


def _channel(design: Any, key: str) -> Any:
    return next(one for one in design["channels"] if one["key"] == key)


def _give_rights(place: Installation, api: Api) -> None:
    subject = {"kind": "role", "id": place.discord.role_id("Helper")}
    note = "They know the regulars."
    api.post("/grants", {"subject": subject, "rights": ["view", "approve"], "note": note})
    api.post("//tokens", {"name": "Deploy from CI", "scopes": ["read", "plan"]})


def _run(place: Installation, api: Api, page: Page, hash: str, state: str) -> str:
    """Apply a plan, and wait until its page says that it is in this state."""
    run_id: str = api.post(f"/plans/{hash}/apply")["id"]
    page.goto(f"{place.guild}/runs/{run_id}")
    expect(page.locator(".run-state")).to_have_text(state)
    return run_id


def _part(api: Api, hash: str, change: str) -> str:
    chosen: str = api.post(f"/plans/{hash}/choose", {"chosen": [change]})["plan"]["hash"]
    return chosen


def _let_fail(place: Installation, api: Api, page: Page, hash: str, change: str) -> str:
    fault = Fault(
        FaultKind.ERROR,
        Moment.BEFORE,
        method="PATCH",
        route="/channels/{channel_id}",
        times=None,
        status=403,
        body='{"message": "Missing Permissions", "code": 50013}',
    )
    with place.fault(fault):
        return _run(place, api, page, _part(api, hash, change), "Stopped")


def _let_wait(place: Installation, api: Api, page: Page, hash: str, change: str) -> str:
    """Discord lets a channel be renamed twice in ten minutes."""
    part = _part(api, hash, change)
    names: list[Callable[[], None]] = [
        lambda: place.discord.rename_as_bot("general", to="forecourt"),
        lambda: place.discord.rename_as_bot("forecourt", to="general"),
    ]
    with place.rate_limits():
        for rename in names[:RENAMES_UNTIL_LIMIT]:
            rename()
        run_id = _run(place, api, page, part, "Running")
        expect(page.locator(".progress-wait")).not_to_be_empty()
    return run_id
