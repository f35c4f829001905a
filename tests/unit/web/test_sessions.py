"""Being signed in."""

from tests.support.web import a_user, web_over_fakes


async def test_whoever_is_signed_in_is_told_who_they_are() -> None:
    web = web_over_fakes()

    async with web.signed_in(a_user(42, "wren")) as client:
        answer = await client.get("/api/v1/me")

    assert answer.status_code == 200, answer.text
    assert answer.json()["user"]["id"] == "42"
    assert answer.json()["user"]["display_name"] == "Wren"
    assert answer.json()["csrf"] == client.headers["x-csrf-token"]
    assert answer.json()["operator"] is False


async def test_whoever_is_not_is_told_so() -> None:
    web = web_over_fakes()

    async with web.client() as client:
        answer = await client.get("/api/v1/me")
        page = await client.get("/")
        nothing = await client.get("/nothing")

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not_signed_in"
    assert page.status_code == 200, page.text
    assert nothing.status_code == 404
