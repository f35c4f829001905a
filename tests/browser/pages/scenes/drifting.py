"""What is done about drift and what was noticed of it, as the API shows them."""

from typing import Any

from tests.browser.pages.scenes.people import BASE, DESIGN
from tests.browser.pages.stage import USER, Asked, Scene

LOG = "830000000000000004"
SETTINGS: dict[str, Any] = {
    "channel_id": LOG,
    "quiet_hours": {"begins": "22:00", "ends": "07:00", "zone": "Europe/Vienna"},
    "ignored": [
        {"subject": "channel", "key": "*", "field": "topic"},
        {"subject": "role", "key": "helper", "field": "*"},
    ],
    "auto_revert": [{"subject": "channel", "key": "rules", "field": "access"}],
    "revert_as": USER,
    "stopped": [
        {"place": "channel:rules:access.role:everyone", "since": "2026-11-28T05:00:00Z"}
    ],
    "channels": {"rules": "830000000000000001", "staff": LOG},
    "not_told": None,
}  # fmt: skip
NOTHING_SET = SETTINGS | {
    "channel_id": None, "quiet_hours": None, "ignored": [], "auto_revert": [], "revert_as": None,
    "stopped": [],
}  # fmt: skip


def record(number: int, sentence: str, **changes: Any) -> dict[str, Any]:
    return {
        "number": number, "id": f"difference-{number}", "sign": "~", "sentence": sentence,
        "change": {}, "who": {"id": "77", "name": "Ivo"}, "by_bot": False,
        "done_at": "2026-11-28T05:40:00Z", "found_at": "2026-11-28T05:40:01Z",
        "found_by": "event", "state": "open", "settled_at": None, "settled_by": None,
        "trouble": None,
    } | changes  # fmt: skip


OPEN = record(5, 'The topic of #rules is "Anything goes", not "Be kind".')
RECORDS = [
    OPEN,
    record(
        4, "@everyone may view #staff-log.", sign="◐", who=None,
        trouble="Mara may not manage permissions there any more.",
    ),
    record(3, "@Helper is gone.", sign="−", state="reverted", settled_at="2026-11-28T05:50:00Z"),
    record(
        2, "#games is called #play.", state="adopted", settled_at="2026-11-27T09:00:00Z",
        who={"id": "5", "name": "Ticketer"}, by_bot=True,
    ),
    record(1, "#games has a slowmode of 5 s.", state="ignored", settled_at="2026-11-26T09:00:00Z"),
]  # fmt: skip


def drift_scene(
    settings: dict[str, Any] = SETTINGS, records: list[dict[str, Any]] = RECORDS
) -> Scene:
    def saved(asked: Asked) -> dict[str, Any]:
        return {**settings, **asked.body}

    return Scene(
        {
            f"GET {BASE}/design": {"design": DESIGN},
            f"GET {BASE}/drift/settings": settings,
            f"PUT {BASE}/drift/settings": saved,
            f"POST {BASE}/drift/settings/go-on": settings | {"stopped": []},
            f"GET {BASE}/drift/records": {"items": records, "next": None},
            f"POST {BASE}/drift/ignore": [],
        }
    )
