"""To Discord and back, as one browser and nobody else."""

from urllib.parse import parse_qs, quote, urlsplit

import httpx2
import pytest

from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.application.ports.sign_in import ClientRefused, RedirectRefused
from tests.support.fakes.sign_in import (
    FakeDiscordSignIn,
    FakeRegisteredRedirects,
    FakeSignInAttempts,
)
from tests.support.web import COOKIE, Web, a_user, web_over_fakes, web_settings

ATTEMPT_COOKIE = "__Host-gw-sign-in"


def discord_of(web: Web) -> FakeDiscordSignIn:
    discord = web.container.discord_sign_in()
    assert isinstance(discord, FakeDiscordSignIn)
    return discord


def redirects_of(web: Web) -> FakeRegisteredRedirects:
    redirects = web.container.registered_redirects()
    assert isinstance(redirects, FakeRegisteredRedirects)
    return redirects


async def set_out(client: httpx2.AsyncClient, next: str = "") -> str:
    """The state that Discord is given."""
    answer = await client.get(f"/sign-in?next={quote(next, safe='')}")
    assert answer.status_code == 303, answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)["state"][0]


async def come_back(client: httpx2.AsyncClient, **query: str) -> httpx2.Response:
    return await client.get("/auth/callback", params={"code": "good", **query})


async def test_somebody_signs_in_and_arrives_where_they_wanted() -> None:
    web = web_over_fakes()

    async with web.client() as client:
        wanted = await client.get("/g/12/plans/9c1f02ab?show=all")
        begun = await client.get(wanted.headers["location"])
        state = parse_qs(urlsplit(begun.headers["location"]).query)["state"][0]
        back = await come_back(client, state=state)
        me = await client.get("/api/v1/me")

    assert wanted.status_code == 303
    assert wanted.headers["location"].startswith("/sign-in?next=")
    assert back.status_code == 303
    assert back.headers["location"] == "/g/12/plans/9c1f02ab?show=all"
    assert me.json()["user"]["id"] == "42"


async def test_cookies_are_kept_from_scripts_other_sites_and_other_hosts() -> None:
    web = web_over_fakes()

    async with web.client() as client:
        begun = await client.get("/sign-in")
        state = parse_qs(urlsplit(begun.headers["location"]).query)["state"][0]
        back = await come_back(client, state=state)

    for answer, name, seconds in ((begun, ATTEMPT_COOKIE, 600), (back, COOKIE, 30 * 86400)):
        cookie, *attributes = answer.headers["set-cookie"].split("; ")
        assert cookie.startswith(f"{name}=")
        assert len(cookie.partition("=")[2]) == 43
        assert {one.lower() for one in attributes} == {
            "httponly",
            "secure",
            "samesite=lax",
            "path=/",
            f"max-age={seconds}",
        }


async def test_the_session_that_was_there_before_ends_with_the_new_one() -> None:
    """Whoever has planted a session in a browser does not get into the one that follows."""
    web = web_over_fakes()
    planted, _ = await web.sign_in(a_user(666))

    async with web.client() as client:
        state = await set_out(client)
        client.cookies.set(COOKIE, planted)
        back = await come_back(client, state=state)

    assert back.status_code == 303
    assert planted not in back.headers["set-cookie"]
    assert await web.container.web_sessions().find(planted) is None


async def test_who_is_signed_in_may_sign_in_again_as_somebody_else() -> None:
    web = web_over_fakes()
    secret, _ = await web.sign_in(a_user(666))

    async with web.client() as client:
        client.cookies.set(COOKIE, secret)
        straight = await client.get("/sign-in?next=/g/12")
        begun = await client.get("/sign-in?again=yes&next=/g/12")
        state = parse_qs(urlsplit(begun.headers["location"]).query)["state"][0]
        still = await web.container.web_sessions().find(secret)
        back = await come_back(client, state=state)

    assert straight.headers["location"] == "/g/12"
    assert still is not None
    assert back.headers["location"] == "/g/12"
    assert await web.container.web_sessions().find(secret) is None


async def test_a_way_back_is_good_once() -> None:
    web = web_over_fakes()

    async with web.client() as client:
        state = await set_out(client)
        first = await come_back(client, state=state)
        client.cookies.delete(COOKIE)
        second = await come_back(client, state=state)

    assert first.status_code == 303
    assert second.status_code == 400
    assert "set-cookie" not in second.headers


async def test_a_way_back_is_good_in_the_browser_that_set_out_only() -> None:
    """Else somebody could sign others in as themselves, and read what they do there."""
    web = web_over_fakes()

    async with web.client() as attacker, web.client() as victim:
        state = await set_out(attacker)
        await set_out(victim)
        there = await come_back(victim, state=state)
        nowhere = await web.client().get("/auth/callback", params={"code": "good", "state": state})

    assert there.status_code == nowhere.status_code == 400
    assert COOKIE not in there.headers.get("set-cookie", "")
    assert COOKIE not in nowhere.headers.get("set-cookie", "")


@pytest.mark.parametrize("query", [{"state": "made-up"}, {"state": ""}, {}])
async def test_a_state_that_was_never_given_opens_nothing(query: dict[str, str]) -> None:
    web = web_over_fakes()

    async with web.client() as client:
        await set_out(client)
        back = await come_back(client, **query)

    assert back.status_code == 400
    assert "set-cookie" not in back.headers
    assert "<h1>You are not signed in</h1>" in back.text
    assert "Sign in with Discord" in back.text


async def test_two_tabs_come_to_their_own_ends() -> None:
    web = web_over_fakes()

    async with web.client() as client:
        one = await set_out(client, "/g/1")
        two = await set_out(client, "/g/2")
        first = await come_back(client, state=one)
        client.cookies.delete(COOKIE)
        second = await come_back(client, state=two)

    assert [first.headers["location"], second.headers["location"]] == ["/g/1", "/g/2"]


