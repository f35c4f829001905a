"""Actions as requests."""

import pytest

from app.shared.application.ports.guild_gateway import Call, CallInvalid
from app.shared.domain.planning.steps import Action, Json
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.discord.limiter.demand import Priority
from app.shared.infrastructure.discord.writing import (
    ENDPOINTS,
    as_discord_takes_it,
    request_of,
)


@pytest.mark.parametrize("action", Action)
def test_every_action_has_an_endpoint_and_only_creations_are_posts(action: Action) -> None:
    endpoint = ENDPOINTS[action]

    assert (endpoint.method == "POST") == (action.creates is not None)


def test_bulk_channel_positions_take_no_reason() -> None:
    silent = {action for action, endpoint in ENDPOINTS.items() if not endpoint.takes_reason}
    request = request_of(
        GuildId(1), Call(action=Action.ORDER_CHANNELS, body=[]), "why", Priority.BULK
    )

    assert silent == {Action.ORDER_CHANNELS}
    assert request.reason == ""


@pytest.mark.parametrize("call", [Call(action=Action.PUT_OVERWRITE, object_id=1, body={})])
def test_a_missing_id_is_found_before_anything_is_sent(call: Call) -> None:
    with pytest.raises(CallInvalid, match="overwrite_id"):
        request_of(GuildId(1), call, "", Priority.BULK)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"permissions": 1 << 60}, {"permissions": str(1 << 60)}),
        ({"parent_id": 5, "position": 5}, {"parent_id": "5", "position": 5}),
        ({"parent_id": None, "nsfw": True}, {"parent_id": None, "nsfw": True}),
        ([{"id": 1, "position": 2}], [{"id": "1", "position": 2}]),
        ({"role_ids": [1, "2"]}, {"role_ids": ["1", "2"]}),
        ({"exempt_roles": [1]}, {"exempt_roles": ["1"]}),
        ({"exempt_channels": [2]}, {"exempt_channels": ["2"]}),
        ({"metadata": {"channel_id": 9}}, {"metadata": {"channel_id": "9"}}),
        ({"metadata": {"duration_seconds": 60}}, {"metadata": {"duration_seconds": 60}}),
        ({"presets": [1, 2]}, {"presets": [1, 2]}),
        ([{"allow": 0, "deny": 8, "type": 0}], [{"allow": "0", "deny": "8", "type": 0}]),
    ],
)
def test_ids_and_bits_become_text_and_nothing_else_does(ours: Json, theirs: Json) -> None:
    assert as_discord_takes_it(ours) == theirs
