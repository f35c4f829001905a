"""The tabs of a guild."""

from functools import cache
from html import escape

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.identifiers import GuildId
from app.web.pages.markup import Html

TABS = (
    ("overview", "", to_say("Overview")),
    ("designer", "/designer", to_say("Designer")),
    ("plans", "/plans", to_say("Plans")),
    ("runs", "/runs", to_say("Runs")),
    ("history", "/history", to_say("History")),
    ("permissions", "/permissions", to_say("Permissions")),
    ("access", "/access", to_say("Access")),
    ("activity", "/activity", to_say("Activity")),
)
"""Name, path below the guild, label: in the order in which the header shows them."""


def tab_row(guild_id: GuildId, active: str) -> Html:
    labels = tuple(say(label) for _, _, label in TABS)
    return Html(_row(active, labels).replace(_GUILD, str(guild_id)))


_GUILD = "{guild}"


@cache
def _row(active: str, labels: tuple[str, ...]) -> str:
    """Made once for each tab: only the guild differs from page to page."""
    return "\n".join(
        f'<a class="tab" href="/g/{_GUILD}{path}"'
        f"{' aria-current="page"' if active == name else ''}>{escape(label)}</a>"
        for (name, path, _), label in zip(TABS, labels, strict=True)
    )
