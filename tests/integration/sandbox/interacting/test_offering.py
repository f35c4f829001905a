"""Which commands a human is offered, with which options and choices."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from app.sandbox.driving.sent import Refused
from app.sandbox.world.channels import Overwrite, OverwriteType
from app.sandbox.world.commands import CommandPermission
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.interacting.registry import command, option
from tests.integration.sandbox.interacting.stage import (
    AUTOCOMPLETE,
    Stage,
    open_stage,
)
from tests.integration.sandbox.messages.desk import leaves


@pytest.fixture
async def stage() -> AsyncGenerator[Stage]:
    async with open_stage() as found:
        yield found


async def test_choices_go_to_who_types(stage: Stage) -> None:
    typing = asyncio.create_task(stage.olive.type("plan", "text", text="ap", count=3))
    while not stage.told:
        await stage.olive.commands()
    await stage.answer(AUTOCOMPLETE, {"choices": [{"name": "Apple", "value": "apple"}]})

    assert await typing == [{"name": "Apple", "value": "apple"}]
    focused = stage.told[-1]["data"]["options"][-1]
    assert (focused["value"], focused["focused"]) == ("ap", True)


@pytest.mark.parametrize(
    ("choices", "path"),
    [
        ([{"name": str(n), "value": "a"} for n in range(26)], "data.choices"),
        ([{"name": "n" * 101, "value": "a"}], "data.choices.0.name"),
        ([{"name": "n", "value": "a" * 101}], "data.choices.0.value"),
        ([{"name": "n", "value": 5}], "data.choices.0.value"),
    ],
)
async def test_choices_have_limits(stage: Stage, choices: list[Any], path: str) -> None:
    typing = asyncio.create_task(stage.olive.type("plan", "text", text="a"))
    while not stage.told:
        await stage.olive.commands()

    answer = await stage.answer(AUTOCOMPLETE, {"choices": choices})
    await stage.answer(AUTOCOMPLETE, {"choices": []})

    assert list(leaves(answer.json())) == [path]
    assert await typing == []


@pytest.mark.parametrize(
    "options",
    [{"text": 5}, {"count": "many"}, {"who": 1}, {"unknown": "a"}],
    ids=["text", "number", "user", "unknown"],
)
async def test_options_that_do_not_fit_are_never_sent(stage: Stage, options: Any) -> None:
    with pytest.raises(Refused):
        await stage.olive.use("plan", **options)

    assert stage.told == []


async def test_a_required_option_and_a_subcommand_must_be_named(stage: Stage) -> None:
    group = option("do", 1, options=[option("text", required=True)])
    await stage.offer(command("plan", options=[group]))

    with pytest.raises(Refused, match="required"):
        await stage.olive.use("plan do")
    with pytest.raises(Refused, match="subcommand"):
        await stage.olive.use("plan")
    with pytest.raises(Refused, match="there is no undo"):
        await stage.olive.use("plan undo")


@pytest.mark.parametrize(
    ("needed", "reason"),
    [("0", "for administrators"), (str(1 << 5), "Manage Guild")],
)
async def test_commands_for_few_are_hidden_from_others(
    stage: Stage, needed: str, reason: str
) -> None:
    await stage.offer(command(default_member_permissions=needed))

    with pytest.raises(Refused, match=reason):
        await stage.marlon.use("plan")
    await stage.olive.use("plan")

    assert await stage.marlon.commands() == []
    assert len(await stage.olive.commands()) == 1


async def test_what_administrators_edited_comes_before_the_default(stage: Stage) -> None:
    await stage.offer(command(default_member_permissions=str(1 << 5)))
    (offered,) = await stage.olive.commands()
    key = (stage.place.guild.id, int(offered["id"]))
    edits = stage.place.world.commands.permissions

    edits[key] = [CommandPermission(stage.marlon_id, 2, permission=True)]
    await stage.marlon.use("plan")
    edits[key].append(CommandPermission(stage.place.general.id, 3, permission=False))

    with pytest.raises(Refused, match="switched off in this channel"):
        await stage.marlon.use("plan")


async def test_use_application_commands_is_needed_in_the_channel(stage: Stage) -> None:
    guild_id = stage.place.guild.id
    deny = int(Permission.USE_APPLICATION_COMMANDS)
    stage.place.general.overwrites[guild_id] = Overwrite(guild_id, OverwriteType.ROLE, deny=deny)

    with pytest.raises(Refused, match="Use Application Commands"):
        await stage.marlon.use("plan")


async def test_a_hidden_channel_and_a_stranger_offer_nothing(stage: Stage) -> None:
    guild_id = stage.place.guild.id
    deny = int(Permission.VIEW_CHANNEL)
    stage.place.general.overwrites[guild_id] = Overwrite(guild_id, OverwriteType.ROLE, deny=deny)

    with pytest.raises(Refused, match="Missing Access"):
        await stage.marlon.commands()


async def test_a_guilds_own_command_hides_the_global_one(stage: Stage) -> None:
    path = f"/applications/{stage.place.application.id}/guilds/{stage.place.guild.id}/commands"
    await stage.place.bot.post(path, command(description="only here"))

    (offered,) = await stage.olive.commands()
    await stage.olive.use("plan")

    assert offered["description"] == "only here"
    assert stage.told[-1]["data"]["guild_id"] == str(stage.place.guild.id)


async def test_commands_that_are_not_for_servers_are_not_offered(stage: Stage) -> None:
    await stage.offer(command(contexts=[1]))

    assert await stage.olive.commands() == []
