"""nextcord's own HTTP client against the limits: it waits where it knows how, and knows a ban."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import nextcord
import pytest
from nextcord.http import HTTPClient, Route

from app.sandbox.faults.fault import Fault, FaultKind
from app.sandbox.limits.orders import RefusalOrder
from app.sandbox.limits.refusals import Scope
from app.sandbox.limits.windows import Allowance
from tests.support.sandbox import SmallGuild, running_sandbox


def _ignore(event: str, *args: Any) -> None:
    """nextcord tells of each 429 it meets; nobody listens here."""


@asynccontextmanager
async def nextcord_http(
    small: SmallGuild, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[HTTPClient]:
    monkeypatch.setattr(Route, "BASE", small.sandbox.api)
    client = HTTPClient(dispatch=_ignore)
    try:
        await client.static_login(f"Bot {small.application.token}")
        yield client
    finally:
        await client.close()


@pytest.mark.parametrize(
    "order",
    [
        RefusalOrder(Scope.USER, retry_after=0.05),
        RefusalOrder(Scope.SHARED, retry_after=0.05, remaining=3),
        RefusalOrder(Scope.USER, retry_after=0.05, bare=True),
    ],
)
async def test_it_takes_a_429_with_via_for_a_rate_limit_and_tries_again(
    order: RefusalOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        running_sandbox(rate_limits=True) as small,
        nextcord_http(small, monkeypatch) as http,
    ):
        small.sandbox.limits.refuse(order)

        guild: Any = await http.get_guild(small.guild.id)

        assert guild["id"] == str(small.guild.id)
        assert small.sandbox.limits.counts.refusals[order.scope] == 1


async def test_it_takes_the_page_of_a_ban_for_one_and_gives_up_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with (
        running_sandbox(rate_limits=True) as small,
        nextcord_http(small, monkeypatch) as http,
    ):
        small.sandbox.limits.ban.allowance = Allowance(1, 600.0)
        small.sandbox.faults.add(Fault(FaultKind.ERROR, status=403))
        with pytest.raises(nextcord.Forbidden):
            await http.get_guild(small.guild.id)
        before = small.sandbox.limits.counts.total

        with pytest.raises(nextcord.HTTPException) as banned:
            await http.get_guild(small.guild.id)

        assert banned.value.status == 429
        assert small.sandbox.limits.counts.total == before + 1
