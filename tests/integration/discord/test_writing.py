"""Each action as it goes over the wire, and what Discord makes of it."""

from typing import Any
from urllib.parse import unquote

import pytest

from app.sandbox.seed.building import add_role
from app.shared.application.ports.guild_gateway import Call, CallInvalid
from app.shared.domain.planning.steps import Action, Json
from app.shared.infrastructure.discord.writing import ENDPOINTS
from tests.integration.discord.calls import (
    REASON,
    create_channel,
    create_role,
    delete_channel,
    edit_channel,
    edit_guild,
)
from tests.support.sandbox import SmallGuild
from tests.support.sandbox_client import Connected

RULE: dict[str, Any] = {
    "name": "No spam",
    "event_type": 1,
    "trigger_type": 1,
    "trigger_metadata": {"keyword_filter": ["spam"]},
    "actions": [{"type": 1, "metadata": {}}],
    "enabled": True,
}


async def every_action(place: SmallGuild, us: Connected) -> None:
    """One call of each action that a guild allows, from its creation to its end."""

    async def send(call: Call) -> int:
        return (await us.gateway.write(us.guild_id, call, REASON)).id or 0

    role = await send(create_role())
    channel = await send(create_channel())
    rule = await send(Call(action=Action.CREATE_RULE, body=RULE))
    await send(Call(action=Action.EDIT_ROLE, object_id=role, body={"hoist": True}))
    await send(Call(action=Action.ORDER_ROLES, body=[{"id": role, "position": 1}]))
    await send(edit_channel(channel, nsfw=True))
    await send(Call(action=Action.ORDER_CHANNELS, body=[{"id": channel, "position": 9}]))
    overwrite: Json = {"type": 0, "allow": 1024, "deny": 0}
    put = Call(action=Action.PUT_OVERWRITE, object_id=channel, target_id=role, body=overwrite)
    await send(put)
    await send(Call(action=Action.DELETE_OVERWRITE, object_id=channel, target_id=role))
    await send(Call(action=Action.EDIT_RULE, object_id=rule, body={"enabled": False}))
    await send(Call(action=Action.DELETE_RULE, object_id=rule))
    await send(
        edit_guild(
            features=["COMMUNITY"],
            rules_channel_id=channel,
            public_updates_channel_id=place.general.id,
            verification_level=1,
            explicit_content_filter=2,
        )
    )
    await send(Call(action=Action.EDIT_WELCOME_SCREEN, body={"description": "Hello"}))
    onboarding: Json = {
        "prompts": [],
        "default_channel_ids": [channel],
        "enabled": False,
        "mode": 0,
    }
    await send(Call(action=Action.EDIT_ONBOARDING, body=onboarding))
    spare = await send(create_channel("spare"))
    await send(delete_channel(spare))
    await send(Call(action=Action.DELETE_ROLE, object_id=role))


async def test_every_action_reaches_discord_by_its_own_route(
    place: SmallGuild, us: Connected
) -> None:
    await every_action(place, us)

    sent = {f"{call.method} {ENDPOINTS[action].template}" for action, call in ENDPOINTS.items()}
    reached = set(place.sandbox.limits.counts.requests)
    assert reached == sent
    assert place.sandbox.limits.counts.answers.keys() <= {200, 201, 204}


async def test_the_reason_stands_in_the_audit_log_but_for_bulk_channel_positions(
    place: SmallGuild, us: Connected
) -> None:
    await every_action(place, us)

    with_reason = {
        (request.method, request.url.path.endswith("/channels"))
        for request in us.transport.sent
        if "x-audit-log-reason" in request.headers
    }
    reasons = {entry.reason for entry in place.guild.audit_log}
    assert ("PATCH", True) not in with_reason
    assert {method for method, _ in with_reason} == {"POST", "PATCH", "PUT", "DELETE"}
    assert reasons == {REASON}


@pytest.mark.parametrize(
    "reason", ["Tidy up, für alle 🧹", "a" * 600, "  spaces  ", "line\nbreak", "ü" * 300]
)
async def test_a_reason_of_any_letters_arrives(
    place: SmallGuild, us: Connected, reason: str
) -> None:
    await us.gateway.write(us.guild_id, create_role(), reason)

    stored = place.guild.audit_log[-1].reason
    sent = us.transport.sent[-1].headers["x-audit-log-reason"]
    assert stored == unquote(sent)
    assert reason.strip().startswith(stored)
    assert len(stored) > 80 or stored == reason.strip()
    assert len(sent) <= 512


async def test_ids_and_permissions_go_as_text(place: SmallGuild, us: Connected) -> None:
    role = add_role(place.world, place.guild, "Any", position=1)
    overwrite: Json = {"id": role.id, "type": 0, "allow": 1 << 60, "deny": 0}
    body: Json = {"name": "x", "type": 0, "permission_overwrites": [overwrite], "parent_id": None}

    await us.gateway.write(us.guild_id, Call(action=Action.CREATE_CHANNEL, body=body), REASON)

    assert us.transport.sent[-1].content == (
        b'{"name":"x","type":0,"permission_overwrites":[{"id":"%d","type":0,"allow":"%d",'
        b'"deny":"0"}],"parent_id":null}' % (role.id, 1 << 60)
    )
    assert us.transport.sent[-1].headers["content-type"] == "application/json"


async def test_parts_come_in_the_order_of_the_body(place: SmallGuild, us: Connected) -> None:
    place.guild.features |= {"COMMUNITY"}

    def prompt(number: int, *options: str) -> dict[str, Any]:
        return {
            "id": str(number),
            "title": f"Question {number}",
            "type": 0,
            "single_select": False,
            "required": False,
            "in_onboarding": True,
            "options": [
                {"id": str(n), "title": title, "channel_ids": [place.general.id], "role_ids": []}
                for n, title in enumerate(options)
            ],
        }

    body: Json = {
        "prompts": [prompt(1, "a", "b"), prompt(2, "c")],
        "default_channel_ids": [],
        "enabled": False,
        "mode": 0,
    }
    written = await us.gateway.write(
        us.guild_id, Call(action=Action.EDIT_ONBOARDING, body=body), REASON
    )

    first, second = place.guild.onboarding.prompts
    assert written.parts == (
        first.id,
        *(option.id for option in first.options),
        second.id,
        *(option.id for option in second.options),
    )


async def test_a_call_without_its_id_is_refused_unsent(us: Connected) -> None:
    with pytest.raises(CallInvalid):
        await us.gateway.write(us.guild_id, Call(action=Action.EDIT_ROLE, body={}), REASON)

    assert us.transport.sent == []
