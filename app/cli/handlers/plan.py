"""Makes plans from the command line's words, and shows them."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from app.cli.handlers.connections import connected
from app.cli.handlers.files import PlanFile, read_document, write_plan_file
from app.cli.handlers.guild import chosen_guild
from app.cli.handlers.people import actor, user_id
from app.cli.terminal import say, show, show_json
from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.rendering.plan_json import plan_json
from app.shared.application.rendering.plan_markdown import plan_markdown
from app.shared.application.rendering.plan_view import plan_lines
from app.shared.application.rendering.spans import safe
from app.shared.domain.planning.plan import Plan
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.container import Container


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be planned, in the words of the command line."""

    file: Path
    guild: str | None = None
    select: list[str] | None = None
    as_: str | None = None
    message: str = ""


def make_plan_file(asked: Asked, out: Path | None, *, json: bool, markdown: bool) -> Plan:
    """Plan and show; where `out` is given, write what `apply` takes."""
    plan = asyncio.run(_make(asked))
    if out is not None:
        write_plan_file(out, PlanFile(plan.guild_id, plan.hash))
    show_plan(plan, as_json=json, markdown=markdown)
    if not json and not markdown:
        say_next(plan, out)
    return plan


async def _make(asked: Asked) -> Plan:
    async with connected("plan") as container:
        return (await plan_document(container, asked)).plan


async def plan_document(container: Container, asked: Asked) -> StoredPlan:
    """Save the document as a version (if it is another one than the last) and plan it."""
    document = read_document(asked.file)
    guild_id = await chosen_guild(asked.guild, container.gateway())
    version = await container.save_version()(
        SaveVersionCommand(
            guild_id=guild_id,
            blueprint=document.blueprint,
            text=document.text,
            message=asked.message,
            actor=actor(asked.as_),
        )
    )
    selected = frozenset(asked.select) if asked.select else None
    return await plan_version(container, guild_id, version.number, asked.as_, selected)


async def plan_version(
    container: Container,
    guild_id: GuildId,
    version: int | None,
    as_: str | None,
    selected: frozenset[str] | None,
) -> StoredPlan:
    return await container.plan_guild()(
        PlanGuildCommand(
            guild_id=guild_id,
            version=version,
            requester=user_id(as_),
            selected=selected,
            actor=actor(as_),
        )
    )


def show_plan(plan: Plan, *, as_json: bool = False, markdown: bool = False) -> None:
    if as_json:
        show_json(plan_json(plan))
    elif markdown:
        print(plan_markdown(plan), end="")
    else:
        show(plan_lines(plan))


def say_next(plan: Plan, out: Path | None = None) -> None:
    """What to do with the plan now."""
    if plan.blocked:
        say("It cannot be applied until what is marked with ⛔ is mended.", "blocks")
    elif not plan.is_empty:
        named = str(out) if out is not None else f"--plan {plan.hash[:12]}"
        say(f"To apply it: guildwright apply {named}", "muted")
        for change in plan.destructive:
            say(f"To agree to deleting {safe(change.name)}: --delete {change.id}", "muted")
