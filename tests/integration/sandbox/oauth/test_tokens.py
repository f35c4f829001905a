"""/oauth2/token and /oauth2/token/revoke."""

import json
from base64 import b64encode

import httpx2
import pytest

from app.sandbox.limits.windows import Allowance
from app.sandbox.seed.building import add_application, add_user
from app.sandbox.world.authorizations import CODE_SECONDS, TOKEN_SECONDS, Consent
from app.sandbox.world.operations.authorizing import issue_code
from tests.integration.sandbox.oauth.visitor import CALLBACK, Visitor, arriving

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
"""The pair of RFC 7636, appendix B."""

PKCE = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}


def assert_grant_refused(answer: httpx2.Response, error: str, status: int = 400) -> None:
    assert (answer.status_code, answer.json()["error"]) == (status, error), answer.text
    assert answer.headers["content-type"] == "application/json"


def assert_invalid_grant(answer: httpx2.Response, field: str) -> None:
    assert_grant_refused(answer, "invalid_grant")
    assert answer.json()["error_description"] == f'Invalid "{field}" in request.'


async def test_a_code_becomes_tokens_as_documented() -> None:
    async with arriving("identify guilds") as visitor:
        answer = await visitor.exchange(await visitor.code())

    said = answer.json()
    assert set(said) == {"token_type", "access_token", "expires_in", "refresh_token", "scope"}
    assert (said["token_type"], said["expires_in"]) == ("Bearer", 604_800)
    assert said["scope"] == "identify guilds"
    assert said["access_token"] != said["refresh_token"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("base", ["/api", "/api/v10"])
async def test_the_endpoint_is_there_with_and_without_a_version(base: str) -> None:
    async with arriving() as visitor:
        form = {"grant_type": "authorization_code", "redirect_uri": CALLBACK}
        answer = await visitor.post(f"{base}/oauth2/token", code=await visitor.code(), **form)

    assert answer.status_code == 200


async def test_a_client_may_say_who_it_is_by_http_basic() -> None:
    async with arriving() as visitor:
        application = visitor.place.application
        form = {"grant_type": "authorization_code", "redirect_uri": CALLBACK}
        answer = await visitor.http.post(
            "/api/oauth2/token",
            data={**form, "code": await visitor.code()},
            auth=(str(application.id), application.client_secret),
        )

    assert answer.status_code == 200


async def test_a_code_is_good_once() -> None:
    async with arriving() as visitor:
        code = await visitor.code()
        first, second = await visitor.exchange(code), await visitor.exchange(code)

    assert first.status_code == 200
    assert_invalid_grant(second, "code")


async def test_a_code_expires_by_the_sandboxs_clock() -> None:
    async with arriving() as visitor:
        late, in_time = await visitor.code(), await visitor.code()
        visitor.place.clock.advance(CODE_SECONDS - 1)
        kept = await visitor.exchange(in_time)
        visitor.place.clock.advance(1)
        lost = await visitor.exchange(late)

    assert kept.status_code == 200
    assert_invalid_grant(lost, "code")


async def test_a_code_is_bound_to_its_redirect_uri() -> None:
    async with arriving() as visitor:
        other = "http://127.0.0.1:8001/auth/callback"
        answer = await visitor.exchange(await visitor.code(), redirect_uri=other)

    assert_invalid_grant(answer, "redirect_uri")


async def test_a_code_is_bound_to_its_application() -> None:
    async with arriving() as visitor:
        other = add_application(visitor.place.world, "Other", visitor.place.owner.id)
        answer = await visitor.exchange(
            await visitor.code(), client_id=str(other.id), client_secret=other.client_secret
        )

    assert_invalid_grant(answer, "code")


@pytest.mark.parametrize("verifier", [None, VERIFIER[:-1] + "x", CHALLENGE])
async def test_a_code_with_a_challenge_needs_its_verifier(verifier: str | None) -> None:
    async with arriving() as visitor:
        visitor.query |= PKCE
        sent = {} if verifier is None else {"code_verifier": verifier}
        refused = await visitor.exchange(await visitor.code(), **sent)
        right = await visitor.exchange(await visitor.code(), code_verifier=VERIFIER)

    assert_invalid_grant(refused, "code_verifier")
    assert right.status_code == 200


async def test_a_verifier_without_a_challenge_is_refused() -> None:
    async with arriving() as visitor:
        answer = await visitor.exchange(await visitor.code(), code_verifier=VERIFIER)

    assert_invalid_grant(answer, "code_verifier")


@pytest.mark.parametrize("field", ["code", "redirect_uri", "refresh_token"])
async def test_what_is_missing_is_named(field: str) -> None:
    async with arriving() as visitor:
        kind = "refresh_token" if field == "refresh_token" else "authorization_code"
        whole = {"grant_type": kind, "code": "x", "redirect_uri": CALLBACK, "refresh_token": "x"}
        answer = await visitor.token(**{**whole, field: ""})

    assert_grant_refused(answer, "invalid_request")
    assert answer.json()["error_description"] == f'Missing "{field}" in request.'


@pytest.mark.parametrize("kind", ["password", ""])
async def test_other_grants_are_not_supported(kind: str) -> None:
    async with arriving() as visitor:
        answer = await visitor.token(grant_type=kind)

    assert_grant_refused(answer, "unsupported_grant_type")


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_secret": "guessed"},
        {"client_secret": ""},
        {"client_id": "12"},
        {"client_id": "9" * 5000},
        {"client_id": ""},
    ],
)
async def test_a_client_that_is_not_who_it_says_is_refused(wrong: dict[str, str]) -> None:
    async with arriving() as visitor:
        code = await visitor.code()
        refused = await visitor.exchange(code, **wrong)
        revoking = await visitor.post("/api/oauth2/token/revoke", token="x", **wrong)
        kept = await visitor.exchange(code)

    assert_grant_refused(refused, "invalid_client", 401)
    assert_grant_refused(revoking, "invalid_client", 401)
    assert kept.status_code == 200


