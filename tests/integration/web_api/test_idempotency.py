"""The same request sent twice with one key is done once, for one person."""

import asyncio

import httpx2
import pytest

from app.shared.domain.errors import Unavailable
from tests.integration.web_api.place import Place

TEXT = "version: 1\nchannels: [{category: Lobby, channels: [general, rules, news]}]\n"
OTHER = TEXT.replace("news", "help")


async def plan(place: Place, key: str, text: str = TEXT, who: str = "owner") -> httpx2.Response:
    return await place.ask(who, "POST", "/plans", {"text": text}, idempotency_key=key)


async def number_of_plans(place: Place) -> int:
    return len((await place.ask("owner", "GET", "/plans")).json()["items"])


async def test_the_same_request_gets_the_same_answer_and_is_done_once(place: Place) -> None:
    first = await plan(place, "key-1")
    again = await plan(place, "key-1")

    assert (again.status_code, again.content) == (first.status_code, first.content) != (0, b"")
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert await number_of_plans(place) == 1


async def test_another_key_is_another_request(place: Place) -> None:
    await plan(place, "key-1")
    await plan(place, "key-2")

    assert await number_of_plans(place) == 2


async def test_a_key_belongs_to_one_request(place: Place) -> None:
    await plan(place, "key-1")

    body = await plan(place, "key-1", OTHER)
    route = await place.ask("owner", "POST", "/import", {"text": TEXT}, idempotency_key="key-1")

    for answer in (body, route):
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_mismatch")
    assert await number_of_plans(place) == 1


async def test_a_key_belongs_to_the_version_that_the_request_was_based_on(place: Place) -> None:
    for number, text in ((0, TEXT), (1, OTHER)):
        await place.ask("owner", "PUT", "/design", {"text": text}, if_match=f'"{number}"')
    body = {"message": "As it was"}

    async def restore(based_on: str) -> httpx2.Response:
        return await place.ask(
            "owner", "POST", "/versions/1/restore", body, idempotency_key="key-1", if_match=based_on
        )

    first, other, again = await restore('"2"'), await restore('"1"'), await restore('"2"')

    assert (first.status_code, other.json()["code"]) == (201, "idempotency_mismatch")
    assert (again.status_code, again.content) == (201, first.content)


async def test_nobody_is_given_what_somebody_else_was_answered(place: Place) -> None:
    first = await plan(place, "key-1")

    other = await plan(place, "key-1", who="manager")

    assert other.status_code == 201
    assert "idempotency-replayed" not in other.headers
    assert other.json()["requester"] != first.json()["requester"]


async def test_who_lost_their_rights_is_not_given_the_old_answer(place: Place) -> None:
    await plan(place, "key-1", who="manager")
    place.take_role("manager")
    await place.tell_access_changed("manager")
    async with asyncio.timeout(1):
        while (await place.ask("manager", "GET", "/design")).status_code == 200:
            pass

    again = await plan(place, "key-1", who="manager")

    assert (again.status_code, again.json()["code"]) == (403, "access_denied")


async def test_two_at_the_same_moment_are_not_both_done(place: Place) -> None:
    answers = await asyncio.gather(*(plan(place, "key-1") for _ in range(4)))

    statuses = sorted(answer.status_code for answer in answers)
    refused = [answer.json()["code"] for answer in answers if answer.status_code == 409]
    assert statuses.count(201) >= 1
    assert set(statuses) <= {201, 409}
    assert set(refused) <= {"idempotency_in_flight"}
    assert await number_of_plans(place) == 1


async def test_a_refusal_lets_the_same_key_try_again(place: Place) -> None:
    early = await place.ask("owner", "POST", "/plans", {}, idempotency_key="key-1")
    await place.ask("owner", "PUT", "/design", {"text": TEXT}, if_match='"0"')

    later = await place.ask("owner", "POST", "/plans", {}, idempotency_key="key-1")

    assert (early.status_code, later.status_code) == (404, 201)


async def test_the_tag_of_a_version_comes_back_as_well(place: Place) -> None:
    await place.ask("owner", "PUT", "/design", {"text": TEXT}, if_match='"0"')
    await place.ask("owner", "PUT", "/design", {"text": OTHER}, if_match='"1"')
    path = "/versions/1/restore"

    first = await place.ask("owner", "POST", path, {}, idempotency_key="key-1")
    again = await place.ask("owner", "POST", path, {}, idempotency_key="key-1")

    assert first.headers["etag"] == again.headers["etag"] == '"3"'


async def test_a_key_is_not_promised_what_cannot_be_kept(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object) -> None:
        raise Unavailable("A repeated request could not be told from a new one.")

    monkeypatch.setattr(place.container.kept_answers(), "claim", lost)

    with_key = await plan(place, "key-1")
    without = await place.ask("owner", "POST", "/plans", {"text": TEXT})

    assert (with_key.status_code, without.status_code) == (503, 201)


async def test_the_same_key_makes_one_token_and_shows_it_once(place: Place) -> None:
    path, order = "/api/v1/tokens", {"name": "CI", "scopes": ["read"]}
    first = await place.ask("owner", "POST", path, order, idempotency_key="key-1")

    again = await place.ask("owner", "POST", path, order, idempotency_key="key-1")
    other = await place.ask("owner", "POST", path, order, idempotency_key="key-2")

    assert (again.status_code, again.json()["code"]) == (409, "idempotency_spent")
    assert "revoke it and make another" in again.json()["remedy"]
    assert first.json()["token"] not in again.text
    assert (first.status_code, other.status_code) == (201, 201)
    assert len((await place.ask("owner", "GET", path)).json()["items"]) == 2


async def test_a_key_has_some_length(place: Place) -> None:
    empty, long = await plan(place, ""), await plan(place, "k" * 201)

    assert {empty.status_code, long.status_code} == {422}
