"""What every request needs, whatever it asks for."""

import httpx2
import pytest

from app.sandbox.seed.building import add_guild
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_access,
    assert_refused,
)
from tests.support.sandbox import USER_AGENT, SmallGuild, running_sandbox


async def send(
    small: SmallGuild, method: str, path: str, content: bytes = b"", **headers: str
) -> httpx2.Response:
    """A request with nothing that the bot's client would add."""
    sent = {"authorization": f"Bot {small.application.token}", "user-agent": USER_AGENT}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    async with httpx2.AsyncClient(trust_env=False, verify=False) as client:
        url = f"{small.sandbox.api}{path}"
        return await client.request(method, url, content=content, headers=sent)


@pytest.mark.parametrize("header", ["", "Bot wrong", "Bearer {token}", "{token}", "bot {token}"])
async def test_a_request_without_the_bots_token_is_unauthorized(header: str) -> None:
    async with running_sandbox() as small:
        given = header.format(token=small.application.token)
        answer = await send(small, "GET", "/users/@me", authorization=given)

    assert_refused(answer, 401, 0)
    assert answer.json()["message"] == "401: Unauthorized"


async def test_a_request_without_a_user_agent_is_blocked() -> None:
    async with running_sandbox() as small:
        answer = await send(small, "GET", "/users/@me", user_agent="")

    assert_refused(answer, 403, 40333)


async def test_the_gateways_address_needs_no_token() -> None:
    async with running_sandbox() as small:
        answer = await send(small, "GET", "/gateway", authorization="")

    assert answer.json() == {"url": small.sandbox.gateway_url}


async def test_an_unknown_path_is_not_found_and_an_unknown_method_not_allowed() -> None:
    async with running_sandbox() as small:
        unknown_path = await small.bot.get("/guilds/1/nothing")
        unknown_method = await small.bot.delete("/users/@me")

    assert_refused(unknown_path, 404, 0)
    assert_refused(unknown_method, 405, 0)


async def test_what_is_no_id_in_the_path_is_a_form_error() -> None:
    async with running_sandbox() as small:
        answer = await small.bot.get("/guilds/copper")

    assert_invalid(answer, "guild_id", "NUMBER_TYPE_COERCE")
    message = answer.json()["errors"]["guild_id"]["_errors"][0]["message"]
    assert message == 'Value "copper" is not snowflake.'


async def test_an_unknown_guild_and_one_without_the_bot_are_told_apart() -> None:
    async with running_sandbox() as small:
        elsewhere = add_guild(small.world, "Elsewhere", small.owner.id)
        unknown = await small.bot.get("/guilds/1")
        foreign = await small.bot.get(f"/guilds/{elsewhere.id}")

    assert_refused(unknown, 404, 10004)
    assert_missing_access(foreign)


async def test_a_body_that_is_no_json_is_refused() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        path = f"/guilds/{small.guild.id}/roles"
        answer = await send(small, "POST", path, b"{", content_type="application/json")

    assert_refused(answer, 400, 50109)
    assert len(small.guild.roles) == 2


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded"])
async def test_json_under_another_content_type_is_refused(content_type: str) -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        path = f"/guilds/{small.guild.id}/roles"
        answer = await send(small, "POST", path, b"{}", content_type=content_type)

    assert_invalid(answer, "", "CONTENT_TYPE_INVALID")


async def test_a_content_type_with_a_charset_is_still_json() -> None:
    async with running_sandbox() as small:
        path = f"/guilds/{small.guild.id}/roles"
        kind = "application/json; charset=utf-8"
        answer = await send(small, "POST", path, b"{}", content_type=kind)

    assert answer.status_code == 200


async def test_a_body_of_the_wrong_shape_is_refused() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        array = await small.bot.post(f"/guilds/{small.guild.id}/roles", [])
        thing = await small.bot.patch(f"/guilds/{small.guild.id}/roles", {})

    assert_invalid(array, "", "MODEL_TYPE_CONVERT")
    assert_invalid(thing, "", "LIST_TYPE_CONVERT")


async def test_ids_and_permissions_are_taken_as_numbers_and_as_text() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        path = f"/channels/{small.general.id}/permissions/{small.guild.id}"
        as_number = await small.bot.put(path, {"type": 0, "allow": 1024, "deny": 2048})
        as_text = await small.bot.put(path, {"type": 0, "allow": "1024", "deny": "2048"})
        channel = await small.bot.get(f"/channels/{small.general.id}")

    assert (as_number.status_code, as_text.status_code) == (204, 204)
    assert channel.json()["permission_overwrites"] == [
        {"id": str(small.guild.id), "type": 0, "allow": "1024", "deny": "2048"}
    ]
