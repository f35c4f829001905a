"""Says whether an answer is the refusal that was expected."""

from typing import Any

import httpx2


def assert_refused(answer: httpx2.Response, status: int, code: int) -> None:
    """Nothing but Discord's own error body, as plain JSON."""
    found = answer.json()
    assert (answer.status_code, found["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/json"
    assert found["message"]


def assert_missing_permissions(answer: httpx2.Response) -> None:
    assert_refused(answer, 403, 50013)


def assert_missing_access(answer: httpx2.Response) -> None:
    assert_refused(answer, 403, 50001)


def assert_invalid(answer: httpx2.Response, path: str, code: str) -> None:
    """50035 with `code` at the dotted path, "" for the form as a whole."""
    assert_refused(answer, 400, 50035)
    node: Any = answer.json()["errors"]
    for key in filter(None, path.split(".")):
        assert key in node, answer.text
        node = node[key]
    assert [error["code"] for error in node["_errors"]] == [code], answer.text
