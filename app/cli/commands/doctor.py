"""guildwright doctor"""

import asyncio

from app.cli import options
from app.cli.connections import connected
from app.cli.guild import chosen_guild
from app.cli.terminal import out, show_json
from app.shared.application.doctor.check import Check, Health
from app.shared.application.doctor.examine import ExamineCommand
from app.shared.application.rendering.spans import safe
from app.shared.domain.errors import DomainError
from app.shared.domain.fingerprint import plain

_SIGNS = {
    Health.GOOD: ("✓", "create"),
    Health.WARNS: ("⚠", "warns"),
    Health.FAILS: ("✕", "remove"),
    Health.UNKNOWN: ("·", "muted"),
}


def doctor(guild: options.Guild = None, json: options.Json = False) -> int:
    """Check everything a run needs, and say the fix for what is missing."""
    checks = asyncio.run(_examine(guild))
    if json:
        show_json(plain(checks))
    else:
        for check in checks:
            sign, style = _SIGNS[check.health]
            out.print(f"{sign} {safe(check.what)}", style=style)
            if check.remedy:
                out.print(f"    {safe(check.remedy)}", style="muted")
    return 1 if any(check.health is Health.FAILS for check in checks) else 0


async def _examine(guild: str | None) -> tuple[Check, ...]:
    async with connected("doctor", check=False) as container:
        try:
            guild_id = await chosen_guild(guild, container.gateway())
        except DomainError:
            guild_id = None
        return await container.examine()(ExamineCommand(guild_id=guild_id))
