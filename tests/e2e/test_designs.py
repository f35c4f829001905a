"""Whole designs, applied to an empty server and taken back again: examples and real templates."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.roll_back import RollBackCommand
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.channels import ChannelType
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.files.discord_template import read_template
from tests.support.whole_stack import Stack, whole_stack

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
TEMPLATES = os.environ.get("DISCORD_TEMPLATES", "")


@pytest.fixture
async def stack(migrated_url: str, clean_redis_url: str) -> AsyncIterator[Stack]:
    async with whole_stack(migrated_url, clean_redis_url) as stack:
        yield stack


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


async def plan(stack: Stack, blueprint: Blueprint) -> StoredPlan:
    version = await stack.container.save_version()(
        SaveVersionCommand(
            guild_id=stack.guild_id, blueprint=blueprint, text=write_blueprint(blueprint)
        )
    )
    return await stack.container.plan_guild()(
        PlanGuildCommand(guild_id=stack.guild_id, version=version.number)
    )


def shape(stack: Stack) -> dict[str, Any]:
    """The guild as the sandbox itself has it, without ids: names in order, rights, overwrites."""
    guild = stack.seeded.guild
    roles = sorted(guild.roles.values(), key=lambda role: (-role.position, role.id))
    names = {role.id: role.name for role in roles}
    order = {c.id: (c.position, c.id) for c in guild.channels.values()}
    category = {None: ""} | {c.id: c.name for c in guild.channels.values()}

    def place(channel: Any) -> tuple[Any, ...]:
        parent = order.get(channel.parent_id, (-1, 0))
        kind = ChannelType(channel.type)
        return (parent, kind in {ChannelType.VOICE, ChannelType.STAGE}, *order[channel.id])

    channels = sorted(guild.channels.values(), key=place)
    return {
        "roles": [(r.name, int(r.permissions), r.hoist, r.mentionable) for r in roles],
        "channels": [
            (
                channel.name,
                int(channel.type),
                category[channel.parent_id],
                sorted(
                    (names.get(target, str(target)), int(o.allow), int(o.deny))
                    for target, o in channel.overwrites.items()
                ),
            )
            for channel in channels
        ],
    }


async def goes_there_and_back(stack: Stack, design: Blueprint) -> None:
    # What is protected would stay, as it must: here everything shall go.
    blueprint = replace(design, protected=frozenset())
    before = shape(stack)

    run = await stack.carry_out(await plan(stack, blueprint))

    assert run.run.state is RunState.SUCCEEDED, (run.run.failure, run.run.report)
    assert run.run.report is not None
    assert run.run.report.verified
    there = shape(stack)
    wanted = blueprint.structure
    everyone_and_bot = 2
    assert len(there["roles"]) == len(wanted.roles) - 1 + everyone_and_bot
    named = [name for name, *_ in there["roles"] if name in {role.name for role in wanted.roles}]
    assert named == [role.name for role in wanted.roles]
    assert {name for name, *_ in there["channels"]} >= {c.name for c in wanted.channels}
    again = await plan(stack, blueprint)
    assert again.plan.is_empty, [change.id for change in again.plan.changes]

    back = await stack.container.roll_back()(RollBackCommand(run_id=run.run.id))
    undone = await stack.carry_out(back)

    assert undone.run.state is RunState.SUCCEEDED, (undone.run.failure, undone.run.report)
    assert shape(stack) == before


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
async def test_an_example_goes_onto_an_empty_server_and_off_again(stack: Stack, path: Path) -> None:
    await goes_there_and_back(stack, read_blueprint(text_of(path), path.name))


@pytest.mark.skipif(not TEMPLATES, reason="DISCORD_TEMPLATES names no folder of server templates")
class TestTemplates:
    @pytest.mark.parametrize(
        "path", sorted(Path(TEMPLATES or ".").glob("*.json")), ids=lambda path: path.stem
    )
    async def test_a_template_goes_onto_an_empty_server_and_off_again(
        self, stack: Stack, path: Path
    ) -> None:
        await goes_there_and_back(stack, read_template(text_of(path), path.name))

    def test_there_are_templates_to_try(self) -> None:
        assert len(list(Path(TEMPLATES).glob("*.json"))) >= 8
