"""Rights, tokens, sessions and the installation, as the API shows them."""

from typing import Any

from tests.browser.pages.scenes.guilds import GUILDS
from tests.browser.pages.stage import GUILD, Asked, Scene

BASE = f"/guilds/{GUILD}"
ROLES = [
    {"id": "11", "name": "Moderator", "color": 0xE4935A, "managed": False},
    {"id": "12", "name": "Guildwright", "color": 0, "managed": True},
    {"id": "13", "name": "Helper", "color": 0x4CC38A, "managed": False},
    {"id": GUILD, "name": "@everyone", "color": 0, "managed": False},
]
IVO: dict[str, Any] = {
    "id": "77", "name": "ivo.k", "display_name": "Ivo", "avatar_url": None, "roles": ["902"],
    "bot": False,
}  # fmt: skip


def grant(id: int, kind: str, ref: str, name: str | None, **changes: Any) -> dict[str, Any]:
    return {
        "id": id, "subject": {"kind": kind, "id": ref, "name": name}, "rights": ["view", "design"],
        "objects": [], "expires_at": None, "in_force": True, "granted_by": "1",
        "granter_name": "Mara", "granter_may_no_longer": False,
        "granted_at": "2026-11-20T10:00:00Z", "note": "",
    } | changes  # fmt: skip


GRANTS = [
    grant(1, "role", "11", "Moderator", rights=["view", "design", "approve"], note="Agreed in May"),
    grant(
        2, "user", "77", "Ivo", expires_at="2026-12-24T23:59:59Z",
        objects=[
            {"object": "channel:games", "name": "games"},
            {"object": "role:helper", "name": "Helper"},
        ],
    ),
    grant(3, "role", "99", None, in_force=False, granter_may_no_longer=True),
]  # fmt: skip


def access(**changes: Any) -> dict[str, Any]:
    return {
        "grants": GRANTS,
        "policy": {"two_person_from": "destructive", "default_managers": True},
        "managers": [
            {"source": "owner", "id": "1", "name": "Mara"},
            {"source": "administrator", "id": "11", "name": "@Guild Council"},
        ],
        "roles": ROLES,
    } | changes


DESIGN = {
    "roles": [
        {"key": "helper", "name": "Helper", "colors": {"primary": 0x4CC38A}},
        {"key": "everyone", "name": "@everyone", "colors": {"primary": 0}},
    ],
    "channels": [
        {"key": "rules", "type": 0, "name": "rules", "parent": None, "access": {}},
        {"key": "forge", "type": 4, "name": "The Forge", "parent": None, "access": {}},
        {"key": "games", "type": 0, "name": "games", "parent": "forge", "access": {}},
        {
            "key": "staff", "type": 0, "name": "staff-log", "parent": "forge",
            "access": {"role:everyone": {"allow": "0", "deny": "1024"}},
        },
    ],
}  # fmt: skip
WHY = {
    "member": IVO | {"owner": False},
    "rights": ["view", "design"],
    "reasons": [
        {
            "right": right, "sentence": "By a grant of Mara to them, until 24 December.",
            "source": "grant", "grant_id": 2, "objects": ["channel:games"], "expires_at": None,
        }
        for right in ("view", "design")
    ],
}  # fmt: skip


def members(asked: Asked) -> dict[str, Any]:
    wanted = asked.query["query"][0].lower()
    return {"items": [IVO] if IVO["display_name"].lower().startswith(wanted) else [], "next": None}


def access_scene(**changes: Any) -> Scene:
    return Scene(
        {
            f"GET {BASE}/access": access(**changes),
            f"GET {BASE}/design": {"version": 12, "design": DESIGN, "text": ""},
            f"GET {BASE}/members": members,
            f"GET {BASE}/access/why": WHY,
            f"POST {BASE}/grants": GRANTS[0],
            f"DELETE {BASE}/grants/.*": None,
            f"PUT {BASE}/policy": lambda asked: asked.body,
        }
    )


def token(id: int, name: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": id, "name": name, "scopes": ["read", "plan"], "guild_id": GUILD,
        "created_at": "2026-11-01T10:00:00Z", "expires_at": "2027-02-01T10:00:00Z",
        "expired": False, "last_used_at": "2026-11-27T10:00:00Z",
    } | changes  # fmt: skip


SECRET = "gw_Zk3V0cJ1m8pQx5r7t9vB2nD4fG6hK8lM0oP2qS4uW6y"
TOKENS = [
    token(1, "Deploy from CI", scopes=["read", "plan", "apply"]),
    token(2, "Laptop", guild_id=None, last_used_at=None, expires_at=None),
    token(3, "Old script", expired=True),
]


