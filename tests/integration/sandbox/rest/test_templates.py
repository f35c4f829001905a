"""Guild templates, to read."""

import httpx2

from app.sandbox.seed.building import add_channel, add_role
from app.sandbox.seed.templates import add_template
from app.sandbox.world.channels import ChannelType, Overwrite, OverwriteType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import assert_missing_permissions, assert_refused
from tests.support.sandbox import USER_AGENT, running_sandbox


async def test_a_template_holds_the_structure_under_running_numbers() -> None:
    async with running_sandbox() as small:
        world, guild = small.world, small.guild
        role = add_role(world, guild, "Smith", 1024, color=7)
        top = add_channel(world, guild, "Top", ChannelType.CATEGORY)
        child = add_channel(world, guild, "child", parent_id=top.id)
        child.overwrites = {
            role.id: Overwrite(role.id, OverwriteType.ROLE, allow=2048),
            small.owner.id: Overwrite(small.owner.id, OverwriteType.MEMBER, allow=1),
        }
        guild.system_channel_id = child.id
        add_template(world, guild, "hot-copper", "Copper")
        answer = await small.bot.get(f"/guilds/{guild.id}/templates")

    template = answer.json()[0]
    found = template["serialized_source_guild"]
    assert (template["code"], template["source_guild_id"]) == ("hot-copper", str(guild.id))
    assert template["creator"]["username"] == "olive"
    assert [(each["id"], each["name"]) for each in found["roles"]] == [
        (0, "@everyone"),
        (1, "Smith"),
    ]
    assert [(each["id"], each["name"], each["parent_id"]) for each in found["channels"]] == [
        (1, "general", None),
        (2, "Top", None),
        (3, "child", "2"),
    ]
    assert found["channels"][2]["permission_overwrites"] == [
        {"id": "1", "type": 0, "allow": "2048", "deny": "0"}
    ]
    assert found["system_channel_id"] == "3"


async def test_whoever_knows_the_code_may_read_it_without_a_token() -> None:
    async with running_sandbox() as small:
        add_template(small.world, small.guild, "hot-copper", "Copper")
        async with httpx2.AsyncClient(trust_env=False, verify=False) as client:
            url = f"{small.sandbox.api}/guilds/templates/hot-copper"
            answer = await client.get(url, headers={"User-Agent": USER_AGENT})
        unknown = await small.bot.get("/guilds/templates/cold-copper")

    assert answer.json()["name"] == "Copper"
    assert_refused(unknown, 404, 10057)


async def test_listing_them_needs_manage_guild() -> None:
    async with running_sandbox(int(Permission.MANAGE_ROLES)) as small:
        answer = await small.bot.get(f"/guilds/{small.guild.id}/templates")

    assert_missing_permissions(answer)
