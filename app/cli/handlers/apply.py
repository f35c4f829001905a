"""Applies what the command line names: a file of `plan -o`, a hash, or a blueprint."""

import asyncio
from pathlib import Path

from app.cli.handlers.applying import Consent, PlanAgain, apply_stored
from app.cli.handlers.connections import connected
from app.cli.handlers.files import is_plan_file, read_document, read_plan_file
from app.cli.handlers.guild import chosen_guild
from app.cli.handlers.plan import Asked, plan_document, plan_version
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.infrastructure.container import Container


def apply_plan_file(guild: str | None, plan_hash: str, consent: Consent) -> int:
    """By the hash, or a beginning of it that only one plan has."""
    return asyncio.run(_apply_kept(guild, plan_hash, consent))


def apply_plan_of(path: Path, guild: str | None, select: list[str] | None, consent: Consent) -> int:
    if is_plan_file(path):
        named = read_plan_file(path)
        return asyncio.run(_apply_kept(str(named.guild_id), named.hash, consent))
    read_document(path)  # what is wrong with it is told before anything is started
    asked = Asked(file=path, guild=guild, select=select, as_=consent.as_)
    return asyncio.run(_apply_document(asked, consent))


async def _apply_kept(guild: str | None, plan_hash: str, consent: Consent) -> int:
    async with connected("apply") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        async with container.begin()() as uow:
            stored = await uow.plans.by_hash(guild_id, plan_hash)
        return await apply_stored(container, stored, consent, None)


async def _apply_document(asked: Asked, consent: Consent) -> int:
    async with connected("apply") as container:
        stored = await plan_document(container, asked)
        return await apply_stored(container, stored, consent, _again(container, stored, consent))


def _again(container: Container, first: StoredPlan, consent: Consent) -> PlanAgain:
    async def again(selected: frozenset[str]) -> StoredPlan:
        plan = first.plan
        return await plan_version(
            container, plan.guild_id, plan.blueprint_version, consent.as_, selected
        )

    return again
