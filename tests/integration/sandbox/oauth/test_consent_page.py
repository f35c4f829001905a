"""/oauth2/authorize: what people see there, and where they are sent."""

from urllib.parse import urlencode

import pytest

from app.sandbox.seed.building import add_application, add_guild, add_member, add_role, add_user
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.oauth.visitor import arriving, told

GOOD_CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


async def test_it_says_who_asks_for_what_and_whom_one_can_be() -> None:
    async with arriving() as visitor:
        world, guild = visitor.place.world, visitor.place.guild
        role = add_role(world, guild, "Keeper", Permission.MANAGE_GUILD)
        ada = add_user(world, "ada", global_name="Ada <b>")
        add_member(world, guild, ada.id, roles=[role.id])
        add_user(world, "drifter")

        page = (await visitor.look()).text

    assert "<title>Sign in to Wright" in page
    assert "Know your name, avatar and banner" in page
    assert "Know what servers you are in" in page
    assert "Add a bot to a server" not in page
    assert "Small Guild: owner" in page
    assert "Ada &lt;b&gt;" in page
    assert "Small Guild: manages the server" in page
    assert "in no server" in page
    assert page.count('name="user"') == 3


async def test_authorising_sends_the_browser_back_with_a_code_and_the_state() -> None:
    async with arriving() as visitor:
        sent = told(await visitor.decide())

    assert set(sent) == {"code", "state"}
    assert sent["state"] == "opaque & kept"
    assert len(sent["code"]) == 30


async def test_a_person_is_named_by_id_or_username_and_bots_are_none() -> None:
    async with arriving() as visitor:
        by_id = await visitor.decide(user=str(visitor.place.owner.id))
        by_name = await visitor.decide(user="olive")
        bot = await visitor.decide(user=str(visitor.place.application.id))
        nobody = await visitor.decide(user="")

    assert told(by_id)["code"]
    assert told(by_name)["code"]
    assert (bot.status_code, nobody.status_code) == (400, 400)


async def test_cancelling_tells_the_application_that_access_is_denied() -> None:
    async with arriving() as visitor:
        sent = told(await visitor.decide("cancel"))

        assert visitor.place.world.authorizations.codes == {}
        assert not visitor.http.cookies

    assert (sent["error"], sent["state"]) == ("access_denied", "opaque & kept")
    assert "code" not in sent


@pytest.mark.parametrize(
    "uri",
    [
        "http://127.0.0.1:8000/auth/callback/",
        "http://127.0.0.1:8000/elsewhere",
        "http://evil.example/auth/callback",
        "http://127.0.0.1.evil.example/auth/callback",
        "http://evil.example@127.0.0.1/auth/callback",
        "http://127.0.0.1@evil.example/auth/callback",
        "http://evil.example/?http://127.0.0.1/auth/callback",
        "javascript://127.0.0.1/auth/callback",
        "//127.0.0.1/auth/callback",
        "http://[::1/auth/callback",
        "",
    ],
)
async def test_an_address_that_is_not_registered_is_said_and_not_gone_to(uri: str) -> None:
    async with arriving(redirect_uri=uri) as visitor:
        looked, decided = await visitor.look(), await visitor.decide()

    for answer in (looked, decided):
        assert answer.status_code == 400
        assert "location" not in answer.headers
        assert "<h1>Invalid OAuth2 redirect_uri</h1>" in answer.text


@pytest.mark.parametrize(
    "uri",
    [
        "http://localhost:8000/auth/callback",
        "https://127.0.0.2/auth/callback",
        "http://[::1]:80/auth/callback",
    ],
)
async def test_where_none_is_registered_any_callback_on_this_machine_will_do(uri: str) -> None:
    async with arriving(redirect_uri=uri) as visitor:
        answer = await visitor.decide()

    assert answer.headers["location"].startswith(f"{uri}?code=")


async def test_where_some_are_registered_only_those_will_do() -> None:
    async with arriving() as visitor:
        visitor.place.application.redirect_uris.append("https://wright.example/in?by=discord")
        on_loopback = await visitor.decide()
        visitor.query["redirect_uri"] = "https://wright.example/in?by=discord"
        registered = await visitor.decide()

    assert on_loopback.status_code == 400
    assert registered.headers["location"].startswith("https://wright.example/in?by=discord&code=")


