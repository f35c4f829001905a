"""Servers as lists and the overview show them."""

from typing import Any

from tests.browser.pages.scenes.runs import ended
from tests.browser.pages.stage import GUILD, Scene

GUILD_PATH = f"/guilds/{GUILD}"
FIX = (
    "Open Server Settings → Roles, choose “Guildwright”, switch on Manage Roles, "
    "and drag the role above “Moderator”."
)


def managed(
    number: int, name: str, level: str = "Owner", used: str | None = None
) -> dict[str, Any]:
    return {
        "id": str(810000000000000000 + number), "name": name, "icon_url": None,
        "rights": ["view", "design"], "level": level, "last_used_at": used,
    }  # fmt: skip


def invitable(number: int, name: str) -> dict[str, Any]:
    return {
        "id": str(830000000000000000 + number), "name": name, "icon_url": None,
        "invite_url": "https://discord.test/oauth2/authorize?client_id=1&guild_id=2",
    }  # fmt: skip


GUILDS = {
    "manage": [
        managed(2, "Rust & Patina", "Administrator", "2026-11-12T10:00:00Z"),
        managed(1, "Copper Guild", "Owner", "2026-11-28T05:50:00Z"),
        managed(3, "Night Shift Makers", "Manage Server"),
        managed(4, "The Quench", "Moderator", "2026-10-02T10:00:00Z"),
    ],
    "invite": [invitable(1, "Sunday Sketchers"), invitable(2, "Tin Whistle Club")],
    "session_guilds_read_at": "2026-11-28T05:40:00Z",
}


def bot(**changes: Any) -> dict[str, Any]:
    return {
        "present": True, "name": "Guildwright", "permissions": "8", "missing": [],
        "role_position": 11, "roles_above": [], "fix_text": "",
    } | changes  # fmt: skip


LACKING = bot(
    missing=[
        {
            "permission": "MANAGE_ROLES",
            "label": "Manage Roles",
            "why": "To create roles and to set who may use a channel.",
        }
    ],
    roles_above=["Moderator"],
    fix_text=FIX,
)


def guild(**changes: Any) -> dict[str, Any]:
    return {
        "id": GUILD, "name": "Copper Guild", "icon_url": None, "rights": ["view"], "members": 1932,
        "bot": bot(), "sync": "in_sync", "next_steps": [],
        "limits": {"roles": [41, 250], "channels": [480, 500], "categories": [22, 50],
                   "emojis": [50, 50], "automod": [3, 10]},
        "coverage": {"unseen_channels": [], "sees_all_channels": True, "unread": {}},
        "design": {"version": 12, "saved_at": "2026-11-27T20:10:00Z", "author": "user:1",
                   "author_name": "Mara"},
        "runs": [
            ended(),
            ended("failed", id="1234567890abcdef", failure="Discord refused a step.", report=None),
        ],
    } | changes  # fmt: skip


def drifted(id: str, sign: str, sentence: str, who: str | None = "Ivo") -> dict[str, Any]:
    by = None if who is None else {"id": "77", "name": who}
    return {
        "id": id, "sign": sign, "sentence": sentence, "who": by, "when": "2026-11-28T04:10:00Z",
        "by_bot": False, "change": {},
    }  # fmt: skip


DRIFT = {
    "state": "drifted",
    "items": [
        drifted("channel:memes:update", "~", "#memes was renamed to #jokes."),
        drifted("role:event-crew:delete", "−", "@Event Crew was deleted.", None),
        drifted("channel:rules:access", "◐", "@everyone may send messages in #rules."),
    ],
    "not_done": [{"sentence": "#library is in the design and was not created."}],
    "coverage": None,
}
SYNCED: dict[str, Any] = {"state": "in_sync", "items": [], "not_done": [], "coverage": None}

STEPS = [
    {
        "code": "import",
        "text": "Import this server as a design",
        "href": f"/g/{GUILD}/designer?start=import",
    },
    {
        "code": "example",
        "text": "Or start from an example",
        "href": f"/g/{GUILD}/designer?start=example",
    },
]


def new_guild() -> dict[str, Any]:
    return guild(design=None, runs=[], sync="never_applied", next_steps=STEPS, bot=LACKING)


def overview_scene(drift: Any = SYNCED, **changes: Any) -> Scene:
    shown = guild(**changes)
    return Scene(
        {
            f"GET {GUILD_PATH}": shown,
            f"GET {GUILD_PATH}/drift": drift,
            f"POST {GUILD_PATH}/drift/adopt": {"version": 13},
            f"POST {GUILD_PATH}/drift/revert": {"hash": "d0" * 32},
        }
    )


def servers_scene(guilds: Any = GUILDS) -> Scene:
    return Scene({"GET /guilds": guilds})
