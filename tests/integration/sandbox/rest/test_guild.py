"""GET and PATCH /guilds/{id}."""

from tests.support.sandbox import running_sandbox


async def test_a_guild_is_read_with_its_roles_and_as_plain_json() -> None:
    async with running_sandbox() as small:
        answer = await small.bot.get(f"/guilds/{small.guild.id}")

        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert [role["name"] for role in answer.json()["roles"]] == ["@everyone", "Wright"]
