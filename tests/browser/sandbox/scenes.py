"""What the puppet offers and says."""

from typing import Any

V2 = 1 << 15
EPHEMERAL = 1 << 6

COMMANDS: list[dict[str, Any]] = [
    {
        "name": "plan",
        "description": "Shows what would change",
        "options": [
            {
                "name": "blueprint",
                "description": "Which design",
                "type": 3,
                "required": True,
                "autocomplete": True,
            },
            {"name": "quick", "description": "Leaves out the details", "type": 5},
            {"name": "role", "description": "For one role only", "type": 8},
        ],
    },
    {
        "name": "drift",
        "description": "What has drifted",
        "options": [
            {"name": "list", "description": "Lists it", "type": 1},
            {"name": "settle", "description": "Settles it", "type": 1},
        ],
    },
    {"name": "Explain rights", "type": 2},
]

EMBED: dict[str, Any] = {
    "title": "2 things left the design",
    "description": "By hand, **3 minutes ago**, in <#{channel}>. See [the page](https://a.example/drift).",
    "color": 0xE5B454,
    "author": {"name": "Guildwright"},
    "fields": [
        {"name": "Role", "value": "`Helper` lost *Manage Messages*", "inline": True},
        {"name": "Channel", "value": "renamed to ~~rules~~ **read-me**", "inline": True},
        {"name": "Who", "value": "<@{owner}>", "inline": True},
        {"name": "What now", "value": "- Adopt takes it into the design\n- Revert makes a plan"},
    ],
    "footer": {"text": "Reference 7f3a"},
    "timestamp": "2026-11-28T10:00:00+00:00",
}

ROWS: list[dict[str, Any]] = [
    {
        "type": 1,
        "components": [
            {"type": 2, "style": 1, "label": "Adopt", "custom_id": "adopt"},
            {"type": 2, "style": 2, "label": "Ignore", "custom_id": "ignore"},
            {"type": 2, "style": 3, "label": "Revert", "custom_id": "revert"},
            {"type": 2, "style": 4, "label": "Delete", "custom_id": "delete", "disabled": True},
            {"type": 2, "style": 5, "label": "Open", "url": "https://a.example/drift"},
        ],
    },
    {
        "type": 1,
        "components": [
            {
                "type": 3,
                "custom_id": "field",
                "placeholder": "Choose a field",
                "options": [
                    {"label": "Name", "value": "name"},
                    {"label": "Topic", "value": "topic"},
                ],
            }
        ],
    },
    {
        "type": 1,
        "components": [
            {"type": 6, "custom_id": "roles", "placeholder": "Choose roles", "max_values": 5}
        ],
    },
]

LAYOUT: list[dict[str, Any]] = [
    {
        "type": 17,
        "accent_color": 0x4CC38A,
        "components": [
            {"type": 10, "content": "# Plan 12\nNothing is lost, and **nobody** sees more."},
            {"type": 14, "spacing": 2},
            {
                "type": 9,
                "components": [{"type": 10, "content": "### 3 roles\n-# one is new"}],
                "accessory": {"type": 2, "style": 2, "label": "Show", "custom_id": "show"},
            },
            {"type": 13, "file": {"url": "attachment://plan.txt"}},
            {
                "type": 1,
                "components": [{"type": 2, "style": 3, "label": "Apply", "custom_id": "apply"}],
            },
        ],
    }
]

MODAL: dict[str, Any] = {
    "custom_id": "why",
    "title": "Why is it reverted?",
    "components": [
        {
            "type": 18,
            "label": "Reason",
            "description": "It goes into the audit log",
            "component": {"type": 4, "custom_id": "reason", "style": 2, "min_length": 3},
        },
        {
            "type": 18,
            "label": "Tell whom",
            "component": {"type": 5, "custom_id": "whom", "required": False},
        },
    ],
}


def message(text: str, **data: Any) -> dict[str, Any]:
    return {"type": 4, "data": {"content": text, **data}}
