"""Every route by everybody, by the table of what each route takes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

import httpx2
import pytest

from app.shared.application.access.create_token import CreateTokenCommand
from app.shared.domain.access.rights import EVERYTHING, Right
from app.shared.domain.access.tokens import SCOPE_RIGHTS, Scope
from app.shared.domain.structure.identifiers import GuildId
from app.web.api.authorising import Requires
from app.web.api.openapi import requirement_of
from app.web.api.routes_of import served_routes
from app.web.health_answers import PATHS
from tests.integration.web_api.expected_rights import (
    BROWSER,
    EVERYBODY,
    INVITER,
    INVITER_OR_VIEW,
    NEEDS,
    OPERATOR,
    OWN_GRANT,
    SIGNED_IN,
)
from tests.integration.web_api.place import GRANTED, Place, open_place


class Outcome(StrEnum):
    NOBODY = "is asked to sign in"
    DENIED = "is told what is missing"
    HIDDEN = "is told that there is nothing"
    SERVED = "is served"


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """`rights` are None for whoever is not in the guild."""

    name: str
    client: httpx2.AsyncClient
    rights: frozenset[Right] | None = None
    browser: bool = False
    token: bool = False
    operator: bool = False
    inviter: bool = False


VALUES = {
    "hash": "0" * 64,
    "run_id": "0" * 16,
    "version": "999",
    "before": "998",
    "after": "999",
    "grant_id": "999",
    "token_id": "999",
    "handle": "0" * 16,
    "reference": "0" * 10,
    "name": "nowhere",
}
"""Of things that are not there: who is let through changes nothing by it."""


@pytest.fixture
async def place(migrated_url: str, clean_redis_url: str) -> AsyncIterator[Place]:
    async with open_place(migrated_url, clean_redis_url) as place:
        yield place


def routes_of(place: Place) -> list[str]:
    """Signing out comes last: it ends what the others need."""
    found = [f"{m} {r.path}" for r in served_routes(place.web.app) for m in r.methods or ()]
    found += [f"GET {path}" for path in PATHS]
    return sorted(found, key=lambda route: route == "POST /sign-out")


def expected(route: str, who: Somebody) -> Outcome:
    needs, is_page = NEEDS[route], "/api/" not in route
    known = who.browser or (who.token and not is_page)
    if needs == EVERYBODY:
        return Outcome.SERVED
    if not known:
        return Outcome.NOBODY
    if needs == SIGNED_IN:
        return Outcome.SERVED
    if needs in {BROWSER, OPERATOR} and not who.browser:
        return Outcome.DENIED
    if needs == BROWSER:
        return Outcome.SERVED
    if needs == OPERATOR:
        return Outcome.SERVED if who.operator else Outcome.HIDDEN
    if who.inviter and needs in {INVITER, INVITER_OR_VIEW}:
        return Outcome.SERVED
    if needs == INVITER or who.rights is None:
        return Outcome.HIDDEN
    return Outcome.SERVED if wanted(needs, who) & who.rights else Outcome.DENIED


def wanted(needs: str | tuple[Right, ...], who: Somebody) -> set[Right]:
    if needs == INVITER_OR_VIEW:
        return {Right.VIEW}
    if needs == OWN_GRANT:
        return {Right.MANAGE_ACCESS} if who.token else {Right.VIEW}
    return {right for right in Right if right in needs}


def outcome(answer: httpx2.Response) -> Outcome:
    assert answer.status_code < 500, answer.text
    if answer.status_code == 401:
        return Outcome.NOBODY
    if answer.is_redirect and answer.headers["location"].startswith("/sign-in"):
        return Outcome.NOBODY
    is_json = answer.headers.get("content-type", "").endswith("json")
    code = answer.json().get("code", "") if is_json and answer.status_code >= 400 else ""
    if answer.status_code == 403:
        if is_json:
            assert code in {"access_denied", "scope_missing", "session_needed"}, answer.text
        return Outcome.DENIED
    if answer.status_code == 404 and code in {"", "not_found", "guild_not_found"}:
        return Outcome.HIDDEN
    return Outcome.SERVED


async def ask(place: Place, who: Somebody, route: str) -> httpx2.Response:
    method, path = route.split(" ")
    url = path.format(guild_id=place.guild_id, **VALUES)
    body: dict[str, str] | None = None if method == "GET" else {}
    query = {"user": str(place.user_id("member"))} if path.endswith("/why") else None
    return await who.client.request(method, url, json=body, params=query)


async def everybody(place: Place) -> list[Somebody]:
    async def person(name: str, rights: frozenset[Right] | None, **more: bool) -> Somebody:
        client = await place.client(name)
        return Somebody(name=name, client=client, rights=rights, browser=True, **more)

    granted = [
        await person(name, frozenset({Right.VIEW, right})) for name, right in GRANTED.items()
    ]
    return [
        Somebody(name="anonymous", client=await place.program(None)),
        await person("stranger", None),
        await person("other_owner", None),
        await person("operator", None, operator=True),
        await person("member", frozenset()),
        *granted,
        await person("manager", EVERYTHING),
        await person("owner", EVERYTHING, inviter=True),
        *await programs(place),
    ]


async def programs(place: Place) -> list[Somebody]:
    async def program(
        name: str, owner: str, scopes: set[Scope], guild_id: GuildId | None = None
    ) -> Somebody:
        _, text = await place.container.create_token()(
            CreateTokenCommand(
                owner=place.user_id(owner),
                name=name,
                scopes=frozenset(scopes),
                guild_id=guild_id,
            )
        )
        held = frozenset[Right]().union(*(SCOPE_RIGHTS[scope] for scope in scopes))
        return Somebody(name=name, client=await place.program(text), rights=held, token=True)

    each = [await program(f"token {scope}", "owner", {scope}) for scope in Scope]
    every = set(Scope)
    viewers = await program("token of a viewer", "viewer", every)
    members = await program("token of a member", "member", every)
    strangers = await program("token of a stranger", "stranger", every)
    bound = await program("token for here", "owner", every, place.guild_id)
    elsewhere = await program(
        "token for elsewhere", "other_owner", every, place.community.elsewhere
    )
    return [
        *each,
        bound,
        replace(viewers, rights=frozenset({Right.VIEW})),
        replace(members, rights=frozenset()),
        replace(strangers, rights=None),
        replace(elsewhere, rights=None),
    ]


async def strayed(place: Place, people: list[Somebody]) -> list[str]:
    """Where somebody fares otherwise than the table says."""
    wrong = []
    for route in routes_of(place):
        for who in people:
            found, wanted = outcome(await ask(place, who, route)), expected(route, who)
            if found is not wanted:
                wrong.append(f"{route}: {who.name} {found}, and not: {wanted}")
    return wrong


async def test_everybody_may_do_what_the_table_says_and_nothing_else(place: Place) -> None:
    assert await strayed(place, await everybody(place)) == []


async def test_every_route_stands_in_the_table(place: Place) -> None:
    assert set(routes_of(place)) == set(NEEDS)


async def test_routes_of_guilds_declare_what_the_table_says(place: Place) -> None:
    declared = {
        f"{method} {route.path}": (needs.rights, needs.rights_by_token)
        for route in served_routes(place.web.app)
        for method in route.methods or ()
        if isinstance(needs := requirement_of(route.dependant), Requires)
    }

    by_table = {
        route: ((Right.VIEW,), (Right.MANAGE_ACCESS,)) if needs == OWN_GRANT else (needs, needs)
        for route, needs in NEEDS.items()
        if "/api/" in route and (needs == OWN_GRANT or isinstance(needs, tuple))
    }
    assert declared == by_table


async def test_who_loses_a_role_loses_every_route_within_a_second(place: Place) -> None:
    person = Somebody(
        name="revoked", client=await place.client("manager"), rights=EVERYTHING, browser=True
    )
    _, text = await place.container.create_token()(
        CreateTokenCommand(owner=place.user_id("manager"), name="revoked", scopes=frozenset(Scope))
    )
    program = Somebody(
        name="token of the revoked",
        client=await place.program(text),
        rights=EVERYTHING,
        token=True,
    )
    before = await strayed_in_guild(place, [person, program])

    place.take_role("manager")
    await place.tell_access_changed("manager")
    async with asyncio.timeout(1):
        while outcome(await ask(place, person, "GET /api/v1/guilds/{guild_id}/design")) is (
            Outcome.SERVED
        ):
            pass

    after = [replace(one, rights=frozenset()) for one in (person, program)]
    assert before == []
    assert await strayed(place, after) == []


async def strayed_in_guild(place: Place, people: list[Somebody]) -> list[str]:
    route = "GET /api/v1/guilds/{guild_id}/design"
    found = {who.name: outcome(await ask(place, who, route)) for who in people}
    return [name for name, one in found.items() if one is not Outcome.SERVED]


async def test_a_token_that_has_expired_or_was_revoked_opens_nothing(place: Place) -> None:
    expiry = place.container.clock().now() + timedelta(milliseconds=50)
    owner = place.user_id("owner")
    create = place.container.create_token()
    _, text = await create(
        CreateTokenCommand(owner=owner, name="expired", scopes=frozenset(Scope), expires_at=expiry)
    )
    made = await place.ask("owner", "POST", "/api/v1/tokens", {"name": "a", "scopes": ["read"]})
    await place.ask("owner", "DELETE", f"/api/v1/tokens/{made.json()['id']}")
    wait = expiry - place.container.clock().now()
    await place.container.clock().sleep(wait.total_seconds())
    nobody = [
        Somebody(name=name, client=await place.program(one))
        for name, one in (
            ("expired", text),
            ("revoked", made.json()["token"]),
            ("invented", "gw_" + "a" * 43),
            ("no token", "ey.jwt"),
        )
    ]

    assert await strayed(place, nobody) == []