async def test_an_application_that_nobody_knows_is_said() -> None:
    async with arriving(client_id="12") as visitor:
        answer = await visitor.look()

    assert answer.status_code == 400
    assert "<h1>Unknown Application</h1>" in answer.text


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"scope": "identify everything"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"scope": "applications.commands"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": ""}, "unsupported_response_type"),
        ({"code_challenge": GOOD_CHALLENGE}, "invalid_request"),
        ({"code_challenge": GOOD_CHALLENGE, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short", "code_challenge_method": "S256"}, "invalid_request"),
        ({"code_challenge_method": "S256"}, "invalid_request"),
        ({"scope": "bot", "permissions": "all"}, "invalid_request"),
    ],
)
async def test_what_the_application_got_wrong_is_told_to_it(
    changed: dict[str, str], error: str
) -> None:
    async with arriving() as visitor:
        visitor.query |= changed
        looked, decided = told(await visitor.look()), told(await visitor.decide())

    assert (looked["error"], looked["state"]) == (error, "opaque & kept")
    assert decided == looked


async def test_of_a_parameter_that_is_there_twice_the_first_counts() -> None:
    async with arriving() as visitor:
        twice = ("redirect_uri", "http://127.0.0.1:9/auth/callback")
        query = urlencode([*visitor.query.items(), twice])
        form = {"decision": "authorize", "user": "olive"}
        answer = await visitor.http.post(f"/oauth2/authorize?{query}", data=form)

    assert told(answer)["code"]


async def test_the_page_may_do_nothing_but_send_its_form_here_and_back() -> None:
    async with arriving() as visitor:
        answer = await visitor.look()

    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert policy.endswith("form-action 'self' http://127.0.0.1:8000")
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "<script" not in answer.text
    assert "style=" not in answer.text


async def test_what_the_page_links_to_is_there() -> None:
    async with arriving() as visitor:
        sheet = await visitor.http.get("/oauth2/static/consent.css")
        look = await visitor.http.get("/sandbox/static/viewer.css")

    assert (sheet.status_code, look.status_code) == (200, 200)


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
async def test_a_form_on_another_sites_page_decides_nothing(origin: str) -> None:
    async with arriving() as visitor:
        refused = await visitor.decide(headers={"Origin": origin})
        codes = dict(visitor.place.world.authorizations.codes)
        own = await visitor.decide(headers={"Origin": visitor.place.sandbox.url})

    assert refused.status_code == 403
    assert codes == {}
    assert own.status_code == 302


async def test_a_foreign_name_for_this_machine_is_refused() -> None:
    async with arriving() as visitor:
        answer = await visitor.http.get("/oauth2/authorize", headers={"Host": "evil.example"})

    assert answer.status_code == 403


async def test_a_form_without_a_decision_decides_nothing() -> None:
    async with arriving() as visitor:
        answer = await visitor.decide("maybe")

        assert visitor.place.world.authorizations.codes == {}

    assert answer.status_code == 400


async def test_the_browser_is_remembered_as_whom_it_was() -> None:
    async with arriving() as visitor:
        add_user(visitor.place.world, "ada")
        first = (await visitor.look()).text
        cookie = (await visitor.decide(user="ada")).headers["set-cookie"]

        second = (await visitor.look()).text

    ada, olive = _row(second, "ada"), _row(second, "olive")
    assert "checked" in _row(first, "olive")
    assert ("checked" in ada, "checked" in olive) == (True, False)
    assert "HttpOnly" in cookie
    assert "Path=/oauth2" in cookie


async def test_prompt_none_skips_the_page_for_what_was_authorised_before() -> None:
    async with arriving("identify guilds", prompt="none") as visitor:
        new_browser = await visitor.look()
        await visitor.decide()

        again = told(await visitor.look())
        visitor.query["scope"] = "identify email"
        more = await visitor.look()
        visitor.query |= {"scope": "identify", "prompt": "consent"}
        asked_anew = await visitor.look()

    assert new_browser.status_code == 200
    assert again["code"]
    assert more.status_code == 200
    assert asked_anew.status_code == 200


async def test_another_applications_consent_counts_for_nothing() -> None:
    async with arriving(prompt="none") as visitor:
        await visitor.decide()
        other = add_application(visitor.place.world, "Other", visitor.place.owner.id)
        visitor.query["client_id"] = str(other.id)

        answer = await visitor.look()

    assert answer.status_code == 200
    assert "<title>Sign in to Other" in answer.text


async def test_members_without_rights_are_folded_when_they_are_many() -> None:
    async with arriving() as visitor:
        guild = add_guild(visitor.place.world, "Crowd", visitor.place.owner.id)
        for number in range(9):
            user = add_user(visitor.place.world, f"someone{number}")
            add_member(visitor.place.world, guild, user.id)

        page = (await visitor.look()).text

    shown, _, folded = page.partition("<details")
    assert "3 more members" in folded
    assert (shown.count('name="user"'), folded.count('name="user"')) == (7, 3)


def _row(page: str, username: str) -> str:
    """The HTML of one person to choose."""
    return next(row for row in page.split("<li>") if f">{username}</span>" in row)
