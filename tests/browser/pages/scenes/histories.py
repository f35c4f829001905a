"""Lists of what happened: plans, runs, the timeline, the trail."""

from typing import Any

from tests.browser.pages.scenes.plans import PLAN
from tests.browser.pages.scenes.runs import RUN, ended, run
from tests.browser.pages.stage import GUILD, USER, Asked, Scene

BASE = f"/guilds/{GUILD}"
MARA = {"actor": f"user:{USER}", "id": USER, "name": "Mara", "avatar_url": None}
IVO = {"actor": "user:77", "id": "77", "name": "Ivo", "avatar_url": None}


def listed_plan(**changes: Any) -> dict[str, Any]:
    return {
        "hash": PLAN, "made_at": "2026-11-28T05:31:00Z", "made_by": f"user:{USER}", "version": 12,
        "made_by_name": "Mara",
        "changes": {"create": 3, "update": 1, "delete": 2}, "destructive": 2, "steps": 12,
        "seconds": 6.0, "blocks": 0, "warns": 2, "rollback_of": None, "part_of": None,
        "run_id": None, "run_state": None,
    } | changes  # fmt: skip


PLANS = [
    listed_plan(),
    listed_plan(hash="a1" * 32, blocks=1),
    listed_plan(hash="b1" * 32, run_id=RUN, run_state="succeeded", destructive=0),
    listed_plan(hash="c1" * 32, version=None, rollback_of=RUN, changes={}, steps=0, warns=0),
]


def plans_scene(items: Any = None, version: int | None = 12) -> Scene:
    shown = PLANS if items is None else items
    return Scene(
        {
            f"GET {BASE}/plans": {"items": shown, "next": None},
            f"GET {BASE}/design": {"version": version, "design": None, "text": None},
            f"POST {BASE}/plans": {"hash": PLAN},
        }
    )


def runs_scene(items: Any = None) -> Scene:
    shown = [run(), ended(), ended("failed", failure="Discord refused a step.")]
    return Scene({f"GET {BASE}/runs": {"items": shown if items is None else items, "next": None}})


def line(number: int, kind: str, sign: str, sentence: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": str(number), "kind": kind, "sign": sign, "sentence": sentence, "who": MARA,
        "when": f"2026-11-{28 - number // 4:02}T05:{59 - number:02}:00Z", "origin": "web",
        "href": None,
    } | changes  # fmt: skip


LINES = [
    line(1, "run", "✓", "A run was carried out: 7 steps done.", href={"to": "run", "id": RUN}),
    line(2, "run", "▸", "A plan was set going.", href={"to": "run", "id": RUN}),
    line(3, "plan", "✓", "A plan was approved.", who=IVO, href={"to": "plan", "id": PLAN}),
    line(4, "version", "~", "Version 12 was saved: a library.", href={"to": "version", "id": "12"}),
    line(5, "drift", "~", "#memes was renamed to #jokes.", who=IVO, origin="discord"),
    line(6, "access", "+", "View and Design for @Moderator was granted.", origin="api"),
]


def older(number: int) -> dict[str, Any]:
    return line(number, "version", "~", f"Version {number} was saved.")


def timeline(asked: Asked) -> dict[str, Any]:
    """Two pages without a filter, and what fits with one."""
    chosen = {name: values[0] for name, values in asked.query.items()}
    if chosen.get("cursor"):
        return {"items": [older(20), older(21)], "next": None}
    kind, text = chosen.get("kind"), chosen.get("q", "").lower()
    found = [
        one for one in LINES if kind in {None, one["kind"]} and text in str(one["sentence"]).lower()
    ]
    return {"items": found, "next": None if chosen else "older"}


def history_scene(answer: Any = timeline) -> Scene:
    return Scene({f"GET {BASE}/history": answer})


TRAIL = [
    {
        "id": "9", "at": "2026-11-28T05:50:00Z", "who": MARA, "origin": "web",
        "action": "access.policy", "subject": "policy",
        "sentence": "The rules for access were set.",
        "before": {"two_person_from": None}, "after": {"two_person_from": "destructive"},
        "details": {}, "href": {"to": "access", "id": ""},
    },
    {
        "id": "8", "at": "2026-11-27T05:50:00Z", "who": IVO, "origin": "cli",
        "action": "plan.made", "subject": PLAN, "sentence": "A plan was made.",
        "before": None, "after": None, "details": {"version": 12},
        "href": {"to": "plan", "id": PLAN},
    },
]  # fmt: skip


def trail_scene(items: Any = None) -> Scene:
    shown = TRAIL if items is None else items
    return Scene({f"GET {BASE}/trail": {"items": shown, "next": None}})
