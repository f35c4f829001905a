"""One state of one page, and where its picture is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.browser.story.installation import Installation

PICTURES = Path(__file__).parents[3] / "build" / "screenshots"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
type Theme = Literal["dark", "light"]
THEMES: tuple[Theme, Theme] = ("dark", "light")
OWNER, DRIFTER, HELPER, VISITOR = "Marten", "Drifter", "Juniper Wright", ""


@dataclass(frozen=True, slots=True)
class Look:
    """`route` is the page as the app's route table calls it, `path` an address of it, in which
    `{guild}` stands for the Copper Guild's page and the names of what `living` made for those.

    `before` is told of the page before it is loaded, `after` when it shows what it is about.
    `statuses` are those that the browser will complain of.
    """

    route: str
    state: str
    path: str = ""
    who: str = OWNER
    before: Callable[[Page], None] | None = None
    after: Callable[[Page], None] | None = None
    loads: bool = True
    statuses: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """`plan-stale` for the state `stale` of /g/{guild_id}/plans/{hash}."""
        parts = self.route.replace("/g/{guild_id}", "/overview", 1).strip("/").split("/")
        if len(parts) > 1 and parts[0] == "overview":
            parts = parts[1:]
        one = {"plans": "plan", "runs": "run"}.get(parts[0], parts[0])
        page = one if parts[-1].startswith("{") else "-".join(parts)
        return f"{page or 'landing'}-{self.state}"

    def address(self, place: Installation, names: dict[str, str]) -> str:
        path = (self.path or self.route).replace("{guild_id}", str(place.discord.guild_id))
        return place.url + path.format(**names)

    def picture(self, size: str, theme: str) -> Path:
        return PICTURES / f"{self.name}-{size}-{theme}.png"