async def test_each_attempt_has_a_verifier_of_its_own_and_only_its_hash_travels() -> None:
    web = web_over_fakes()
    attempts = web.container.sign_in_attempts()
    assert isinstance(attempts, FakeSignInAttempts)

    async with web.client() as client:
        places = [(await client.get("/sign-in")).headers["location"] for _ in range(2)]

    verifiers = {attempt.verifier for attempt in attempts.kept.values()}
    assert len(verifiers) == 2
    assert all(len(verifier) >= 43 for verifier in verifiers)
    assert not any(verifier in place for verifier in verifiers for place in places)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("access_denied", "You chose not to let Guildwright see who you are"),
        ("server_error", "Discord sent you back without signing you in"),
        ("<script>alert(1)</script>", "Discord sent you back without signing you in"),
    ],
)
async def test_what_discord_refuses_is_told_and_can_be_tried_again(error: str, told: str) -> None:
    web = web_over_fakes()

    async with web.client() as client:
        state = await set_out(client, "/g/12/designer")
        back = await come_back(client, state=state, code="", error=error)

    assert back.status_code in {403, 502}
    assert told in back.text
    assert 'href="/sign-in?next=/g/12/designer"' in back.text
    assert "<script>alert" not in back.text


async def test_an_expired_code_and_an_outage_are_told_and_can_be_tried_again() -> None:
    web = web_over_fakes()

    async with web.client() as client:
        expired = await come_back(client, state=await set_out(client, "/g/12"), code="old")
        discord_of(web).trouble = DiscordUnavailable("Discord is away.", remedy="Later.")
        away = await come_back(client, state=await set_out(client, "/g/12"))

    assert expired.status_code == 422
    assert away.status_code == 503
    for answer in (expired, away):
        assert 'href="/sign-in?next=/g/12"' in answer.text
        assert COOKIE not in answer.headers.get("set-cookie", "")


async def test_whoever_is_signed_in_goes_on_at_once() -> None:
    async with web_over_fakes().signed_in() as client:
        answer = await client.get("/sign-in?next=/g/12")
        away = await client.get("/sign-in?next=//evil.example")

    assert answer.headers["location"] == "/g/12"
    assert away.headers["location"] == "/servers"


async def test_signing_out_ends_the_session_on_our_side() -> None:
    web = web_over_fakes()

    async with web.signed_in() as client:
        secret = client.cookies[COOKIE]
        out = await client.post("/sign-out")
        client.cookies.set(COOKIE, secret)
        again = await client.get("/api/v1/me")

    assert out.status_code == 204
    assert f"{COOKIE}=" in out.headers["set-cookie"]
    assert again.status_code == 401


async def test_signing_out_is_nothing_that_a_link_can_do() -> None:
    async with web_over_fakes().signed_in() as client:
        answer = await client.get("/sign-out")
        still = await client.get("/api/v1/me")

    assert answer.status_code == 405
    assert still.status_code == 200


async def test_the_first_run_page_shows_what_to_paste_while_something_is_missing() -> None:
    without = web_over_fakes(web_settings(client_id=None, client_secret=None))
    unregistered = web_over_fakes()
    redirects_of(unregistered).answer = False

    for web in (without, unregistered):
        async with web.client() as client:
            sent = await client.get("/sign-in")
            page = await client.get("/first-run")

        assert sent.headers["location"] == "/first-run"
        assert page.status_code == 200
        assert 'value="https://guildwright.test/auth/callback"' in page.text
        assert 'data-copy="#redirect-uri"' in page.text


async def test_the_first_run_page_is_gone_once_people_can_sign_in() -> None:
    for answer in (True, None):
        web = web_over_fakes()
        redirects_of(web).answer = answer

        async with web.client() as client:
            page = await client.get("/first-run")

        assert page.status_code == 303
        assert page.headers["location"] == "/sign-in"


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (RedirectRefused("Unknown."), "Discord does not know the address below"),
        (ClientRefused("Unknown."), "did not take this installation’s client id and secret"),
    ],
)
async def test_what_discord_says_about_the_set_up_is_shown_and_can_be_tried_again(
    trouble: RedirectRefused | ClientRefused, told: str
) -> None:
    web = web_over_fakes()
    redirects_of(web).answer = None

    async with web.client() as client:
        discord_of(web).trouble = trouble
        refused = await come_back(client, state=await set_out(client))
        page = await client.get("/first-run")
        discord_of(web).trouble = None
        signed_in = await come_back(client, state=await set_out(client))
        gone = await client.get("/first-run")

    assert refused.headers["location"] == "/first-run"
    assert told in page.text
    assert signed_in.status_code == 303
    assert COOKIE in signed_in.headers["set-cookie"]
    assert gone.status_code == 303


async def test_secrets_of_the_set_up_are_not_shown() -> None:
    web = web_over_fakes(web_settings(client_id="77"))
    redirects_of(web).answer = False

    async with web.client() as client:
        page = await client.get("/first-run")

    assert "WEB_CLIENT_ID=77" in page.text
    assert "client-secret" not in page.text


async def test_another_address_than_the_public_one_is_pointed_out() -> None:
    web = web_over_fakes(web_settings(client_id=None, extra_hosts="inside.lan"))

    async with web.client() as client:
        usual = await client.get("/first-run")
        other = await client.get("/first-run", headers={"host": "inside.lan"})

    assert "WEB_PUBLIC_URL says" not in usual.text
    assert "WEB_PUBLIC_URL says" in other.text
    assert "inside.lan" in other.text
