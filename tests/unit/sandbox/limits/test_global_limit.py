import json

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.exchange.messages import Answer
from app.sandbox.limits.limits import Limits
from tests.support.exchanges import Handler, exchange


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def limits(clock: DrivenClock) -> Limits:
    return Limits(clock)


async def read(limits: Limits, guild: int, caller: str = "Bot a") -> Answer:
    """Each guild has buckets of its own, so that only the global limit can refuse."""
    request = exchange("GET /guilds/{guild_id}", guild_id=str(guild), caller=caller)
    return await limits.layer(request, Handler())


async def test_the_51st_request_in_a_second_is_refused(limits: Limits, clock: DrivenClock) -> None:
    for guild in range(50):
        clock.advance(0.01)
        assert (await read(limits, guild)).status == 200

    refused = await read(limits, 50)

    assert refused.status == 429
    assert refused.headers["x-ratelimit-global"] == "true"
    assert refused.headers["x-ratelimit-scope"] == "global"
    assert refused.headers["via"]
    assert "x-ratelimit-bucket" not in refused.headers
    body = json.loads(refused.content)
    assert body["global"] is True
    assert body["retry_after"] == pytest.approx(0.51)


async def test_a_burst_over_the_edge_of_a_second_is_refused_too(
    limits: Limits, clock: DrivenClock
) -> None:
    clock.advance(0.95)
    for guild in range(50):
        await read(limits, guild)
    clock.advance(0.1)

    assert (await read(limits, 50)).status == 429


async def test_waiting_as_told_is_enough(limits: Limits, clock: DrivenClock) -> None:
    for guild in range(50):
        await read(limits, guild)
        clock.advance(0.003)
    refused = await read(limits, 50)

    clock.advance(json.loads(refused.content)["retry_after"])

    assert (await read(limits, 50)).status == 200


async def test_it_is_counted_per_token(limits: Limits) -> None:
    for guild in range(50):
        await read(limits, guild)

    assert (await read(limits, 50, caller="Bot b")).status == 200


async def test_interactions_and_webhook_tokens_are_outside_of_it(limits: Limits) -> None:
    callback = "POST /interactions/{interaction_id}/{interaction_token}/callback"
    follow_up = "POST /webhooks/{webhook_id}/{webhook_token}"
    for guild in range(50):
        await read(limits, guild)

    answers = [
        await limits.layer(exchange(callback, {}, interaction_id="9"), Handler()),
        await limits.layer(exchange(follow_up, {}), Handler()),
    ]

    assert [answer.status for answer in answers] == [200, 200]
    assert (await read(limits, 50)).status == 429


async def test_managing_a_webhook_is_inside_of_it(limits: Limits) -> None:
    for guild in range(50):
        await read(limits, guild)

    answer = await limits.layer(exchange("PATCH /webhooks/{webhook_id}", {}), Handler())

    assert answer.status == 429


async def test_the_busiest_second_is_remembered(limits: Limits, clock: DrivenClock) -> None:
    limits.off()
    for guild in range(30):
        await read(limits, guild)
    clock.advance(0.5)
    for guild in range(41):
        await read(limits, guild)
    clock.advance(0.5)
    await read(limits, 1)

    assert limits.counts.highest_per_second == 71
