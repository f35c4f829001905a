"""Routes, majors and reasons."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.infrastructure.discord.request import Request, reason_header


@pytest.mark.parametrize(
    ("template", "major"),
    [
        ("/guilds/{guild_id}/roles/{role_id}", "/guilds/1"),
        ("/channels/{channel_id}/permissions/{role_id}", "/channels/2"),
        ("/users/@me", ""),
    ],
)
def test_guild_and_channel_give_a_path_an_allowance_of_its_own(template: str, major: str) -> None:
    ids = {"guild_id": 1, "channel_id": 2, "role_id": 3}

    demand = Request(method="PUT", template=template, ids=ids).demand()

    assert demand.major == major
    assert demand.route == f"PUT {template}"
    assert "{" not in demand.path


def test_the_fields_of_a_body_are_what_finer_limits_are_about() -> None:
    body = Request(method="PATCH", template="/x", body={"name": "a", "nsfw": True})
    list_body = Request(method="PATCH", template="/x", body=[{"id": "1"}])

    assert body.demand().fields == {"name", "nsfw"}
    assert list_body.demand().fields == frozenset()


@given(st.text())
def test_a_reason_is_cut_between_characters_and_never_too_long(reason: str) -> None:
    header = reason_header(reason.encode("utf-8", "ignore").decode())

    assert len(header) <= 512
    assert header.isascii()
    assert header.isprintable()
    assert reason.encode("utf-8", "ignore").decode().strip().startswith(unquote(header))


def test_the_run_and_step_survive_a_long_reason() -> None:
    header = reason_header("Guildwright run 0199a step 12 " + "ü" * 1000)

    assert unquote(header).startswith("Guildwright run 0199a step 12 ü")
