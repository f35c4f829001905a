"""What a bot reads about itself, its guilds, others, and where to connect."""

from app.sandbox.seed.building import add_application, add_guild, add_member
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import assert_missing_access, assert_refused
from tests.support.sandbox import running_sandbox


async def test_the_bot_and_others_are_read_as_users() -> None:
    async with running_sandbox() as small:
        me = await small.bot.get("/users/@me")
        owner = await small.bot.get(f"/users/{small.owner.id}")
        unknown = await small.bot.get("/users/1")

    assert (me.json()["id"], me.json()["bot"]) == (str(small.application.id), True)
    assert owner.json()["global_name"] == "Olive"
    assert "bot" not in owner.json()
    assert_refused(unknown, 404, 10013)


async def test_the_bots_guilds_come_with_its_permissions_in_pages() -> None:
    async with running_sandbox(int(Permission.MANAGE_ROLES)) as small:
        others = [add_guild(small.world, f"g{number}", small.owner.id) for number in range(3)]
        for guild in others[:2]:
            add_member(small.world, guild, small.application.id)
        everything = await small.bot.get("/users/@me/guilds", with_counts="true")
        after = await small.bot.get("/users/@me/guilds", after=small.guild.id, limit=1)
        before = await small.bot.get("/users/@me/guilds", before=others[1].id, limit=1)

    first = everything.json()[0]
    assert [guild["name"] for guild in everything.json()] == ["Small Guild", "g0", "g1"]
    assert int(first["permissions"]) & Permission.MANAGE_ROLES
    assert (first["owner"], first["approximate_member_count"]) == (False, 2)
    assert [guild["name"] for guild in after.json()] == ["g0"]
    assert [guild["name"] for guild in before.json()] == ["g0"]


async def test_the_application_says_which_privileged_intents_it_has() -> None:
    async with running_sandbox() as small:
        own = await small.bot.get("/applications/@me")
        by_oauth = await small.bot.get("/oauth2/applications/@me")

    assert own.json() == by_oauth.json()
    assert own.json()["id"] == str(small.application.id)
    assert own.json()["owner"]["id"] == str(small.owner.id)
    assert own.json()["flags"] == (1 << 13) | (1 << 15) | (1 << 19)


async def test_the_application_lists_its_redirect_uris() -> None:
    async with running_sandbox() as small:
        none = await small.bot.get("/applications/@me")
        small.application.redirect_uris.append("https://wright.example/auth/callback")
        some = await small.bot.get("/applications/@me")

    assert none.json()["redirect_uris"] == []
    assert some.json()["redirect_uris"] == ["https://wright.example/auth/callback"]


async def test_a_bot_leaves_a_guild_that_it_is_in() -> None:
    async with running_sandbox() as small:
        left = await small.bot.delete(f"/users/@me/guilds/{small.guild.id}")
        again = await small.bot.delete(f"/users/@me/guilds/{small.guild.id}")

        assert small.application.id not in small.guild.members
        assert small.guild.audit_log == []

    assert left.status_code == 204
    assert_missing_access(again)


async def test_the_gateway_is_told_without_a_query_and_with_its_starts() -> None:
    async with running_sandbox() as small:
        answer = await small.bot.get("/gateway/bot")

    assert answer.json()["url"] == small.sandbox.gateway_url
    assert "?" not in answer.json()["url"]
    assert answer.json()["shards"] == 1
    limit = answer.json()["session_start_limit"]
    assert set(limit) == {"total", "remaining", "reset_after", "max_concurrency"}


async def test_a_bot_asks_for_its_own_commands_only() -> None:
    async with running_sandbox() as small:
        other = add_application(small.world, "Other", small.owner.id)
        own = await small.bot.get(f"/applications/{small.application.id}/commands")
        path = f"/applications/{small.application.id}/guilds/{small.guild.id}/commands"
        in_guild = await small.bot.get(path)
        foreign = await small.bot.get(f"/applications/{other.id}/commands")
        unknown = await small.bot.get("/applications/1/commands")

    assert own.json() == in_guild.json() == []
    assert_missing_access(foreign)
    assert_refused(unknown, 404, 10002)
