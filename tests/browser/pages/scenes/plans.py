"""Plans as the API shows them, after the demo's server."""

from typing import Any

from tests.browser.pages.stage import GUILD, Asked, Scene

PLAN = "c7cc3402c01f9b55aa0de7c3f1c2b0aa8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a"
PART = "0a11111111112222222233333333444444445555555566666666777777778888"
AGAIN = "bb9900112233445566778899aabbccddeeff00112233445566778899aabbccdd"
BASE = f"/guilds/{GUILD}/plans"

HELPER = "role:helper:create"
LOBBY = "channel:lobby:update"
MEMES = "channel:memes:move"
OLD_EVENTS = "channel:old-events:delete"
OLD_ROLE = "role:event-crew:delete"
LIBRARY = "channel:library:create"
READING = "channel:reading-list:create"
STAFF_LOG = "channel:staff-log:access"


def field(label: str, before: str | None, after: str | None) -> dict[str, Any]:
    return {"label": label, "before": before, "after": after}


def change(
    id: str, sign: str, title: str, *fields: dict[str, Any], needs: tuple[str, ...] = (),
    remark: str = "", loses: str = "",
) -> dict[str, Any]:  # fmt: skip
    subject, _, kind = id.split(":")
    return {
        "id": id, "sign": sign, "kind": kind, "subject": subject, "title": title, "remark": remark,
        "loses": loses, "destructive": bool(loses), "needs": list(needs), "fields": list(fields),
    }  # fmt: skip


ROLES: dict[str, Any] = {
    "title": "Roles",
    "changes": [
        change(
            HELPER, "+", "@Helper",
            field("color", None, "#e4935a"), field("shown separately", None, "on"),
            field("permissions", None, "+Manage Threads and Posts, Timeout Members"),
        ),
        change(
            OLD_ROLE, "−", "@Event Crew",
            loses="17 members lose this role; who had it is kept for a rollback.",
        ),
    ],
}  # fmt: skip
CHANNELS: dict[str, Any] = {
    "title": "Channels",
    "changes": [
        change(
            LOBBY, "~", "#general → #lobby",
            field("name", "general", "lobby"),
            field("topic", "Anything that glows.", "Anything that glows. Come in, sit down."),
            remark="Same channel, messages stay.",
        ),
        change(MEMES, "↕", "#memes", field("category", "COMMUNITY", "ARCHIVE")),
        change(LIBRARY, "+", "Library", field("type", None, "category")),
        change(
            READING, "+", "#reading-list", field("type", None, "text"),
            field("category", None, "Library"),
            field("topic", None, "Books, talks and films about metal. One line on why."),
            needs=(LIBRARY,),
        ),
        change(OLD_EVENTS, "−", "#old-events", loses="1,204 messages go for good."),
    ],
}  # fmt: skip
ACCESS: dict[str, Any] = {
    "title": "Access",
    "changes": [
        change(
            STAFF_LOG, "◐", "#staff-log",
            field("@Helper", "no rule", "allows View Channels, Read Message History"),
            field("@everyone", "denies View Channels", "denies View Channels, Create Polls"),
            needs=(HELPER,),
        ),
    ],
}  # fmt: skip

BLOCKS = {
    "code": "bot_below_role", "severity": "blocks",
    "what": "The bot's role stands below “Moderator”, so it cannot change it.",
    "remedy": "Drag the bot's role above “Moderator” in Server Settings → Roles.",
    "changes": [HELPER],
}  # fmt: skip
WARNS = {
    "code": "channel_becomes_visible", "severity": "warns",
    "what": "#staff-log becomes visible to 214 members (role Helper).",
    "remedy": "Check that this is meant, or leave this change out.",
    "changes": [STAFF_LOG],
}  # fmt: skip
LOSES = {
    "code": "channel_deleted", "severity": "warns",
    "what": "#old-events was written in 3 days ago.",
    "remedy": "Agree to it by itself, or archive it instead.", "changes": [OLD_EVENTS],
}  # fmt: skip
INFORMS = {
    "code": "dangerous_permission", "severity": "informs",
    "what": "@Helper will have Manage Threads and Posts.",
    "remedy": "Make sure that only people you trust have this role.", "changes": [HELPER],
}  # fmt: skip


def cost(writes: int = 23, seconds: float = 6.0) -> dict[str, Any]:
    return {
        "writes": writes, "extra_writes": 0, "spare_writes": 0, "reads": 4, "seconds": seconds,
        "role_creations": 1, "channel_creations": 2, "renames": 1, "waits": [],
    }  # fmt: skip


def plan(**changes: Any) -> dict[str, Any]:
    groups = changes.get("groups", [ROLES, CHANNELS, ACCESS])
    return {
        "format": 1, "hash": PLAN, "guild_id": GUILD, "guild_name": "Copper Guild",
        "made_at": "2026-11-28T06:31:00+00:00", "blueprint_version": 12,
        "empty": False, "blocked": False, "changes": [], "steps": [], "access": [],
        "cost": cost(), "title": f"Plan {PLAN[:12]} for Copper Guild",
        "origin_text": "from version 12",
        "cost_text": "23 calls, about 6 s, 1 new role; Discord allows about 250 in two days",
        "coverage": {"unseen_channels": [], "sees_all_channels": True, "unread": {}},
        "findings": [], "findings_view": [WARNS, LOSES, INFORMS], "groups": groups,
        "access_view": [
            {"who": "@Helper", "members": 214, "gained": ["View Channels", "Read Message History"],
             "lost": [], "places": ["#staff-log", "#incident-room", "#case-notes"]},
            {"who": "@everyone", "members": 1932, "gained": [],
             "lost": ["Send Messages and Create Posts"], "places": ["#rules"]},
        ],
        "reviews": [], "review_policy": {
            "two_person": False, "have": 0, "need": 0, "rejected": False, "ready": True,
        },
        "made_by": "user:1", "made_by_name": "Mara", "part_of": None, "run_state": None,
        "run_id": None, "stale": None,
        "requester": {"id": "1", "display_name": "Mara", "avatar_url": None},
        "rollback_of": None, "labels": [],
    } | changes  # fmt: skip


NEEDS = {one["id"]: one["needs"] for group in (ROLES, CHANNELS, ACCESS) for one in group["changes"]}


def chosen(asked: Asked, **changes: Any) -> dict[str, Any]:
    """The closure and the plan of a part, as the server works them out."""
    found, open_ids = set(asked.body["chosen"]), list(asked.body["chosen"])
    while open_ids:
        for needed in NEEDS[open_ids.pop()]:
            if needed not in found:
                found.add(needed)
                open_ids.append(needed)
    calls = 2 * len(found)
    own = {"hash": PART, "cost": cost(calls, 4.0), "cost_text": f"{calls} calls, about 4 s"}
    return {"closure": sorted(found), "plan": plan(**changes | own)}


def plan_scene(**changes: Any) -> Scene:
    """A part's plan differs from the whole one in its hash and costs only."""
    return Scene(
        {
            f"GET {BASE}/{PLAN}": plan(**changes),
            f"GET {BASE}/{PLAN}/changed": {"sentences": []},
            f"POST {BASE}/{PLAN}/choose": lambda asked: chosen(asked, **changes),
            f"POST {BASE}/{PLAN}/refresh": plan(hash=AGAIN),
            f"POST {BASE}/.*/reviews": plan(),
            f"POST {BASE}/.*/apply": {"id": "9fdc1f4be5798956", "state": "queued"},
        }
    )