def tokens_scene(items: Any = None) -> Scene:
    return Scene(
        {
            "GET /tokens": {"items": TOKENS if items is None else items, "next": None},
            "GET /guilds": GUILDS,
            "POST /tokens": lambda asked: token(4, asked.body["name"]) | {"token": SECRET},
            "DELETE /tokens/.*": None,
        }
    )


def session(handle: str, browser: str, **changes: Any) -> dict[str, Any]:
    return {
        "handle": handle, "browser": browser, "address": "192.0.2.0",
        "signed_in_at": "2026-11-20T10:00:00Z", "last_seen_at": "2026-11-28T05:00:00Z",
        "current": False,
    } | changes  # fmt: skip


SESSIONS = [
    session("aa", "Firefox on Linux", current=True),
    session("bb", "Chrome on Android", address="198.51.100.0"),
    session("cc", "Safari on macOS", last_seen_at="2026-11-10T05:00:00Z"),
]


def sessions_scene(items: Any = None) -> Scene:
    shown = {"items": SESSIONS if items is None else items, "next": None}
    return Scene({"GET /me/sessions": shown, "DELETE /me/sessions/.*": None})


SYSTEM = {
    "bot": {
        "online": True, "latency_ms": 32, "since": "2026-11-27T10:00:00Z",
        "seen_at": "2026-11-28T05:59:58Z", "guilds": 4, "version": "0.1.0",
    },
    "workers": {"connected": True, "connections": 2},
    "queue": {"queued": 0, "running": 1, "paused": 0, "oldest_since": "2026-11-28T05:50:00Z"},
    "database": {
        "ok": True, "what": "PostgreSQL answers, with the schema it should have.", "remedy": "",
        "version": "18.1", "connections": {"web": 3, "worker": 2},
    },
    "redis": {"ok": False, "what": "Redis does not answer.", "remedy": "Start it."},
    "backup": {
        "ok": False, "what": "There is no backup of the database.",
        "remedy": "Make one: guildwright backup.", "made_at": None, "file": "", "size_bytes": None,
        "encrypted": None, "restored_as_a_trial": None,
    },
    "versions": {"guildwright": "0.1.0", "python": "3.13.0"},
}  # fmt: skip


def admitted(id: str, name: str, standing: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": id, "name": name, "standing": standing, "joined_at": "2026-11-01T10:00:00Z",
        "left_at": None, "unavailable_since": None, "decided_by": None, "decided_at": None,
    } | changes  # fmt: skip


CHECKS = [
    {"name": "database", "health": "good", "what": "PostgreSQL answers in 2 ms.", "remedy": ""},
    {
        "name": "audit_log", "health": "warns", "what": "The bot may not read the audit log.",
        "remedy": "Give it View Audit Log, so that drift can say who did it.",
    },
    {"name": "clock", "health": "unknown", "what": "Discord was not reached.", "remedy": ""},
]  # fmt: skip
LINES = [
    {
        "at": "2026-11-28T05:58:00Z", "level": "error", "event": "discord call failed",
        "logger": "app.discord", "exception": "Traceback: HTTP 500", "details": {"status": "500"},
    }
]  # fmt: skip


KEPT_LINES = [
    {
        "at": "2026-11-28T05:58:00Z", "level": level, "process": "bot", "logger": "app.bot",
        "event": event, "exception": "", "fields": {"interaction_id": "5f0a1b2c3d"},
    }
    for level, event in (("info", "command answered"), ("error", "command failed"))
]  # fmt: skip


def kept_lines(asked: Asked) -> dict[str, Any]:
    bad = asked.query.get("level") == ["error"]
    items = [one for one in KEPT_LINES if not bad or one["level"] == "error"]
    return {"items": [] if asked.query.get("reference") == ["nobody"] else items, "next": None}


ADMITTED: dict[str, Any] = {
    "mode": "approval",
    "items": [
        admitted("3", "Copper Lantern", "waiting"),
        admitted("4", "Night Shift", "admitted"),
        admitted("5", "Quiet Corner", "refused", left_at="2026-11-20T10:00:00Z"),
    ],
}


def system_scene() -> Scene:
    return Scene(
        {
            "GET /system": SYSTEM,
            "GET /system/doctor": {"checks": CHECKS},
            "GET /system/errors/.*": {"lines": LINES},
            "GET /system/log": kept_lines,
            "GET /system/guilds": ADMITTED,
            "PUT /system/guilds/.*": ADMITTED["items"][0],
        }
    )
