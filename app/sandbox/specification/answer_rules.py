"""What an answer must be, where the document is silent: headers, and the bodies of errors."""

import re
from collections.abc import Iterator

from app.sandbox.exchange.messages import Answer
from app.sandbox.specification.violation import Mismatch

_BUCKET_HEADERS = {
    "x-ratelimit-limit": re.compile(r"\d+"),
    "x-ratelimit-remaining": re.compile(r"\d+"),
    "x-ratelimit-reset": re.compile(r"\d+(\.\d+)?"),
    "x-ratelimit-reset-after": re.compile(r"\d+(\.\d+)?"),
    "x-ratelimit-bucket": re.compile(r"\S+"),
}
_STATUS_OF_CODE = {40009: 400, 50001: 403, 50013: 403, 50035: 400, 50074: 400}


def header_mismatches(answer: Answer) -> Iterator[Mismatch]:
    """JSON is application/json and nothing more: client libraries compare the whole value."""
    content_type = answer.headers.get("content-type", "")
    if answer.content and content_type != "application/json":
        yield Mismatch("content-type", f"{content_type!r} is not application/json")


def rate_limit_mismatches(answer: Answer) -> Iterator[Mismatch]:
    """A 429: `Via` always, a scope, and either the bucket or the mark of the global limit."""
    scope, headers = answer.headers.get("x-ratelimit-scope"), answer.headers
    if scope not in ("user", "global", "shared"):
        yield Mismatch("x-ratelimit-scope", f"{scope!r} is none of user, global, shared")
    for name in ("retry-after", "via"):
        if not headers.get(name):
            yield Mismatch(name, "is missing")
    is_global = headers.get("x-ratelimit-global") == "true"
    if is_global != (scope == "global"):
        yield Mismatch("x-ratelimit-global", "does not go with the scope")
    if isinstance(answer.body, dict) and answer.body.get("global") is not is_global:
        yield Mismatch("/global", "does not go with the scope")
    if not is_global:
        yield from _bucket_mismatches(answer)


def _bucket_mismatches(answer: Answer) -> Iterator[Mismatch]:
    for name, pattern in _BUCKET_HEADERS.items():
        value = answer.headers.get(name, "")
        if not pattern.fullmatch(value):
            yield Mismatch(name, f"{value!r} is not of the form {pattern.pattern}")


def error_mismatches(answer: Answer) -> Iterator[Mismatch]:
    """Codes go with their status, and 50035 says which values are wrong."""
    body = answer.body
    if not isinstance(body, dict) or not isinstance(body.get("code"), int):
        return
    code = body["code"]
    expected = 404 if 10000 <= code < 11000 else _STATUS_OF_CODE.get(code, answer.status)
    if expected != answer.status:
        yield Mismatch("/code", f"{code} comes with {expected}")
    if code == 50035 and not body.get("errors"):
        yield Mismatch("/errors", "50035 says which values are wrong")
    if code != 50035 and "errors" in body:
        yield Mismatch("/errors", f"{code} has no tree of errors")
