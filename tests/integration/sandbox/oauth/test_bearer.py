"""What a user's token is good for."""

import pytest

from app.sandbox.seed.building import add_guild, add_member, add_role, add_user
from app.sandbox.world.authorizations import TOKEN_SECONDS
from app.sandbox.world.permissions import ALL_PERMISSIONS, Permission
from tests.integration.sandbox.oauth.visitor import Visitor, arriving


async def test_who_authorised_it_is_read() -> None:
    async with arriving("identify") as visitor:
        access = (await visitor.tokens())["access_token"]
        said = (await visitor.call("/users/@me", access)).json()

    assert (said["id"], said["username"]) == (str(visitor.place.owner.id), "olive")
    assert "bot" not in said
    assert not {"email", "verified"} & set(said)


async def test_the_email_comes_with_its_scope_only() -> None:
    async with arriving("identify email") as visitor:
        access = (await visitor.tokens())["access_token"]
        said = (await visitor.call("/users/@me", access)).json()

    assert {"email", "verified"} <= set(said)


async def test_guilds_come_with_the_users_own_permissions() -> None:
    async with arriving("guilds") as visitor:
        world, guild = visitor.place.world, visitor.place.guild
        ada = add_user(world, "ada")
        keeper = add_role(world, guild, "Keeper", Permission.MANAGE_GUILD)
        add_member(world, guild, ada.id, roles=[keeper.id])
        second = add_guild(world, "Second", visitor.place.owner.id)
        hers = (await visitor.tokens("ada"))["access_token"]
        owners = (await visitor.tokens("olive"))["access_token"]

        seen = (await visitor.call("/users/@me/guilds", hers)).json()
        owned = (await visitor.call("/users/@me/guilds", owners)).json()
        page = await visitor.call(f"/users/@me/guilds?after={guild.id}", owners)

    held = int(seen[0]["permissions"])
    assert [each["name"] for each in seen] == ["Small Guild"]
    assert held & Permission.MANAGE_GUILD
    assert not held & Permission.ADMINISTRATOR
    assert seen[0]["owner"] is False
    assert [each["name"] for each in owned] == ["Small Guild", "Second"]
    assert [(each["owner"], int(each["permissions"])) for each in owned] == [
        (True, ALL_PERMISSIONS),
        (True, ALL_PERMISSIONS),
    ]
    assert [each["id"] for each in page.json()] == [str(second.id)]


async def test_a_token_tells_what_it_is_for() -> None:
    async with arriving("guilds identify") as visitor:
        access = (await visitor.tokens())["access_token"]
        said = (await visitor.call("/oauth2/@me", access)).json()

    assert said["application"]["id"] == str(visitor.place.application.id)
    assert said["scopes"] == ["guilds", "identify"]
    assert said["expires"] == "2026-09-28T14:13:20.000000+00:00"
    assert said["user"]["username"] == "olive"


async def test_without_identify_a_token_does_not_tell_whose_it_is() -> None:
    async with arriving("guilds") as visitor:
        access = (await visitor.tokens())["access_token"]
        said = (await visitor.call("/oauth2/@me", access)).json()

    assert "user" not in said


async def test_a_bots_token_is_no_authorization() -> None:
    async with arriving() as visitor:
        answer = await visitor.place.bot.get("/oauth2/@me")

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("scope", "path"),
    [("guilds", "/users/@me"), ("identify", "/users/@me/guilds"), ("email", "/users/@me")],
)
async def test_without_the_scope_there_is_nothing_to_read(scope: str, path: str) -> None:
    async with arriving(scope) as visitor:
        access = (await visitor.tokens())["access_token"]
        answer = await visitor.call(path, access)

    assert (answer.status_code, answer.json()["code"]) == (401, 0)


async def test_a_token_expires_by_the_sandboxs_clock() -> None:
    async with arriving() as visitor:
        access = (await visitor.tokens())["access_token"]
        visitor.place.clock.advance(TOKEN_SECONDS - 1)
        before = await visitor.call("/users/@me", access)
        visitor.place.clock.advance(1)
        after = await visitor.call("/users/@me", access)

    assert (before.status_code, after.status_code) == (200, 401)


async def test_what_is_for_bots_is_not_for_users() -> None:
    async with arriving() as visitor:
        access = (await visitor.tokens())["access_token"]
        paths = await _paths_for_bots(visitor)

        statuses = {path: (await visitor.call(path, access)).status_code for path in paths}

    assert set(statuses.values()) == {401}


async def test_a_bots_token_is_no_bearer_and_a_users_no_bot() -> None:
    async with arriving() as visitor:
        access = (await visitor.tokens())["access_token"]
        as_bearer = await visitor.call("/users/@me", visitor.place.application.token)
        as_bot = await visitor.http.get(
            "/api/v10/users/@me", headers={"Authorization": f"Bot {access}"}
        )

    assert (as_bearer.status_code, as_bot.status_code) == (401, 401)


async def test_each_token_has_rate_limits_of_its_own() -> None:
    async with arriving(rate_limits=True) as visitor:
        first, second = await visitor.tokens(), await visitor.tokens()
        for _ in range(20):
            await visitor.call("/users/@me", first["access_token"])

        spent = await visitor.call("/users/@me", first["access_token"])
        other = await visitor.call("/users/@me", second["access_token"])

    assert (spent.status_code, other.status_code) == (429, 200)


async def _paths_for_bots(visitor: Visitor) -> list[str]:
    guild = visitor.place.guild.id
    return [
        f"/guilds/{guild}",
        f"/guilds/{guild}/channels",
        f"/guilds/{guild}/members/{visitor.place.owner.id}",
        f"/users/{visitor.place.owner.id}",
        "/applications/@me",
        "/gateway/bot",
    ]
