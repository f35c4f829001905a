"""guildwright import"""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from app.cli import options
from app.cli.connections import connected
from app.cli.files import write_text
from app.cli.guild import chosen_guild
from app.cli.terminal import say
from app.shared.application.blueprints.import_guild import ImportedGuild, ImportGuildCommand
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.files.discord_template import import_template
from app.shared.infrastructure.files.yaml_source import SIZE_MAX, document_text


def import_(
    guild: options.Guild = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write to this file instead of the terminal."),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", help="Read Discord's JSON of a server template, not a server."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> int:
    """Write a server, or a server template, as a blueprint. The server is not changed."""
    text, remarks = _from_template(template) if template else _from_guild(guild)
    if out is None:
        print(text, end="")
    else:
        write_text(out, text, overwrite=force)
        say(f"Written: {out}")
        say(f"Next: guildwright plan {out}", "dim")
    for remark in remarks:
        say(f"Note: {remark}")
    return 0


def _from_guild(guild: str | None) -> tuple[str, tuple[str, ...]]:
    imported = asyncio.run(_import(guild))
    return write_blueprint(imported.blueprint, notes=imported.notes), imported.notes


def _from_template(path: Path) -> tuple[str, tuple[str, ...]]:
    with path.open("rb") as file:
        template = import_template(document_text(file.read(SIZE_MAX + 1), str(path)), str(path))
    remarks = tuple(f"{finding.what} {finding.remedy}" for finding in template.findings)
    return write_blueprint(template.blueprint, notes=remarks), remarks


async def _import(guild: str | None) -> ImportedGuild:
    async with connected("import") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        return await container.import_guild()(ImportGuildCommand(guild_id=guild_id))
