"""What browsers report that our own policy forbade."""

from typing import Any

import pytest

from tests.support.web import web_over_fakes

NAME = "app.web.security.csp_reports"
REPORT = {
    "csp-report": {
        "document-uri": "https://guildwright.test/auth/callback?code=hidden-code",
        "effective-directive": "script-src-elem",
        "blocked-uri": "https://evil.example/x.js?token=hidden-token",
    }
}


async def report(content: Any) -> int:
    web = web_over_fakes()
    async with web.signed_in() as client:
        answer = await client.post(
            "/csp-report",
            json=content,
            # As browsers send it: by themselves, with the cookie and without our token.
            headers={
                "content-type": "application/csp-report",
                "x-csrf-token": "",
                "origin": "null",
            },
        )
    assert answer.status_code == 204
    return int(web.app.state.csp_reports.reports)


async def test_a_report_is_counted_and_logged_without_what_is_private(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert await report(REPORT) == 1

    (record,) = [one for one in caplog.records if one.name == NAME]
    told = vars(record)
    assert told["directive"] == "script-src-elem"
    assert told["blocked"] == "https://evil.example/x.js"
    assert told["document"] == "https://guildwright.test/auth/callback"
    assert "hidden" not in repr(told)


@pytest.mark.parametrize(
    "content", [[], {}, {"csp-report": 1}, "text", None, {"csp-report": {"a": "x" * 20000}}]
)
async def test_anything_else_is_taken_and_forgotten(content: Any) -> None:
    assert await report(content) == 0


async def test_odd_values_are_cut(caplog: pytest.LogCaptureFixture) -> None:
    odd = {"blocked-uri": "http://[", "effective-directive": "x" * 5000, "document-uri": 7}

    assert await report({"csp-report": odd}) == 1

    (record,) = [one for one in caplog.records if one.name == NAME]
    assert len(vars(record)["directive"]) == 200
