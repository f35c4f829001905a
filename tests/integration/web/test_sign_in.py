"""Signing in over real HTTP: our routes, the sandbox's consent page, Redis."""

from urllib.parse import urlsplit

import httpx2
import pytest

from app.shared.domain.structure.identifiers import UserId
from tests.support.served_web import ServedWeb, served_web
from tests.support.web import COOKIE


async def consent(browser: httpx2.AsyncClient, address: str, user: int, decision: str) -> str:
    """What somebody does on Discord's page; the address that they are sent back to."""
    page = await browser.get(address)
    assert page.status_code == 200, page.text
    form = {"user": str(user), "decision": decision}
    answer = await browser.post(address, data=form)
    assert answer.is_redirect, answer.text
    return str(answer.headers["location"])


async def sign_in(served: ServedWeb, browser: httpx2.AsyncClient, next: str = "/servers") -> str:
    """As the owner of the guild; where they arrive."""
    begun = await browser.get("/sign-in", params={"next": next})
    owner = served.stack.seeded.owner.id
    back = await consent(browser, begun.headers["location"], owner, "authorize")
    cookies_from_here(browser, served.url)
    arrived = await browser.get(back)
    assert arrived.status_code == 303, arrived.text
    return str(arrived.headers["location"])


def cookies_from_here(browser: httpx2.AsyncClient, url: str) -> None:
    """The client sends Secure cookies to this machine's own addresses, as Chromium does."""
    for cookie in browser.cookies.jar:
        cookie.secure = False
    assert urlsplit(url).hostname == "127.0.0.1"


async def test_the_owner_signs_in_through_discord_and_sees_their_guild(
    migrated_url: str, clean_redis_url: str
) -> None:
    async with served_web(migrated_url, clean_redis_url) as served, served.browser() as browser:
        guild = served.stack.guild_id

        arrived = await sign_in(served, browser, f"/g/{guild}/runs")
        cookies_from_here(browser, served.url)
        page = await browser.get(arrived)
        me = (await browser.get("/api/v1/me")).json()
        sessions = await served.web.container.web_sessions().list_of(
            UserId(served.stack.seeded.owner.id)
        )
        joined = await served.web.container.web_sessions().guilds_of(sessions[0])

    assert arrived == f"/g/{guild}/runs"
    assert page.status_code == 200, page.text
    assert "Empty Guild" in page.text
    assert me["user"]["display_name"] == "Owner"
    assert sessions[0].browser.address == "127.0.0.0"
    assert joined is not None
    assert [(one.id, one.may_manage) for one in joined.guilds] == [(guild, True)]


async def test_nothing_is_left_at_discord_that_could_act_for_the_person(
    migrated_url: str, clean_redis_url: str
) -> None:
    async with served_web(migrated_url, clean_redis_url) as served, served.browser() as browser:
        await sign_in(served, browser)
        authorizations = served.stack.sandbox.world.authorizations

    assert not authorizations.grants
    assert not authorizations.codes


async def test_who_says_no_at_discord_comes_back_to_a_page_that_helps(
    migrated_url: str, clean_redis_url: str
) -> None:
    async with served_web(migrated_url, clean_redis_url) as served, served.browser() as browser:
        begun = await browser.get("/sign-in?next=/tokens")
        owner = served.stack.seeded.owner.id
        back = await consent(browser, begun.headers["location"], owner, "cancel")
        cookies_from_here(browser, served.url)
        page = await browser.get(back)

    assert page.status_code == 403
    assert "You chose not to let Guildwright see who you are" in page.text
    assert 'href="/sign-in?next=/tokens"' in page.text
    assert COOKIE not in page.headers.get("set-cookie", "")


@pytest.mark.parametrize("registered", [False, True])
async def test_a_redirect_that_discord_does_not_know_is_found_out_before_anybody_is_sent_there(
    migrated_url: str, clean_redis_url: str, registered: bool
) -> None:
    async with served_web(migrated_url, clean_redis_url) as served, served.browser() as browser:
        if not registered:
            served.stack.seeded.application.redirect_uris[:] = ["https://old.example/auth/callback"]

        answer = await browser.get("/sign-in")
        page = await browser.get("/first-run")

    if registered:
        assert answer.headers["location"].startswith(served.stack.sandbox.url)
        assert page.headers["location"] == "/sign-in"
    else:
        assert answer.headers["location"] == "/first-run"
        assert f'value="{served.url}/auth/callback"' in page.text


async def test_a_wrong_secret_is_shown_as_what_it_is(
    migrated_url: str, clean_redis_url: str
) -> None:
    async with served_web(migrated_url, clean_redis_url) as served, served.browser() as browser:
        begun = await browser.get("/sign-in")
        owner = served.stack.seeded.owner.id
        back = await consent(browser, begun.headers["location"], owner, "authorize")
        served.stack.seeded.application.client_secret = "reset at Discord meanwhile"
        cookies_from_here(browser, served.url)
        answer = await browser.get(back)
        page = await browser.get("/first-run")

    assert answer.headers["location"] == "/first-run"
    assert "did not take this installation’s client id and secret" in page.text
