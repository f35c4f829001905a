"""What the web itself answers to what it cannot accept is said: in a language of brackets, no word
stands outside of them."""

import re
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.support.builders import GUILD, OWNER
from tests.support.fakes.sign_in import FakeRegisteredRedirects
from tests.support.pseudo_language import outside_of_brackets, speaking_pseudo
from tests.support.web import a_user, web_over_fakes, web_settings
from tests.unit.web.test_pages import JOINED, a_web

IN_GUILD = f"/api/v1/guilds/{GUILD}"


@pytest.fixture(autouse=True)
def _speaking() -> Iterator[None]:
    with speaking_pseudo():
        yield


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", f"{IN_GUILD}/plans", {"version": "one", "zebra": 1}),
        ("POST", f"{IN_GUILD}/plans", [1]),
        ("POST", f"{IN_GUILD}/plans", {"selected": "all"}),
        ("POST", f"{IN_GUILD}/design/check", {}),
        ("POST", f"{IN_GUILD}/grants", {"subject": {"kind": "tree", "id": "1"}, "rights": []}),
        ("POST", "/api/v1/tokens", {"name": "", "scopes": ["read"] * 100}),
        ("PUT", f"{IN_GUILD}/design", {"text": "version: 1"}),
        ("GET", f"{IN_GUILD}/plans?limit=0&cursor=none", None),
        ("GET", f"{IN_GUILD}/plans?cursor=none", None),
        ("GET", f"{IN_GUILD}/plans/none", None),
        ("GET", f"{IN_GUILD}/runs/none", None),
        ("GET", f"{IN_GUILD}/versions/none", None),
        ("GET", "/api/v1/examples/none", None),
        ("GET", "/api/v1/nowhere", None),
        ("PATCH", "/api/v1/tokens", None),
        ("DELETE", "/api/v1/me/sessions/none", None),
    ],
)
async def test_refusals_are_said(method: str, path: str, body: object) -> None:
    async with a_web().signed_in(a_user(OWNER), guilds=(JOINED,)) as client:
        answer = await client.request(method, path, json=body)

    assert answer.status_code >= 400
    assert unsaid_in(answer) == []


@pytest.mark.parametrize(
    "headers",
    [{"x-csrf-token": "another"}, {"origin": "https://elsewhere.test"}, {"host": "elsewhere.test"}],
)
async def test_refusals_of_what_comes_from_elsewhere_are_said(headers: dict[str, str]) -> None:
    async with a_web().signed_in(a_user(OWNER)) as client:
        answer = await client.post("/api/v1/tokens", json={}, headers=headers)

    assert answer.status_code >= 400
    assert unsaid_in(answer) == []


@pytest.mark.parametrize("host", ["guildwright.test", "inside.lan"])
async def test_what_is_missing_at_discord_is_said(host: str) -> None:
    web = web_over_fakes(web_settings(extra_hosts="inside.lan"))
    redirects = web.container.registered_redirects()
    assert isinstance(redirects, FakeRegisteredRedirects)
    redirects.answer = False

    async with web.client() as client:
        answer = await client.get("/first-run", headers={"host": host})

    lead = re.findall(r'<p class="(?:first-run-[ln]|chip).*?</p>', answer.text)
    told = outside_of_brackets(re.sub(r"<.*?>", "", "".join(lead)))
    assert len(lead) == 2 + (host == "inside.lan")
    assert told.strip() == ""


def unsaid_in(answer: httpx2.Response) -> list[str]:
    """Words of a problem that people read."""
    problem: dict[str, Any] = answer.json()
    told = [problem["title"], problem["detail"], problem["remedy"]]
    told += [one[name] for one in problem.get("problems", ()) for name in ("what", "remedy")]
    return [word for text in told for word in re.findall(r"\w+", outside_of_brackets(text))]
