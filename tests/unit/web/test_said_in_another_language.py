"""What the web itself makes, in a language that marks all that is said: pages before their modules
have drawn anything, those for people who are not signed in, and answers to what cannot be accepted.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from app.shared.application.ports.web_sessions import JoinedGuild
from tests.support.builders import BOT, GUILD, OWNER
from tests.support.fakes.guild_gateway import FakeGateway
from tests.support.fakes.memberships import FakeMemberships
from tests.support.fakes.sign_in import FakeRegisteredRedirects
from tests.support.marked_language import outside_of_marks, speaking_with_marks
from tests.support.memberships import a_membership
from tests.support.web import Web, a_user, web_over_fakes, web_settings
from tests.unit.web.test_pages import PAGES, with_ids

NAMES = (
    "Guildwright Copper Guild CG Owner owner OAuth Helper ARCHIVE general lobby memes old events"
    " WEB_CLIENT_ID WEB_CLIENT_SECRET https inside lan guildwright test"
)
JOINED = JoinedGuild(id=GUILD, name="Copper Guild", icon=None, may_manage=True)
READ = re.compile(r'\b(?:aria-label|title|placeholder|label|alt)="([^"]*)"')


@pytest.fixture(autouse=True)
def _marked() -> Iterator[None]:
    with speaking_with_marks():
        yield


def unsaid(page: str) -> set[str]:
    """Words of a page that stand outside of marks and are no names."""
    shown = re.sub(r"<svg.*?</svg>|<!--.*?-->|<code.*?</code>", "", page, flags=re.DOTALL)
    texts = re.sub(r"<[^>]*>", "\n", shown)
    found = outside_of_marks(html.unescape("\n".join([texts, *READ.findall(shown)])))
    return set(re.findall(r"[^\W\d_]{2,}", found)) - set(re.findall(r"[^\W\d_]+", NAMES))


def a_web() -> Web:
    web = web_over_fakes(web_settings(operators="42"))
    gateway, memberships = web.container.gateway(), web.container.memberships()
    assert isinstance(gateway, FakeGateway)
    assert isinstance(memberships, FakeMemberships)
    gateway.add_guild(GUILD, OWNER, BOT)
    memberships.put(a_membership(OWNER, owner=True))
    return web


@pytest.mark.parametrize("path", PAGES)
async def test_pages_say_their_words_before_their_modules_come(path: str) -> None:
    async with a_web().signed_in(a_user(OWNER), guilds=(JOINED,)) as client:
        answer = await client.get(with_ids(path))

    assert answer.status_code == 200
    assert unsaid(answer.text) == set()


@pytest.mark.parametrize("path", ["/", "/nowhere", "/auth/callback?code=a&state=b"])
async def test_pages_for_strangers_say_their_words(path: str) -> None:
    async with web_over_fakes().client() as client:
        answer = await client.get(path)

    assert unsaid(answer.text) == set()


@pytest.mark.parametrize("missing", ["client", "redirect", "address"])
async def test_the_page_of_what_is_missing_says_its_words(missing: str) -> None:
    given = {"client_id": None, "client_secret": None} if missing == "client" else {}
    web = web_over_fakes(web_settings(extra_hosts="inside.lan", **given))
    redirects = web.container.registered_redirects()
    assert isinstance(redirects, FakeRegisteredRedirects)
    redirects.answer = False

    async with web.client() as client:
        host = {"host": "inside.lan"} if missing == "address" else {}
        answer = await client.get("/first-run", headers=host)

    assert answer.status_code == 200
    assert unsaid(answer.text) == set()


async def post(client: httpx2.AsyncClient, path: str, body: object) -> httpx2.Response:
    return await client.post(f"/api/v1/guilds/{GUILD}{path}", json=body)


async def test_answers_to_what_cannot_be_accepted_say_their_words() -> None:
    async with a_web().signed_in(a_user(OWNER), guilds=(JOINED,)) as client:
        answers = [
            await post(client, "/plans", {"version": "one", "zebra": 1}),
            await post(client, "/plans", [1]),
            await post(client, "/design/check", {}),
            await client.get(f"/api/v1/guilds/{GUILD}/plans?cursor=none"),
            await client.get(f"/api/v1/guilds/{GUILD}/plans/none"),
            await client.get(f"/api/v1/guilds/{GUILD}/runs/none"),
            await client.get(f"/api/v1/guilds/{GUILD}/versions/none"),
            await client.put(f"/api/v1/guilds/{GUILD}/design", json={"text": "version: 1"}),
            await client.get("/api/v1/nowhere"),
            await client.delete("/api/v1/me/sessions/none"),
            await client.post("/api/v1/tokens", json={}, headers={"x-csrf-token": "another"}),
        ]

    assert min(one.status_code for one in answers) >= 400
    for answer in answers:
        assert unsaid_in(answer.json()) == set()


def unsaid_in(problem: dict[str, Any]) -> set[str]:
    """Words of a problem that people read and that stand outside of marks."""
    told = [problem["title"], problem["detail"], problem["remedy"]]
    told += [one[name] for one in problem.get("problems", ()) for name in ("what", "remedy")]
    return set(re.findall(r"[^\W\d_]{2,}", outside_of_marks("\n".join(told))))
