"""Runs as the API shows them, going on and ended, with their stream of events."""

import json
from typing import Any

from tests.browser.pages.scenes.plans import PLAN
from tests.browser.pages.stage import GUILD, USER, Asked, Reply, Scene

RUN = "9fdc1f4be5798956"
BASE = f"/guilds/{GUILD}/runs/{RUN}"


ACTIONS = {
    "+": ("create_channel", "create channel"),
    "~": ("edit_channel", "edit channel"),
    "↕": ("edit_channel", "move channel"),
    "◐": ("edit_channel", "change who may use channel"),
    "−": ("delete_channel", "delete channel"),
}


def step(
    number: int, sign: str, sentence: str, state: str = "waiting", **more: Any
) -> dict[str, Any]:
    """`sign` is what the page shall show; the API's own sign tells the state."""
    action, verb = ACTIONS[sign]
    return {
        "number": number, "sign": "·", "sentence": sentence, "state": state, "reason": "",
        "waits_until": None, "wait_text": "", "error": None, "action": action, "key": "lobby",
        "name": "#lobby", "verb": verb, "attempt": 1, "created_id": None, "started_at": None,
        "ended_at": None,
    } | more  # fmt: skip


LINES = (
    ("+", "Create role @Helper"), ("+", "Create category Library"),
    ("~", "Rename #general to #lobby and set its topic"), ("↕", "Move #memes to ARCHIVE"),
    ("+", "Create channel #reading-list"), ("◐", "Change who may use #staff-log"),
    ("−", "Delete channel #old-events"),
)  # fmt: skip


def steps(*states: str) -> list[dict[str, Any]]:
    told = [*states, *["waiting"] * (len(LINES) - len(states))]
    return [
        step(number, sign, text, state)
        for number, ((sign, text), state) in enumerate(zip(LINES, told, strict=True), 1)
    ]


def run(state: str = "running", **changes: Any) -> dict[str, Any]:
    made = changes.get("steps", steps("done", "done", "started"))
    done = sum(one["state"] in {"done", "unnecessary"} for one in made)
    return {
        "id": RUN, "guild_id": GUILD, "plan_hash": PLAN, "state": state, "wish": "go_on",
        "requested_by": f"user:{USER}", "requested_by_name": "Mara",
        "created_at": "2026-11-28T06:40:00Z",
        "started_at": "2026-11-28T06:40:02Z", "receipt": "Picked up by the bot 2.0 s later.",
        "ended_at": None, "failure": "", "failure_code": "",
        "verified": None, "report": None, "rollback_of": None, "kept_members": {}, "steps": made,
        "bar": {"done": done, "total": len(made), "eta_s": 250 if state == "running" else None},
    } | changes  # fmt: skip


def report(**changes: Any) -> dict[str, Any]:
    return {
        "done": 7, "unnecessary": 0, "skipped": 0, "failed": 0, "writes": 7, "verified": True,
        "sentences": ["7 done; 7 calls sent.", "Read back: the server is as the plan wanted it."],
        "differences": [], "set_over": [], "read_back_at": "2026-11-28T06:44:10Z",
    } | changes  # fmt: skip


HELD = step(
    3, "~", "Rename #general to #lobby and set its topic", "waiting",
    waits_until="2026-11-28T14:32:00Z",
    wait_text="#lobby waits for Discord's rename limit until 14:32.",
)  # fmt: skip
FAILED = step(
    6, "◐", "Change who may use #staff-log", "failed",
    error={
        "code": "missing_permissions",
        "message": "Discord refused it: the bot may not manage this channel.",
        "remedy": "Give the bot's role Manage Channels in #staff-log, then plan again.",
        "reference": "e7f3-20ac",
    },
)  # fmt: skip


def ended(state: str = "succeeded", **changes: Any) -> dict[str, Any]:
    return run(
        state,
        **{
            "steps": steps(*["done"] * 7),
            "ended_at": "2026-11-28T06:44:12Z",
            "report": report(),
            "verified": True,
        }
        | changes,
    )


def event(number: int, name: str, data: Any) -> str:
    return f"id: {number}\nevent: {name}\ndata: {json.dumps(data)}\n\n"


def step_event(number: int, state: str, **more: Any) -> str:
    sign, text = LINES[number - 1]
    done = number if state == "done" else number - 1
    bar = {"done": done, "total": len(LINES), "eta_s": 10}
    return event(number, "step", {"step": step(number, sign, text, state, **more), "bar": bar})


def running_scene(view: dict[str, Any] | None = None, events: str = "") -> Scene:
    shown = view or run(steps=[*steps("done", "done")[:2], HELD, *steps()[3:]])
    return Scene(
        {
            f"GET {BASE}": shown,
            f"GET {BASE}/events": Reply(events=events or event(1, "run", shown)),
            f"POST {BASE}/(pause|resume|cancel)": steered,
            f"POST {BASE}/rollback": {"hash": "f0" * 32},
            f"POST /guilds/{GUILD}/plans/{PLAN}/refresh": {"hash": "ee" * 32},
        }
    )


def steered(asked: Asked) -> dict[str, Any]:
    """The run with what was asked of it."""
    name = asked.path.rsplit("/", 1)[1]
    return run(wish={"pause": "pause", "cancel": "cancel", "resume": "go_on"}[name])
