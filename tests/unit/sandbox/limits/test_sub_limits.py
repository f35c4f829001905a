import json

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.exchange.messages import Answer
from app.sandbox.limits.limits import Limits
from tests.support.exchanges import Handler, exchange

EDIT = "PATCH /channels/{channel_id}"


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def limits(clock: DrivenClock) -> Limits:
    return Limits(clock)


async def edit(limits: Limits, body: object, *, channel_id: str = "1", status: int = 200) -> Answer:
    return await limits.layer(exchange(EDIT, body, channel_id=channel_id), Handler(status))


async def test_the_third_rename_in_ten_minutes_is_refused_with_requests_remaining(
    limits: Limits, clock: DrivenClock
) -> None:
    await edit(limits, {"name": "one"})
    clock.advance(20)
    await edit(limits, {"topic": "two"})

    refused = await edit(limits, {"name": "three"})

    assert refused.status == 429
    assert int(refused.headers["x-ratelimit-remaining"]) > 0
    assert float(refused.headers["x-ratelimit-reset-after"]) <= 15
    assert json.loads(refused.content)["retry_after"] == 580.0
    assert refused.headers["retry-after"] == "580"
    assert refused.headers["x-ratelimit-scope"] == "user"


async def test_other_edits_of_that_channel_go_on(limits: Limits) -> None:
    await edit(limits, {"name": "one"})
    await edit(limits, {"name": "two"})

    assert (await edit(limits, {"nsfw": True})).status == 200
    assert (await edit(limits, {"name": "three"})).status == 429


async def test_other_channels_go_on(limits: Limits) -> None:
    await edit(limits, {"name": "one"})
    await edit(limits, {"name": "two"})

    assert (await edit(limits, {"name": "three"}, channel_id="2")).status == 200


async def test_it_ends_when_told(limits: Limits, clock: DrivenClock) -> None:
    await edit(limits, {"name": "one"})
    await edit(limits, {"name": "two"})
    refused = await edit(limits, {"name": "three"})

    clock.advance(json.loads(refused.content)["retry_after"])

    assert (await edit(limits, {"name": "three"})).status == 200


async def test_a_rename_that_was_not_carried_out_is_not_counted(limits: Limits) -> None:
    for _ in range(3):
        await edit(limits, {"name": "one"}, status=403)

    assert (await edit(limits, {"name": "one"})).status == 200
    assert (await edit(limits, {"name": "two"})).status == 200
