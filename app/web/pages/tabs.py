"""The tabs of a guild."""

TABS = (
    ("overview", "", "Overview"),
    ("designer", "/designer", "Designer"),
    ("plans", "/plans", "Plans"),
    ("runs", "/runs", "Runs"),
    ("history", "/history", "History"),
    ("permissions", "/permissions", "Permissions"),
    ("access", "/access", "Access"),
    ("activity", "/activity", "Activity"),
)
"""Name, path below the guild, label: in the order in which the header shows them."""
