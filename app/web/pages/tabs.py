"""The tabs of a guild."""

from functools import cache

from app.shared.domain.structure.identifiers import GuildId
from app.web.pages.markup import Html

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


def tab_row(guild_id: GuildId, active: str) -> Html:
    return Html(_row(active).replace(_GUILD, str(guild_id)))


_GUILD = "{guild}"


@cache
def _row(active: str) -> str:
    """Made once for each tab: only the guild differs from page to page."""
    return "\n".join(
        f'<a class="tab" href="/g/{_GUILD}{path}"'
        f"{' aria-current="page"' if active == name else ''}>{label}</a>"
        for name, path, label in TABS
    )
