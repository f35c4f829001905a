import asyncio
from collections.abc import AsyncGenerator

import httpx2
import pytest

from app.sandbox.limits.orders import RefusalOrder
from app.sandbox.limits.refusals import Scope
from app.sandbox.limits.windows import Allowance
from tests.support.sandbox import SmallGuild, running_sandbox


@pytest.fixture
async def small() -> AsyncGenerator[SmallGuild]:
    async with running_sandbox(rate_limits=True) as small:
        yield small


async def test_every_answer_carries_the_state_of_its_bucket(small: SmallGuild) -> None:
    found = await small.bot.get(f"/guilds/{small.guild.id}")
    unknown = await small.bot.get(f"/guilds/{small.guild.id}/roles/1")

    assert found.headers["X-RateLimit-Limit"] == "20"
    assert found.headers["X-RateLimit-Remaining"] == "19"
    assert found.headers["X-RateLimit-Reset-After"] == "1.000"
    assert found.headers["Content-Type"] == "application/json"
    assert unknown.status_code == 404
    assert unknown.headers["X-RateLimit-Bucket"]


async def test_the_third_rename_waits_while_another_channel_goes_on(small: SmallGuild) -> None:
    general = f"/channels/{small.general.id}"
    other = (await small.bot.post(f"/guilds/{small.guild.id}/channels", {"name": "b"})).json()
    await small.bot.patch(general, {"name": "one"})
    await small.bot.patch(general, {"name": "two"})

    refused = await small.bot.patch(general, {"name": "three"})
    slowmode = await small.bot.patch(general, {"rate_limit_per_user": 5})
    elsewhere = await small.bot.patch(f"/channels/{other['id']}", {"name": "one"})
    small.clock.advance(refused.json()["retry_after"])
    again = await small.bot.patch(general, {"name": "three"})

    assert refused.status_code == 429
    assert int(refused.headers["X-RateLimit-Remaining"]) > 0
    assert refused.json()["retry_after"] == 600.0
    assert refused.headers["Via"]
    assert [slowmode.status_code, elsewhere.status_code, again.status_code] == [200, 200, 200]
    assert again.json()["name"] == "three"


async def test_a_refused_write_changes_nothing(small: SmallGuild) -> None:
    for number in range(10):
        await small.bot.post(f"/guilds/{small.guild.id}/channels", {"name": f"c{number}"})
    channels = len(small.guild.channels)

    refused = await small.bot.post(f"/guilds/{small.guild.id}/channels", {"name": "eleventh"})

    assert refused.status_code == 429
    assert len(small.guild.channels) == channels


async def test_requests_side_by_side_are_all_counted(small: SmallGuild) -> None:
    paths = [f"/channels/{small.general.id}", "/users/@me", f"/guilds/{small.guild.id}/members/1"]

    answers = await asyncio.gather(*(small.bot.get(path) for path in paths * 20))

    statuses = [answer.status_code for answer in answers]
    assert statuses.count(429) == 10
    assert small.sandbox.limits.counts.total == 60
    assert small.sandbox.limits.counts.refusals[Scope.GLOBAL] == 10
    assert small.sandbox.limits.counts.highest_per_second == 60


async def test_ten_thousand_refused_requests_end_in_a_ban_that_ends(small: SmallGuild) -> None:
    small.sandbox.limits.ban.allowance = Allowance(20, 600.0)
    async with httpx2.AsyncClient(base_url=small.sandbox.api, trust_env=False) as stranger:
        for _ in range(20):
            assert (await stranger.get("/users/@me")).status_code == 401

        banned = await small.bot.get("/users/@me")
        small.clock.advance(600)
        free = await small.bot.get("/users/@me")

    assert banned.status_code == 429
    assert "Via" not in banned.headers
    assert banned.headers["Content-Type"].startswith("text/html")
    assert free.status_code == 200


async def test_a_process_outside_reads_the_counts_and_orders_a_refusal(
    small: SmallGuild,
) -> None:
    page = f"{small.sandbox.url}/sandbox/limits"
    async with httpx2.AsyncClient(trust_env=False) as outside:
        await outside.post(f"{page}/refusals", json={"scope": "global", "retry_after": 0.5})
        refused = await small.bot.get("/users/@me")
        counts = (await outside.get(page)).json()
        as_seen_elsewhere = await outside.get(page, headers={"Host": "discord.example"})
        as_a_form = await outside.post(f"{page}/refusals", data={"scope": "global"})

    assert refused.json()["global"] is True
    assert counts["requests"] == {"GET /users/@me": 1}
    assert counts["refusals"] == {"user": 0, "global": 1, "shared": 0}
    assert as_seen_elsewhere.status_code == 403
    assert as_a_form.status_code == 415


async def test_without_limits_nothing_is_refused() -> None:
    async with running_sandbox(rate_limits=False) as small:
        answers = [await small.bot.get("/users/@me") for _ in range(80)]

    assert {answer.status_code for answer in answers} == {200}
    assert small.sandbox.limits.counts.total == 80


@pytest.mark.parametrize("bare", [False, True])
async def test_a_refusal_on_demand_is_over_when_it_is_spent(small: SmallGuild, bare: bool) -> None:
    small.sandbox.limits.refuse(RefusalOrder(times=1, bare=bare))

    statuses = [(await small.bot.get("/users/@me")).status_code for _ in range(2)]

    assert statuses == [429, 200]
