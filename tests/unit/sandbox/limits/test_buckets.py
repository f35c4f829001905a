import json
from typing import Any

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.exchange.messages import Answer, Exchange
from app.sandbox.limits.limits import Limits
from app.sandbox.limits.refusals import RateLimited, Scope
from app.sandbox.limits.table import Bucket, LimitTable
from app.sandbox.limits.windows import Allowance
from tests.support.exchanges import Handler, exchange

CREATE_ROLE = "POST /guilds/{guild_id}/roles"
EDIT_CHANNEL = "PATCH /channels/{channel_id}"
EDIT_ROLE = "PATCH /guilds/{guild_id}/roles/{role_id}"
DELETE_ROLE = "DELETE /guilds/{guild_id}/roles/{role_id}"
CREATE_EMOJI = "POST /guilds/{guild_id}/emojis"


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def limits(clock: DrivenClock) -> Limits:
    return Limits(clock)


async def send(limits: Limits, request: Exchange, times: int = 1, status: int = 200) -> Answer:
    """The last answer of so many of the same request."""
    handler = Handler(status)
    for _ in range(times - 1):
        await limits.layer(request, handler)
    return await limits.layer(request, handler)


def body_of(answer: Answer) -> Any:
    return json.loads(answer.content)


async def test_an_answer_tells_the_state_of_its_bucket(limits: Limits, clock: DrivenClock) -> None:
    await send(limits, exchange(EDIT_CHANNEL, {}))
    clock.advance(4.25)

    answer = await send(limits, exchange(EDIT_CHANNEL, {}))

    assert answer.headers["x-ratelimit-limit"] == "5"
    assert answer.headers["x-ratelimit-remaining"] == "3"
    assert answer.headers["x-ratelimit-reset-after"] == "10.750"
    assert answer.headers["x-ratelimit-reset"] == f"{clock.now() + 10.75:.3f}"
    assert answer.headers["x-ratelimit-bucket"] == limits.hash_of("PATCH", "/channels/{channel_id}")


async def test_a_spent_bucket_refuses_with_the_whole_of_discords_answer(
    limits: Limits, clock: DrivenClock
) -> None:
    await send(limits, exchange(EDIT_CHANNEL, {}), times=5)
    clock.advance(0.4)

    answer = await send(limits, exchange(EDIT_CHANNEL, {}))

    assert answer.status == 429
    assert body_of(answer) == {
        "message": "You are being rate limited.",
        "retry_after": 14.6,
        "global": False,
    }
    assert answer.headers["retry-after"] == "15"
    assert answer.headers["x-ratelimit-scope"] == "user"
    assert answer.headers["x-ratelimit-remaining"] == "0"
    assert answer.headers["via"]
    assert "x-ratelimit-global" not in answer.headers


async def test_a_refused_request_does_not_reach_the_handler(limits: Limits) -> None:
    handler = Handler()

    for _ in range(7):
        await limits.layer(exchange(EDIT_CHANNEL, {}), handler)

    assert len(handler.seen) == 5


async def test_waiting_for_exactly_as_long_as_told_is_enough(
    limits: Limits, clock: DrivenClock
) -> None:
    clock.advance(0.123456)
    await send(limits, exchange(EDIT_CHANNEL, {}), times=5)
    clock.advance(1.000321)
    refused = await send(limits, exchange(EDIT_CHANNEL, {}))

    clock.advance(body_of(refused)["retry_after"])

    assert (await send(limits, exchange(EDIT_CHANNEL, {}))).status == 200


@pytest.mark.parametrize(
    ("left", "told", "header"),
    [(1.0001, 1.001, "2"), (1.0, 1.0, "1"), (0.0004, 0.001, "1"), (14.9999, 15.0, "15")],
)
def test_waits_are_rounded_up(left: float, told: float, header: str) -> None:
    answer = RateLimited(Scope.GLOBAL, left).answer()

    assert body_of(answer)["retry_after"] == told
    assert answer.headers["retry-after"] == header


async def test_each_channel_has_its_own_allowance_under_the_same_hash(limits: Limits) -> None:
    spent = await send(limits, exchange(EDIT_CHANNEL, {}, channel_id="1"), times=5)

    other = await send(limits, exchange(EDIT_CHANNEL, {}, channel_id="2"))

    assert other.status == 200
    assert other.headers["x-ratelimit-remaining"] == "4"
    assert other.headers["x-ratelimit-bucket"] == spent.headers["x-ratelimit-bucket"]


