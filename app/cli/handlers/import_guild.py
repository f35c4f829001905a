"""Writes a live server, or Discord's JSON of a template, as a blueprint."""

import asyncio
from pathlib import Path

from app.cli.handlers.connections import connected
from app.cli.handlers.files import read_document, write_text
from app.cli.handlers.guild import chosen_guild
from app.cli.handlers.schema_file import lay_schema_beside
from app.cli.terminal import say
from app.shared.application.blueprints.import_guild import ImportedGuild, ImportGuildCommand
from app.shared.application.rendering.spans import safe
from app.shared.domain.blueprint.adoption import adopting
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.files.discord_template import import_template
from app.shared.infrastructure.files.updating.update import update_document
from app.shared.infrastructure.files.yaml_source import SIZE_MAX, document_text


def write_live_guild(guild: str | None, out: Path | None, *, force: bool) -> int:
    imported = asyncio.run(_import(guild))
    return _write(imported.blueprint, imported.notes, out, force=force)


def write_template(template: Path, out: Path | None, *, force: bool) -> int:
    with template.open("rb") as file:
        text = document_text(file.read(SIZE_MAX + 1), str(template))
    imported = import_template(text, str(template))
    remarks = tuple(f"{one.what} {one.remedy}".rstrip() for one in imported.findings)
    return _write(imported.blueprint, remarks, out, force=force)


def update_document_from_guild(guild: str | None, path: Path) -> int:
    """Make a document say what the server is now; its comments and what it leaves alone stay."""
    document = read_document(path)
    imported = asyncio.run(_import(guild))
    text = update_document(document.text, adopting(document.blueprint, imported.blueprint))
    if text == document.text:
        say(f"{path} says already what the server is.")
        return 0
    write_text(path, text, overwrite=True)
    say(f"Written: {path}")
    lay_schema_beside(path)
    say(f"What changed in it: git diff {path}; then: guildwright plan {path}", "muted")
    return 0


async def _import(guild: str | None) -> ImportedGuild:
    async with connected("import") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        return await container.import_guild()(ImportGuildCommand(guild_id=guild_id))


def _write(blueprint: Blueprint, remarks: tuple[str, ...], out: Path | None, *, force: bool) -> int:
    if out is None:
        print(write_blueprint(blueprint, notes=remarks, schema=None), end="")
    else:
        write_text(out, write_blueprint(blueprint, notes=remarks), overwrite=force)
        say(f"Written: {out}")
        lay_schema_beside(out)
        say(f"Next: guildwright plan {out}", "muted")
    for remark in remarks:
        say(f"Note: {safe(remark)}")
    return 0
