"""Refusals of Discord as people hear of them: what happened, and what to do."""

import pytest

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.seed.building import add_channel, add_role
from app.sandbox.world.channels import ChannelType
from app.sandbox.world.permissions import Permission
from app.shared.application.ports.guild_gateway import (
    Call,
    CallForbidden,
    CallInvalid,
    DiscordUnavailable,
    GuildNotFound,
)
from app.shared.domain.errors import DomainError
from app.shared.domain.planning.steps import Action, Json
from app.shared.domain.structure.identifiers import GuildId
from tests.integration.discord.calls import (
    REASON,
    create_channel,
    create_role,
    delete_channel,
    edit_guild,
)
from tests.support.sandbox import SmallGuild
from tests.support.sandbox_client import Connected


async def refused(us: Connected, call: Call) -> DomainError:
    with pytest.raises(DomainError) as caught:
        await us.gateway.write(us.guild_id, call, REASON)
    assert caught.value.remedy
    return caught.value


async def test_a_role_above_the_bot(place: SmallGuild, us: Connected) -> None:
    boss = add_role(place.world, place.guild, "Boss")

    error = await refused(us, Call(action=Action.DELETE_ROLE, object_id=boss.id))

    assert isinstance(error, CallForbidden)
    assert "stands above the bot's own" in error.message
    assert "code 50013" in error.message
    assert "Drag the bot's role" in error.remedy


async def test_a_channel_that_the_bot_cannot_see(place: SmallGuild, us: Connected) -> None:
    place.bot_role.permissions = int(Permission.MANAGE_CHANNELS)
    place.guild.roles[place.guild.id].permissions = 0

    error = await refused(us, delete_channel(place.general.id))

    assert isinstance(error, CallForbidden)
    assert "cannot see" in error.message


async def test_every_wrong_value_is_named_with_its_place(us: Connected) -> None:
    overwrites = [{"id": "1", "type": 7}]
    call = create_channel("x" * 101, rate_limit_per_user=-5, permission_overwrites=overwrites)

    error = await refused(us, call)

    assert isinstance(error, CallInvalid)
    assert "name: " in error.message
    assert "rate_limit_per_user: " in error.message
    assert "permission_overwrites[0].type: " in error.message
    assert "_errors" not in error.message


async def test_as_many_roles_as_there_may_be(place: SmallGuild, us: Connected) -> None:
    for n in range(250 - len(place.guild.roles)):
        add_role(place.world, place.guild, f"r{n}", position=1)

    error = await refused(us, create_role())

    assert "250" in error.message


async def test_as_many_channels_as_there_may_be(place: SmallGuild, us: Connected) -> None:
    for n in range(500 - len(place.guild.channels)):
        add_channel(place.world, place.guild, f"c{n}")

    error = await refused(us, create_channel())

    assert "500" in error.message


async def test_as_many_channels_as_a_category_may_have(place: SmallGuild, us: Connected) -> None:
    desk = add_channel(place.world, place.guild, "desk", ChannelType.CATEGORY)
    for n in range(50):
        add_channel(place.world, place.guild, f"c{n}", parent_id=desk.id)

    error = await refused(us, create_channel(parent_id=desk.id))

    assert "50 channels" in error.message


async def test_community_without_its_channels(us: Connected) -> None:
    error = await refused(us, edit_guild(features=["COMMUNITY"]))

    assert "rules channel" in error.message
    assert "Name both channels" in error.remedy


async def test_a_channel_that_community_needs(place: SmallGuild, us: Connected) -> None:
    place.guild.features |= {"COMMUNITY"}
    place.guild.rules_channel_id = place.general.id

    error = await refused(us, delete_channel(place.general.id))

    assert "Community needs it" in error.message
    assert "Make another channel" in error.remedy


async def test_onboarding_with_too_few_channels(place: SmallGuild, us: Connected) -> None:
    place.guild.features |= {"COMMUNITY"}
    body: Json = {"prompts": [], "default_channel_ids": [], "enabled": True, "mode": 0}

    error = await refused(us, Call(action=Action.EDIT_ONBOARDING, body=body))

    assert "7 default channels" in error.message


async def test_a_code_nobody_knows_is_kept_for_the_report(place: SmallGuild, us: Connected) -> None:
    body = '{"code": 987654, "message": "Flux capacitor is cold"}'
    place.sandbox.faults.add(Fault(FaultKind.ERROR, Moment.BEFORE, status=400, body=body))

    error = await refused(us, edit_guild(name="x" * 5))

    assert isinstance(error, CallInvalid)
    assert "987654" in error.message
    assert "Flux capacitor is cold" in error.message


async def test_the_proxy_in_front_is_not_taken_for_discord(
    place: SmallGuild, us: Connected
) -> None:
    page = "<!DOCTYPE html>Access denied"
    place.sandbox.faults.add(Fault(FaultKind.ERROR, Moment.BEFORE, status=403, body=page))

    error = await refused(us, edit_guild(name="Renamed"))

    assert isinstance(error, DiscordUnavailable)
    assert "proxy" in error.message


async def test_a_guild_without_the_bot_costs_one_refusal(place: SmallGuild, us: Connected) -> None:
    with pytest.raises(GuildNotFound):
        await us.gateway.observe(GuildId(place.guild.id + 1))

    assert len(us.transport.sent) == 2


@pytest.mark.parametrize("call", [create_role(), edit_guild(name="Renamed")])
async def test_a_write_to_a_guild_without_the_bot(
    place: SmallGuild, us: Connected, call: Call
) -> None:
    with pytest.raises(GuildNotFound):
        await us.gateway.write(GuildId(place.guild.id + 1), call, REASON)
