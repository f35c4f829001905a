"""After signing in people go to a page of ours, whatever the address asked for."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.sign_in.local_paths import HOME, local_path


@pytest.mark.parametrize(
    "path",
    [
        "/g/123/designer",
        "/g/123/plans/9c1f02ab",
        "/g/123/history?kind=run&q=a%20b#last",
        "/servers?back=https://elsewhere.example",
        "/",
    ],
)
def test_a_page_of_ours_survives(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "servers",
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/%5Cevil.example",
        "/%2Fevil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
        "/g/1\r\nSet-Cookie: a=b",
        "/g/1%0d%0aSet-Cookie:%20a=b",
        "/g/1\x00",
        "/\u2044evil.example",
        "/sign-in?next=/sign-in",
        "/auth/callback?code=1",
        "/api/v1/me",
        "/static/x/y.js",
        "/" + "a" * 3000,
    ],
)
def test_anything_else_leads_to_the_servers(path: str | None) -> None:
    assert local_path(path) == HOME


@given(st.text(st.sampled_from("/\\.:@%2fF5cC09aeh?#\t\n -"), max_size=20))
def test_no_text_leads_to_another_host(text: str) -> None:
    here = "https://guildwright.test"

    for goal in ("/" + text, text):
        assert urlsplit(urljoin(here, local_path(goal))).netloc == "guildwright.test"