async def test_an_application_without_a_secret_cannot_be_spoken_for() -> None:
    async with arriving() as visitor:
        visitor.place.application.client_secret = ""
        in_form = await visitor.exchange(await visitor.code(), client_secret="")
        by_basic = await visitor.http.post(
            "/api/oauth2/token",
            data={"grant_type": "refresh_token"},
            auth=(str(visitor.place.application.id), ""),
        )

    assert_grant_refused(in_form, "invalid_client", 401)
    assert_grant_refused(by_basic, "invalid_client", 401)


@pytest.mark.parametrize("text", ["not base64", b64encode(b"\xff:x").decode()])
async def test_broken_http_basic_is_refused(text: str) -> None:
    async with arriving() as visitor:
        answer = await visitor.http.post(
            "/api/oauth2/token",
            data={"grant_type": "refresh_token"},
            headers={"Authorization": f"Basic {text}"},
        )

    assert_grant_refused(answer, "invalid_client", 401)


async def test_json_is_refused() -> None:
    async with arriving() as visitor:
        answer = await visitor.http.post(
            "/api/oauth2/token",
            content=json.dumps({"grant_type": "authorization_code"}),
            headers={"Content-Type": "application/json"},
        )

    assert (answer.status_code, answer.json()["code"]) == (400, 50035)


async def test_a_refresh_token_gives_new_tokens_and_ends_the_old_ones() -> None:
    async with arriving("identify") as visitor:
        old = await visitor.tokens()
        answer = await _refresh(visitor, old["refresh_token"])
        new = answer.json()
        statuses = [
            (await visitor.call("/users/@me", tokens["access_token"])).status_code
            for tokens in (old, new)
        ]
        again = await _refresh(visitor, old["refresh_token"])

    assert new["scope"] == "identify"
    assert statuses == [401, 200]
    assert_invalid_grant(again, "refresh_token")


async def test_an_expired_token_can_still_be_refreshed() -> None:
    async with arriving() as visitor:
        old = await visitor.tokens()
        visitor.place.clock.advance(TOKEN_SECONDS * 3)
        new = (await _refresh(visitor, old["refresh_token"])).json()

        answer = await visitor.call("/users/@me", new["access_token"])

    assert answer.status_code == 200


async def test_a_refresh_token_is_bound_to_its_application() -> None:
    async with arriving() as visitor:
        tokens = await visitor.tokens()
        other = add_application(visitor.place.world, "Other", visitor.place.owner.id)
        answer = await _refresh(
            visitor,
            tokens["refresh_token"],
            client_id=str(other.id),
            client_secret=other.client_secret,
        )
        access = await _refresh(visitor, tokens["access_token"])

    assert_invalid_grant(answer, "refresh_token")
    assert_invalid_grant(access, "refresh_token")


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
async def test_revoking_one_token_ends_the_whole_authorization_and_no_other(kind: str) -> None:
    async with arriving(prompt="none") as visitor:
        add_user(visitor.place.world, "ada")
        hers = await visitor.tokens("ada")
        first, second = await visitor.tokens(), await visitor.tokens()
        pending = await visitor.code()

        answer = await visitor.post("/api/oauth2/token/revoke", token=first[kind])

        statuses = [
            (await visitor.call("/users/@me", tokens["access_token"])).status_code
            for tokens in (first, second, hers)
        ]
        refreshed = await _refresh(visitor, second["refresh_token"])
        exchanged = await visitor.exchange(pending)
        asked = await visitor.look()

    assert (answer.status_code, answer.json()) == (200, {})
    assert statuses == [401, 401, 200]
    assert_invalid_grant(refreshed, "refresh_token")
    assert_invalid_grant(exchanged, "code")
    assert asked.status_code == 200


async def test_revoking_what_is_unknown_or_anothers_ends_nothing() -> None:
    async with arriving() as visitor:
        tokens = await visitor.tokens()
        other = add_application(visitor.place.world, "Other", visitor.place.owner.id)
        consent = Consent(other.id, visitor.place.owner.id, ("identify",))
        code = issue_code(visitor.place.world, consent, CALLBACK, None)
        unknown = await visitor.post("/api/oauth2/token/revoke", token="unknown")
        foreign = await visitor.post(
            "/api/oauth2/token/revoke",
            token=tokens["access_token"],
            client_id=str(other.id),
            client_secret=other.client_secret,
        )
        missing = await visitor.post("/api/oauth2/token/revoke")

        kept = await visitor.call("/users/@me", tokens["access_token"])
        assert code.text in visitor.place.world.authorizations.codes

    assert (unknown.status_code, foreign.status_code) == (200, 200)
    assert_grant_refused(missing, "invalid_request")
    assert kept.status_code == 200


async def test_the_token_endpoint_has_a_rate_limit_like_every_other() -> None:
    async with arriving(rate_limits=True) as visitor:
        bucket = visitor.place.sandbox.limits.table.bucket_of("POST", "/oauth2/token")
        assert bucket.allowance == Allowance(10, 2.0)

        answers = [await visitor.token(grant_type="x") for _ in range(11)]

    assert [answer.status_code for answer in answers] == [400] * 10 + [429]
    assert answers[0].headers["x-ratelimit-remaining"] == "9"


async def _refresh(visitor: Visitor, token: str, **changed: str) -> httpx2.Response:
    return await visitor.token(grant_type="refresh_token", refresh_token=token, **changed)
