"""The page's HTML: the frame that the module fills, with the guilds that there are."""

from html import escape
from pathlib import Path

from app.sandbox.world.world import World

STATIC = Path(__file__).parent / "static"
GUILDS_MARK = "<!-- guilds -->"


def page(world: World) -> str:
    """Read each time: it is small, and whoever changes it sees the change."""
    options = "".join(
        f'<option value="{guild.id}">{escape(guild.name)}</option>'
        for guild in sorted(world.guilds.values(), key=lambda each: each.name.casefold())
    )
    return (STATIC / "index.html").read_text(encoding="utf-8").replace(GUILDS_MARK, options)
