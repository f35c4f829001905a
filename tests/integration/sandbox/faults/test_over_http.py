import asyncio
from collections.abc import AsyncGenerator

import httpx2
import pytest

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from tests.support.sandbox import SmallGuild, running_sandbox

BREAKS = (FaultKind.DROP, FaultKind.SILENCE)


@pytest.fixture
async def small() -> AsyncGenerator[SmallGuild]:
    async with running_sandbox() as small:
        yield small


async def create_channel(small: SmallGuild) -> httpx2.Response:
    """Gives up after a moment: where the answer is withheld, none ever comes."""
    path = f"/guilds/{small.guild.id}/channels"
    headers = {"Authorization": f"Bot {small.application.token}", "User-Agent": "DiscordBot (x, 1)"}
    async with httpx2.AsyncClient(base_url=small.sandbox.api, trust_env=False) as client:
        return await client.post(path, json={"name": "new"}, headers=headers, timeout=0.15)


async def struck(small: SmallGuild) -> None:
    while not small.sandbox.faults.fired:  # noqa: ASYNC110 - the log has no event
        await asyncio.sleep(0)


def names(small: SmallGuild) -> list[str]:
    return [channel.name for channel in small.guild.channels.values()]


@pytest.mark.parametrize(
    ("moment", "after"),
    [(Moment.BEFORE, ["general"]), (Moment.AFTER, ["general", "new"])],
)
@pytest.mark.parametrize("kind", BREAKS)
async def test_a_lost_answer_leaves_the_effect_or_not(
    small: SmallGuild, kind: FaultKind, moment: Moment, after: list[str]
) -> None:
    small.sandbox.faults.add(Fault(kind, moment, method="POST"))

    with pytest.raises(httpx2.TransportError):
        await create_channel(small)

    assert names(small) == after


async def test_the_next_request_after_a_lost_one_is_answered(small: SmallGuild) -> None:
    small.sandbox.faults.add(Fault(FaultKind.DROP))
    with pytest.raises(httpx2.TransportError):
        await small.bot.get("/users/@me")

    assert (await small.bot.get("/users/@me")).status_code == 200


@pytest.mark.parametrize("moment", list(Moment))
async def test_a_failing_answer_leaves_the_effect_or_not(small: SmallGuild, moment: Moment) -> None:
    small.sandbox.faults.add(Fault(FaultKind.ERROR, moment, method="POST", status=504))

    answer = await create_channel(small)

    assert answer.status_code == 504
    assert ("new" in names(small)) is (moment is Moment.AFTER)


async def test_a_slow_answer_waits_for_the_sandboxs_clock(small: SmallGuild) -> None:
    small.sandbox.faults.add(Fault(FaultKind.SLOW, delay_s=3600))
    asked = asyncio.create_task(small.bot.get("/users/@me"))
    await struck(small)

    held = not asked.done()
    small.clock.advance(3600)
    answer = await asked

    assert held
    assert answer.status_code == 200


async def test_stopping_lets_go_what_is_held() -> None:
    async with running_sandbox() as small:
        small.sandbox.faults.add(Fault(FaultKind.SLOW))
        asked = asyncio.create_task(small.bot.get("/users/@me"))
        await struck(small)

        await small.sandbox.stop()

        assert (await asked).status_code == 200


async def test_lists_are_as_they_were_some_writes_ago(small: SmallGuild) -> None:
    roles = f"/guilds/{small.guild.id}/roles"
    small.sandbox.faults.add(
        Fault(FaultKind.STALE, route="/guilds/{guild_id}/roles", times=2, writes_ago=2)
    )
    small.sandbox.faults.add(
        Fault(FaultKind.STALE, route="/guilds/{guild_id}/channels", writes_ago=1)
    )
    before = (await small.bot.get(roles)).json()
    first = (await small.bot.post(roles, {"name": "one"})).json()
    await small.bot.patch(f"/channels/{small.general.id}", {"name": "renamed"})

    stale_roles = (await small.bot.get(roles)).json()
    stale_channels = (await small.bot.get(f"/guilds/{small.guild.id}/channels")).json()
    await small.bot.delete(f"{roles}/{first['id']}")
    later = (await small.bot.get(roles)).json()
    fresh_channels = (await small.bot.get(f"/guilds/{small.guild.id}/channels")).json()
    fresh_roles = (await small.bot.get(roles)).json()

    assert stale_roles == before
    assert [channel["name"] for channel in stale_channels] == ["general"]
    assert "one" in [role["name"] for role in later]
    assert [channel["name"] for channel in fresh_channels] == ["renamed"]
    assert [role["name"] for role in fresh_roles] == [role["name"] for role in before]


async def test_spoilt_bodies_keep_the_status(small: SmallGuild) -> None:
    small.sandbox.faults.add(Fault(FaultKind.EMPTY_BODY))
    small.sandbox.faults.add(Fault(FaultKind.WRONG_BODY, body="<html>"))

    empty = await small.bot.get("/users/@me")
    page = await small.bot.get("/users/@me")

    assert (empty.status_code, empty.content) == (200, b"")
    assert (page.status_code, page.text) == (200, "<html>")


async def test_what_is_answered_with_nothing_can_have_a_spoilt_body(small: SmallGuild) -> None:
    roles = f"/guilds/{small.guild.id}/roles"
    role = (await small.bot.post(roles, {"name": "one"})).json()
    small.sandbox.faults.add(Fault(FaultKind.WRONG_BODY, method="DELETE", body="<html>"))

    page = await small.bot.delete(f"{roles}/{role['id']}")

    assert (page.status_code, page.text) == (200, "<html>")


async def test_a_process_outside_orders_faults_and_reads_the_log(small: SmallGuild) -> None:
    page = f"{small.sandbox.url}/sandbox/faults"
    order = {"kind": "error", "moment": "after", "method": "GET", "route": "/users/@me"}
    async with httpx2.AsyncClient(trust_env=False) as outside:
        added = await outside.post(page, json=order | {"times": None, "status": 500})
        failing = await small.bot.get("/users/@me")
        log = (await outside.get(page)).json()["fired"]
        cleared = await outside.delete(page)
        below_the_api = await small.bot.get("/sandbox/faults")

    assert added.json() == {"id": 1}
    assert failing.status_code == 500
    assert [line["path"] for line in log] == ["/users/@me"]
    assert cleared.json()["armed"] == []
    assert below_the_api.status_code == 404
    assert (await small.bot.get("/users/@me")).status_code == 200
