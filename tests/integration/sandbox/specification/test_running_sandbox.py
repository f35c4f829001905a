import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.sandbox.faults.fault import Fault, FaultKind
from app.sandbox.limits.orders import RefusalOrder
from app.sandbox.limits.windows import Allowance
from app.sandbox.specification.specification import VARIABLE
from tests.support.openapi import tiny_document
from tests.support.sandbox import running_sandbox


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Any]], None]:
    """Puts a document where the environment names it."""

    def put(document: dict[str, Any]) -> None:
        path = tmp_path / "openapi.json"
        path.write_text(json.dumps(document))
        monkeypatch.setenv(VARIABLE, str(path))

    return put


@pytest.fixture
def tiny(document: Callable[[dict[str, Any]], None]) -> None:
    found = json.loads(tiny_document())
    channel = found["components"]["schemas"]["GuildChannelResponse"]["properties"]
    channel["type"] = {"type": "integer"}
    document(found)


async def create_with_a_misspelt_key(*, expect_bad_requests: bool) -> httpx2.Response:
    """Discord ignores keys that it does not know, and so does the sandbox."""
    async with running_sandbox(expect_bad_requests=expect_bad_requests) as small:
        body = {"name": "a", "nfsw": True}
        return await small.bot.post(f"/guilds/{small.guild.id}/channels", body)


async def read_the_channels() -> httpx2.Response:
    async with running_sandbox(expect_bad_requests=True) as small:
        return await small.bot.get(f"/guilds/{small.guild.id}/channels")


@pytest.mark.usefixtures("tiny")
async def test_what_is_as_documented_passes() -> None:
    async with running_sandbox(rate_limits=True) as small:
        created = await small.bot.post(f"/guilds/{small.guild.id}/channels", {"name": "a"})
        refused = await small.bot.post(f"/guilds/{small.guild.id}/channels", {"name": 7})

    assert created.status_code == 201
    assert refused.status_code == 400


@pytest.mark.usefixtures("tiny")
async def test_a_wrong_request_that_is_accepted_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="nfsw"):
        await create_with_a_misspelt_key(expect_bad_requests=False)


@pytest.mark.usefixtures("tiny")
async def test_a_test_may_send_wrong_requests_on_purpose() -> None:
    created = await create_with_a_misspelt_key(expect_bad_requests=True)

    assert created.status_code == 201


async def test_a_wrong_answer_fails_the_test(
    document: Callable[[dict[str, Any]], None],
) -> None:
    found = json.loads(tiny_document())
    found["components"]["schemas"]["GuildChannelResponse"]["required"].append("mood")
    document(found)

    with pytest.raises(AssertionError, match="mood"):
        await read_the_channels()


@pytest.mark.usefixtures("tiny")
async def test_faults_and_bans_on_purpose_fail_nothing() -> None:
    async with running_sandbox(rate_limits=True) as small:
        small.sandbox.faults.add(Fault(FaultKind.WRONG_BODY))
        small.sandbox.limits.refuse(RefusalOrder(bare=True))
        small.sandbox.limits.refuse(RefusalOrder())
        path = f"/guilds/{small.guild.id}/channels"

        statuses = [(await small.bot.get(path)).status_code for _ in range(3)]

        small.sandbox.limits.ban.allowance = Allowance(1, 600.0)
        small.sandbox.faults.add(Fault(FaultKind.ERROR, status=403))
        statuses += [(await small.bot.get(path)).status_code for _ in range(2)]

    assert statuses == [429, 429, 200, 403, 429]


async def test_without_the_variable_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)

    async with running_sandbox() as small:
        assert small.sandbox.specification is None


@pytest.mark.skipif(VARIABLE not in os.environ, reason=f"{VARIABLE} names no document")
async def test_the_structure_of_a_guild_is_served_as_discord_documents_it() -> None:
    async with running_sandbox(rate_limits=True) as small:
        guild = f"/guilds/{small.guild.id}"
        role = (await small.bot.post(f"{guild}/roles", {"name": "r", "permissions": "0"})).json()
        channel = (await small.bot.post(f"{guild}/channels", {"name": "c", "type": 4})).json()
        overwrite = f"/channels/{channel['id']}/permissions/{role['id']}"
        answers = [
            await small.bot.put(overwrite, {"type": 0, "allow": "1024", "deny": "0"}),
            await small.bot.patch(f"{guild}/channels", [{"id": channel["id"], "position": 3}]),
            await small.bot.patch(f"{guild}/roles", [{"id": role["id"], "position": 1}]),
            await small.bot.get(guild),
            await small.bot.get(f"{guild}/channels"),
            await small.bot.get(f"{guild}/roles"),
            await small.bot.get(f"{guild}/audit-logs"),
            await small.bot.get(f"{guild}/onboarding"),
            await small.bot.get("/users/@me"),
            await small.bot.get("/gateway/bot"),
            await small.bot.get(f"{guild}/roles/1"),
            await small.bot.delete(f"/channels/{channel['id']}"),
        ]
        specification = small.sandbox.specification

    assert specification is not None
    assert [str(violation) for violation in specification.violations] == []
    assert [answer.status_code for answer in answers].count(404) == 1
    assert max(answer.status_code for answer in answers) == 404
