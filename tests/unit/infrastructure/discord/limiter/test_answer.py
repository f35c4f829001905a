"""Rate limit headers and 429 bodies, whole and broken."""

import pytest

from app.shared.infrastructure.discord.limiter.answer import WAIT_UNTOLD, Scope, read_answer

HEADERS = {
    "x-ratelimit-bucket": "abc",
    "x-ratelimit-limit": "5",
    "x-ratelimit-remaining": "4",
    "x-ratelimit-reset": "1700000000.123",
    "x-ratelimit-reset-after": "1.5",
}


def test_all_five_headers_are_read() -> None:
    answer = read_answer(200, HEADERS, {})

    assert (answer.bucket, answer.limit, answer.remaining) == ("abc", 5, 4)
    assert (answer.reset, answer.reset_after) == (1700000000.123, 1.5)


def test_the_body_is_exact_and_goes_before_the_header() -> None:
    answer = read_answer(429, {"retry-after": "2"}, {"retry_after": 1.25})

    assert answer.retry_after == 1.25


def test_the_header_serves_where_the_body_says_nothing() -> None:
    assert read_answer(429, {"retry-after": "65"}, "<html>").retry_after == 65.0


def test_a_refusal_that_does_not_say_how_long_is_waited_for_a_little() -> None:
    assert read_answer(429, {}, None).retry_after == WAIT_UNTOLD


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"x-ratelimit-global": "true"}, {}),
        ({"x-ratelimit-scope": "global"}, {}),
        ({}, {"global": True}),
    ],
)
def test_global_is_said_in_three_ways(headers: dict[str, str], body: object) -> None:
    assert read_answer(429, headers, body).scope is Scope.GLOBAL


@pytest.mark.parametrize("value", ["", "soon", "nan", "inf", "-3", "1e999"])
def test_numbers_that_are_none_count_as_not_said(value: str) -> None:
    headers = {name: value for name in HEADERS if name != "x-ratelimit-bucket"}

    answer = read_answer(429, headers | {"retry-after": value}, {"retry_after": value})

    assert (answer.limit, answer.remaining, answer.reset) == (None, None, None)
    assert answer.retry_after == WAIT_UNTOLD


def test_no_wait_is_longer_than_a_month() -> None:
    assert read_answer(429, {}, {"retry_after": 1e12}).retry_after == 30 * 24 * 3600


@pytest.mark.parametrize(
    ("status", "scope", "invalid"),
    [
        (401, "user", True),
        (403, "user", True),
        (404, "user", False),
        (429, "user", True),
        (429, "global", True),
        (429, "shared", False),
        (200, "user", False),
    ],
)
def test_what_counts_towards_the_ban(status: int, scope: str, invalid: bool) -> None:
    answer = read_answer(status, {"x-ratelimit-scope": scope}, {})

    assert answer.is_invalid_request is invalid
