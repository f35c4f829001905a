"""Addresses that a browser is sent back to."""

import pytest

from app.sandbox.consent.redirects import origin_of, with_query


@pytest.mark.parametrize(
    ("uri", "origin"),
    [
        ("http://127.0.0.1:8000/auth/callback", "http://127.0.0.1:8000"),
        ("https://wright.example/in?a=b#c", "https://wright.example"),
        ("http://user:word@wright.example:81/", "http://wright.example:81"),
        ("http://[::1]:80/auth/callback", "http://[::1]:80"),
        ("wright://signed-in", "wright:"),
    ],
)
def test_the_origin_is_a_source_that_a_policy_can_name(uri: str, origin: str) -> None:
    assert origin_of(uri) == origin


def test_what_is_told_joins_what_the_address_says_and_is_escaped() -> None:
    told = with_query("https://wright.example/in?a=1&empty=", {"state": "a&b=c", "code": None})

    assert told == "https://wright.example/in?a=1&empty=&state=a%26b%3Dc"
