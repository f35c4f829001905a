"""Designs to ask about permissions: a small one to read, and the largest that Discord allows."""

from typing import Any

from app.shared.domain.permissions.bits import PERMISSIONS, bits_of
from tests.browser.pages.scenes.people import members
from tests.browser.pages.stage import GUILD, Scene

BASE = f"/guilds/{GUILD}"
COLORS = (0xE4935A, 0x4CC38A, 0x6AAEF0, 0xB595F2, 0)
REGISTRY = [
    {
        "bit": one.bit, "name": one.name, "label": one.label, "group": one.group.value,
        "channel_types": sorted(int(kind) for kind in one.channel_types), "elevated": one.elevated,
    }
    for one in PERMISSIONS
]  # fmt: skip


def role(key: str, name: str, *names: str, color: int = 0) -> dict[str, Any]:
    return {
        "key": key, "name": name, "permissions": str(bits_of(names)),
        "colors": {"primary": color, "secondary": None, "tertiary": None},
    }  # fmt: skip


def rule(allow: tuple[str, ...] = (), deny: tuple[str, ...] = ()) -> dict[str, str]:
    return {"allow": str(bits_of(allow)), "deny": str(bits_of(deny))}


def channel(
    key: str,
    name: str,
    type: int = 0,
    parent: str | None = None,
    access: dict[str, dict[str, str]] | None = None,
) -> dict[str, Any]:
    return {
        "key": key, "type": type, "name": name, "parent": parent,
        "access": {f"role:{ref}": one for ref, one in (access or {}).items()},
    }  # fmt: skip


DESIGN = {
    "roles": [
        role("council", "Guild Council", "ADMINISTRATOR", color=0xE4935A),
        role("moderator", "Moderator", "MANAGE_MESSAGES", "MANAGE_CHANNELS", color=0x6AAEF0),
        role("helper", "Helper", color=0x4CC38A),
        role("quiet", "Quiet"),
        role("everyone", "@everyone", "VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT", "SPEAK"),
    ],
    "channels": [
        channel("rules", "rules", access={"everyone": rule(deny=("SEND_MESSAGES",))}),
        channel("forge", "The Forge", 4),
        channel("general", "general", parent="forge"),
        channel(
            "games", "games", parent="forge", access={"quiet": rule(deny=("SEND_MESSAGES",))}
        ),
        channel("lounge", "Lounge", 2, "forge"),
        channel("staff", "Staff", 4, access={"everyone": rule(deny=("VIEW_CHANNEL",))}),
        channel(
            "log", "staff-log", parent="staff", access={
                "everyone": rule(deny=("VIEW_CHANNEL",)),
                "helper": rule(allow=("VIEW_CHANNEL",)),
            },
        ),
    ],
}  # fmt: skip


def largest() -> dict[str, Any]:
    """250 roles and 500 channels, a tenth of the channels with rules of their own."""
    roles = [
        role(
            f"r{n}", f"Role number {n}", *(("SEND_MESSAGES",) if n % 3 else ()), color=COLORS[n % 5]
        )
        for n in range(249)
    ]
    channels: list[dict[str, Any]] = []
    for n in range(500):
        if n % 10 == 0:
            channels.append(channel(f"c{n}", f"Category {n // 10}", 4))
        else:
            own = {f"r{n % 249}": rule(deny=("VIEW_CHANNEL",))} if n % 7 == 0 else {}
            channels.append(channel(f"c{n}", f"channel-{n}", parent=f"c{n - n % 10}", access=own))
    return {"roles": [*roles, role("everyone", "@everyone", "VIEW_CHANNEL")], "channels": channels}


def live(design: dict[str, Any]) -> dict[str, Any]:
    facts = {
        one["key"]: {
            "id": str(900 + n), "managed": False, "position": n, "members": 3, "bot": None,
        }
        for n, one in enumerate(design["roles"])
    }  # fmt: skip
    return {
        "design": design, "taken_at": "2026-11-28T06:00:00Z", "emojis": [], "features": [],
        "premium_tier": 0, "member_count": 12,
        "facts": {"roles": facts, "bot_top_role": None, "owner_id": "1"},
    }  # fmt: skip


def permissions_scene(design: Any = DESIGN, saved: Any = DESIGN) -> Scene:
    return Scene(
        {
            "GET /permissions-registry": REGISTRY,
            f"GET {BASE}/live": live(design),
            f"GET {BASE}/design": {"version": 12 if saved else None, "design": saved, "text": None},
            f"GET {BASE}/members": members,
        }
    )
