"""Entries of the trail that can be undone, and how rights stand meanwhile."""

from typing import Any

from tests.browser.pages.scenes.histories import BASE, MARA
from tests.browser.pages.scenes.people import GRANTS, ROLES
from tests.browser.pages.scenes.runs import RUN
from tests.browser.pages.stage import USER, Answer, Scene


def entry(action: str, subject: str = "", **fields: Any) -> dict[str, Any]:
    return {
        "id": "9", "at": "2026-11-28T05:50:00Z", "who": MARA, "origin": "web", "action": action,
        "subject": subject, "sentence": f"This was {action}.", "before": None, "after": None,
        "details": {}, "href": None,
    } | fields  # fmt: skip


def facts(subject: str = "role:13", **fields: Any) -> dict[str, Any]:
    """A grant as the trail keeps it."""
    return {
        "subject": subject, "rights": ["view", "design"], "objects": [], "expires_at": None,
        "granted_by": USER, "note": "For the summer",
    } | fields  # fmt: skip


SAVED = entry("blueprint.saved", "12", before={"version": 11}, after={"version": 12})
FIRST = entry("blueprint.saved", "1", after={"version": 1})
APPROVED = entry("plan.approved", RUN, details={"plan": "ab" * 32})
ENDED = entry("run.ended", RUN, after={"state": "succeeded"}, details={"report": {"done": 7}})
IDLE = entry("run.ended", RUN, after={"state": "cancelled"})
GRANTED = entry("access.granted", "1", after=facts("role:11"))
REVOKED = entry("access.revoked", "7", before=facts())
POLICY = entry(
    "access.policy_set",
    before={"two_person_from": None, "default_managers": True},
    after={"two_person_from": "destructive", "default_managers": True},
)


def activity_scene(*entries: dict[str, Any], **access: Answer) -> Scene:
    return Scene(
        {
            f"GET {BASE}/trail": {"items": entries, "next": None},
            f"GET {BASE}/access": {
                "grants": GRANTS,
                "policy": {"two_person_from": "destructive", "default_managers": True},
                "managers": [],
                "roles": ROLES,
            }
            | access,
            f"POST {BASE}/versions/11/restore": {"version": 13},
            f"POST {BASE}/runs/{RUN}/rollback": {"hash": "f0" * 32},
            f"DELETE {BASE}/grants/1": None,
            f"POST {BASE}/grants": GRANTS[0],
            f"PUT {BASE}/policy": lambda asked: asked.body,
        }
    )