async def test_each_token_has_its_own_allowance(limits: Limits) -> None:
    await send(limits, exchange(EDIT_CHANNEL, {}, caller="Bot a"), times=5)

    other = await send(limits, exchange(EDIT_CHANNEL, {}, caller="Bot b"))

    assert other.status == 200


async def test_routes_that_share_a_hash_spend_from_one_allowance(limits: Limits) -> None:
    edited = await send(limits, exchange(EDIT_ROLE, {}, role_id="5"), times=10)

    deleted = await send(limits, exchange(DELETE_ROLE, role_id="6"))

    assert deleted.status == 429
    assert deleted.headers["x-ratelimit-bucket"] == edited.headers["x-ratelimit-bucket"]


async def test_routes_that_nobody_named_have_buckets_of_their_own(limits: Limits) -> None:
    prune = await send(limits, exchange("POST /guilds/{guild_id}/prune", {}))
    ban = await send(limits, exchange("POST /guilds/{guild_id}/bulk-ban", {}))

    assert prune.headers["x-ratelimit-bucket"] != ban.headers["x-ratelimit-bucket"]


async def test_webhooks_are_told_apart_by_id_and_token(clock: DrivenClock) -> None:
    limits = Limits(clock, LimitTable(writes=Allowance(1, 5.0)))
    execute = "POST /webhooks/{webhook_id}/{webhook_token}"
    await send(limits, exchange(execute, {}, webhook_token="x"))

    same = await send(limits, exchange(execute, {}, webhook_token="x"))
    other_token = await send(limits, exchange(execute, {}, webhook_token="y"))
    other_webhook = await send(limits, exchange(execute, {}, webhook_id="2", webhook_token="x"))

    assert [same.status, other_token.status, other_webhook.status] == [429, 200, 200]


async def test_emoji_routes_are_limited_for_all_tokens_together(limits: Limits) -> None:
    for number in range(50):
        await send(limits, exchange(CREATE_EMOJI, {}, caller=f"Bot {number}"))

    answer = await send(limits, exchange(CREATE_EMOJI, {}, caller="Bot new"))
    elsewhere = await send(limits, exchange(CREATE_EMOJI, {}, caller="Bot new", guild_id="2"))

    assert answer.status == 429
    assert answer.headers["x-ratelimit-scope"] == "shared"
    assert elsewhere.status == 200


async def test_a_guild_takes_250_new_roles_in_48_hours(limits: Limits, clock: DrivenClock) -> None:
    created = 0
    for _ in range(250):
        created += (await send(limits, exchange(CREATE_ROLE, {}))).status == 200
        clock.advance(1.0)

    refused = await send(limits, exchange(CREATE_ROLE, {}))
    clock.advance(48 * 3600 - 250)
    later = await send(limits, exchange(CREATE_ROLE, {}))

    assert created == 250
    assert refused.status == 429
    assert refused.headers["x-ratelimit-limit"] == "250"
    assert float(refused.headers["x-ratelimit-reset-after"]) == 48 * 3600 - 250
    assert later.status == 200


async def test_an_allowance_can_be_set_per_route(limits: Limits) -> None:
    limits.table.put(Bucket("tight", Allowance(1, 60.0)), "GET /guilds/{id}")

    statuses = [(await send(limits, exchange("GET /guilds/{guild_id}"))).status for _ in range(2)]

    assert statuses == [200, 429]


async def test_hashes_depend_on_the_seed_and_on_nothing_else(clock: DrivenClock) -> None:
    route = ("GET", "/guilds/{guild_id}/channels")

    first, again, other = Limits(clock), Limits(clock), Limits(clock, seed=1)

    assert first.hash_of(*route) == again.hash_of(*route)
    assert first.hash_of(*route) != other.hash_of(*route)


async def test_switched_off_it_refuses_nothing_and_still_counts(limits: Limits) -> None:
    limits.off()

    answer = await send(limits, exchange(EDIT_CHANNEL, {"name": "x"}), times=200)

    assert answer.status == 200
    assert "x-ratelimit-limit" not in answer.headers
    assert limits.counts.requests == {EDIT_CHANNEL: 200}


async def test_an_unknown_token_is_told_nothing_of_buckets(limits: Limits) -> None:
    answer = await send(limits, exchange(EDIT_CHANNEL, {}), status=401)

    assert "x-ratelimit-bucket" not in answer.headers
