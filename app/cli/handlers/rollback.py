"""Plans the way back, and goes it when agreed."""

import asyncio
from dataclasses import dataclass
from typing import ClassVar

from app.cli.handlers.applying import Consent, PlanAgain, apply_stored
from app.cli.handlers.connections import connected
from app.cli.handlers.guild import chosen_guild
from app.cli.handlers.people import actor, user_id
from app.cli.handlers.plan import plan_version, say_next, show_plan
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.roll_back import RollBackCommand
from app.shared.domain.errors import Invalid
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import RunId
from app.shared.infrastructure.container import Container


class NothingNamed(Invalid):
    code: ClassVar[str] = "nothing_named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Before a run, or a version of the blueprint."""

    run: str | None
    guild: str | None
    to_version: int | None
    select: list[str] | None

    @property
    def selected(self) -> frozenset[str] | None:
        return frozenset(self.select) if self.select else None


def show_way_back(where: Destination, as_: str | None, *, json: bool) -> int:
    _check(where)
    plan = asyncio.run(_plan(where, as_))
    show_plan(plan, as_json=json)
    if not json:
        say_next(plan)
    return 0


def go_back(where: Destination, consent: Consent) -> int:
    _check(where)
    return asyncio.run(_go(where, consent))


def _check(where: Destination) -> None:
    if where.run is None and where.to_version is None:
        raise NothingNamed(
            "Say where to go back to.",
            remedy="A run (guildwright runs lists them) or --to-version N (guildwright show).",
        )
    if where.run is not None and where.to_version is not None:
        raise NothingNamed(
            "A run and a version are two different places to go back to.",
            remedy="Name one of them.",
        )


async def _plan(where: Destination, as_: str | None) -> Plan:
    async with connected("rollback") as container:
        return (await _way_back(container, where, as_, where.selected)).plan


async def _go(where: Destination, consent: Consent) -> int:
    async with connected("rollback") as container:
        stored = await _way_back(container, where, consent.as_, where.selected)
        return await apply_stored(container, stored, consent, _again(container, where, consent))


def _again(container: Container, where: Destination, consent: Consent) -> PlanAgain:
    async def again(selected: frozenset[str]) -> StoredPlan:
        return await _way_back(container, where, consent.as_, selected)

    return again


async def _way_back(
    container: Container,
    where: Destination,
    as_: str | None,
    selected: frozenset[str] | None,
) -> StoredPlan:
    if where.run is not None:
        return await container.roll_back()(
            RollBackCommand(
                run_id=RunId(where.run),
                requester=user_id(as_),
                selected=selected,
                actor=actor(as_),
            )
        )
    guild_id = await chosen_guild(where.guild, container.gateway())
    return await plan_version(container, guild_id, where.to_version, as_, selected)
