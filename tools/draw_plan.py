"""Draws docs/images/plan.svg: the plan of the demo, as a terminal shows it.

Run after the words or colours of plans changed: `python -m tools.draw_plan`.
"""

import asyncio
import re
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from app.cli.terminal import THEME
from app.sandbox.clock import DrivenClock
from app.sandbox.seed.copper_guild import copper_guild
from app.sandbox.server import Sandbox
from app.shared.application.rendering.plan_view import plan_lines
from app.shared.domain.blueprint.adoption import blueprint_of
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.clock import SystemClock
from app.shared.infrastructure.discord.client import ClientSettings, DiscordClient
from app.shared.infrastructure.discord.gateway import RestGuildGateway
from app.shared.infrastructure.discord.token import Token
from app.shared.infrastructure.files.blueprint_reader import read_blueprint

_BLUEPRINT = Path("app/cli/demo/copper-guild.yaml")
_PICTURE = Path("docs/images/plan.svg")
_SHOWN = frozenset(
    {
        "role:storykeeper:create",
        "channel:general:update",
        "channel:games:move",
        "channel:journeymen:access",
        "channel:incident-room:create",
    }
)
_GROUND = TerminalTheme((19, 21, 25), (232, 234, 239), [(160, 168, 182)] * 8, [(232, 234, 239)] * 8)


async def _plan(blueprint: Blueprint) -> Plan:
    seeded = copper_guild(DrivenClock())
    async with Sandbox(seeded.world) as sandbox:
        client = DiscordClient(
            Token(seeded.application.token),
            ClientSettings(base_url=sandbox.api),
            clock=SystemClock(),
        )
        snapshot = await RestGuildGateway(client, SystemClock()).observe(GuildId(seeded.guild.id))
        await client.close()
    _, bindings = blueprint_of(snapshot)
    return make_plan(
        PlanRequest(
            blueprint=blueprint,
            blueprint_version=2,
            snapshot=snapshot,
            bindings=bindings,
            requester=None,
            now=datetime(2026, 11, 28, tzinfo=UTC),
            selected=_SHOWN,
        )
    )


def main() -> None:
    blueprint = read_blueprint(_BLUEPRINT.read_text(encoding="utf-8"))
    console = Console(
        record=True, width=104, theme=THEME, highlight=False, emoji=False, file=StringIO()
    )
    for line in plan_lines(asyncio.run(_plan(blueprint))):
        console.print(Text.assemble(*((span.text, span.style) for span in line)))
    svg = console.export_svg(
        title="guildwright plan",
        theme=_GROUND,
        code_format=_without_foreign_fonts(CONSOLE_SVG_FORMAT),
        unique_id="plan",
    )
    _PICTURE.write_text(svg, encoding="utf-8")


def _without_foreign_fonts(svg_format: str) -> str:
    """The picture must not make whoever looks at it fetch something from elsewhere."""
    return re.sub(r"@font-face \{\{.*?\}\}", "", svg_format, flags=re.DOTALL)


if __name__ == "__main__":
    main()
