"""Every page in every state that it can be opened in."""

from typing import Any

import pytest

from tests.browser.pages.scenes import drifting, guilds, histories, matrices, people, plans, runs
from tests.browser.pages.stage import GUILD, Scene, problem

IN_GUILD = f"/g/{GUILD}"
DOWN = Scene().on(
    "GET .*", problem(503, "discord_unavailable", "Discord did not answer.", "Try again.", "a1b2")
)
NO_LINES: dict[str, Any] = {"items": [], "next": None}
LOST = runs.ended(
    "failed", steps=[*runs.steps(*["done"] * 5)[:5], runs.FAILED, *runs.steps()[6:]],
    failure="Discord refused a step.", report=runs.report(verified=False, differences=["One."]),
)  # fmt: skip
CANCELLED = runs.ended(
    "cancelled",
    steps=runs.steps(*["done"] * 2, *["skipped"] * 5),
    report=runs.report(verified=False),
)

PAGES: dict[str, tuple[str, str, dict[str, Scene]]] = {
    "plan": (
        f"{IN_GUILD}/plans/{plans.PLAN}",
        "guild/plan.html",
        {
            "full": plans.plan_scene(),
            "blocked": plans.plan_scene(findings_view=[plans.BLOCKS], blocked=True),
            "empty": plans.plan_scene(empty=True, groups=[], findings_view=[], access_view=[]),
            "stale": plans.plan_scene().on("GET .*/changed", {"sentences": ["#memes is gone."]}),
        },
    ),
    "run": (
        f"{IN_GUILD}/runs/{runs.RUN}",
        "guild/run.html",
        {
            "live": runs.running_scene(),
            "done": runs.running_scene(runs.ended()),
            "failed": runs.running_scene(LOST),
            "cancelled": runs.running_scene(CANCELLED),
        },
    ),
    "overview": (
        IN_GUILD,
        "guild/overview.html",
        {
            "drifted": guilds.overview_scene(guilds.DRIFT, sync="drifted", bot=guilds.LACKING),
            "new": Scene().on(f"GET {guilds.GUILD_PATH}", guilds.new_guild()),
        },
    ),
    "drift": (
        f"{IN_GUILD}/drift",
        "guild/drift.html",
        {
            "full": drifting.drift_scene(),
            "none": drifting.drift_scene(drifting.NOTHING_SET, []),
        },
    ),
    "servers": ("/servers", "servers.html", {"full": guilds.servers_scene()}),
    "welcome": (
        f"{IN_GUILD}/welcome",
        "guild/welcome.html",
        {
            "waiting": Scene().on(f"GET {guilds.GUILD_PATH}/waiting", {"joined": False}),
            "here": Scene()
            .on(f"GET {guilds.GUILD_PATH}/waiting", {"joined": True})
            .on(f"GET {guilds.GUILD_PATH}", guilds.new_guild()),
        },
    ),
    "plans": (
        f"{IN_GUILD}/plans",
        "guild/plans.html",
        {"full": histories.plans_scene(), "empty": histories.plans_scene([], None)},
    ),
    "runs": (
        f"{IN_GUILD}/runs",
        "guild/runs.html",
        {"full": histories.runs_scene(), "empty": histories.runs_scene([])},
    ),
    "history": (
        f"{IN_GUILD}/history",
        "guild/history.html",
        {"full": histories.history_scene(), "empty": histories.history_scene(NO_LINES)},
    ),
    "activity": (
        f"{IN_GUILD}/activity",
        "guild/activity.html",
        {"full": histories.trail_scene(), "empty": histories.trail_scene([])},
    ),
    "access": (
        f"{IN_GUILD}/access",
        "guild/access.html",
        {"full": people.access_scene(), "empty": people.access_scene(grants=[], managers=[])},
    ),
    "tokens": (
        "/tokens",
        "tokens.html",
        {"full": people.tokens_scene(), "empty": people.tokens_scene([])},
    ),
    "sessions": ("/sessions", "sessions.html", {"full": people.sessions_scene()}),
    "system": ("/system", "system.html", {"full": people.system_scene()}),
    "permissions": (
        f"{IN_GUILD}/permissions",
        "guild/permissions.html",
        {"full": matrices.permissions_scene()},
    ),
}
STATES = [
    pytest.param(path, template, scene, id=f"{name}-{state}")
    for name, (path, template, states) in PAGES.items()
    for state, scene in {**states, "error": DOWN}.items()
]
