"""Answers of Discord as errors of the port."""

from typing import Any

import pytest

from app.shared.application.ports.guild_gateway import (
    CallForbidden,
    CallInvalid,
    DiscordUnavailable,
    GuildNotFound,
    MemberNotFound,
    ThingGone,
    TokenRefused,
)
from app.shared.infrastructure.discord.errors import refusal
from app.shared.infrastructure.discord.explanations import EXPLANATIONS
from app.shared.infrastructure.discord.form_errors import form_errors
from app.shared.infrastructure.discord.request import Request
from app.shared.infrastructure.discord.wire import NOT_JSON, Reply

REQUEST = Request(method="PATCH", template="/guilds/{guild_id}", ids={"guild_id": 1})


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, 0, TokenRefused),
        (403, 50013, CallForbidden),
        (403, 40006, CallForbidden),
        (404, 10003, ThingGone),
        (404, 10004, GuildNotFound),
        (404, 10007, MemberNotFound),
        (404, 0, ThingGone),
        (400, 50035, CallInvalid),
        (400, 30005, CallInvalid),
        (405, 0, CallInvalid),
        (418, 1234567, CallInvalid),
    ],
)
def test_the_status_decides_the_kind_and_a_few_codes_do(
    status: int, code: int, kind: type[Exception]
) -> None:
    error = refusal(REQUEST, Reply(status, {}, {"code": code, "message": "Discord's words"}))

    assert type(error) is kind
    assert error.remedy


@pytest.mark.parametrize(
    ("template", "permission"),
    [
        ("/channels/{channel_id}", '"Manage Channels"'),
        ("/guilds/{guild_id}/channels", '"Manage Channels"'),
        ("/guilds/{guild_id}/roles/{role_id}", '"Manage Roles"'),
        ("/guilds/{guild_id}", "a permission"),
    ],
)
def test_a_missing_permission_is_named_as_discord_does(template: str, permission: str) -> None:
    request = Request(method="PATCH", template=template)
    body = {"code": 50013, "message": "Missing Permissions"}

    error = refusal(request, Reply(403, {}, body))

    assert error.message.startswith(f"The bot lacks {permission}")
    assert f"Missing Permissions for PATCH {template})" in error.message
    assert "overview" in error.remedy


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003)])
def test_a_message_that_is_not_taken_is_about_its_channel(status: int, code: int) -> None:
    request = Request(method="POST", template="/channels/{channel_id}/messages")

    error = refusal(request, Reply(status, {}, {"code": code, "message": "No"}))

    assert "channel for messages" in error.message
    assert "choose another channel" in error.remedy.lower()
    assert "plan" not in error.remedy


@pytest.mark.parametrize(
    "reply",
    [
        Reply(302, {}, NOT_JSON),
        Reply(404, {}, NOT_JSON),
        Reply(404, {}, {"detail": "Not Found"}),
        Reply(405, {}, None),
    ],
)
def test_an_address_without_discord_behind_it_is_told(reply: Reply) -> None:
    error = refusal(REQUEST, reply)

    assert isinstance(error, DiscordUnavailable)
    assert "leads somewhere else" in error.message
    assert "https://discord.com/api/v10" in error.remedy


@pytest.mark.parametrize("data", [NOT_JSON, None, [], "blocked", {"error": "1020"}])
def test_a_refusal_that_is_not_discords_is_told_as_such(data: Any) -> None:
    error = refusal(REQUEST, Reply(403, {}, data))

    assert isinstance(error, DiscordUnavailable)
    assert "proxy in front of Discord" in error.message


def test_every_explanation_is_a_sentence_with_a_remedy() -> None:
    for what, remedy in EXPLANATIONS.values():
        assert what.endswith(".")
        assert remedy.endswith(".")
        assert "!" not in what + remedy


def test_the_codes_that_a_run_meets_are_explained() -> None:
    met = {10003, 10004, 10011, 30005, 30013, 40006, 40009, 50001, 50013, 50035, 50074, 350001}

    assert met <= EXPLANATIONS.keys()


def test_nested_form_errors_become_places_and_sentences() -> None:
    errors = {
        "name": {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH", "message": "Must be 1-100."}]},
        "available_tags": {
            "3": {"name": {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "Required"}]}}
        },
        "_errors": [{"code": "X", "message": "All wrong"}],
    }

    assert form_errors(errors) == (
        "name: Must be 1-100.",
        "available_tags[3].name: it is missing.",
        "request: All wrong.",
    )


def test_a_form_with_endless_errors_is_cut() -> None:
    errors = {f"f{n}": {"_errors": [{"code": "X", "message": "No"}]} for n in range(30)}

    found = form_errors(errors)

    assert len(found) == 11
    assert found[-1] == "And 20 more."


@pytest.mark.parametrize("errors", [None, 3, [], {"a": 1}, {"_errors": "x"}, {"_errors": [1]}])
def test_errors_of_another_shape_are_no_crash(errors: Any) -> None:
    assert form_errors(errors) == ()


def test_a_tree_without_bottom_is_no_crash() -> None:
    tree: dict[str, Any] = {"_errors": [{"message": "deep"}]}
    for _ in range(5000):
        tree = {"x": tree}

    assert form_errors(tree) == ()
