"""A human adds the bot to a server on the consent page, and the bot hears of it."""

import re
from typing import Any

import pytest

from app.sandbox.seed.building import add_guild, add_member, add_role, add_user
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.membership import managed_role
from app.sandbox.world.operations.role_presence import MAX_ROLES
from app.sandbox.world.permissions import Permission
from app.sandbox.world.roles import Role
from tests.integration.sandbox.oauth.visitor import Visitor, arriving, told
from tests.unit.sandbox.gateway.wire import Client

BOTH = "bot applications.commands"
ASKED = int(Permission.MANAGE_ROLES | Permission.MANAGE_CHANNELS)


def target_of(visitor: Visitor) -> Guild:
    """A server of the owner's without the bot."""
    return add_guild(visitor.place.world, "Target", visitor.place.owner.id)


def keeper_of(visitor: Visitor, guild: Guild, permissions: int = Permission.MANAGE_GUILD) -> int:
    """Somebody called ada with a role of these permissions."""
    ada = add_user(visitor.place.world, "ada", global_name="Ada")
    role = add_role(visitor.place.world, guild, "Keeper", permissions)
    add_member(visitor.place.world, guild, ada.id, roles=[role.id])
    return ada.id


def role_of_bot(visitor: Visitor, guild: Guild) -> Role | None:
    return managed_role(guild, visitor.place.application.id)


def offered(page: str) -> list[str]:
    """The servers that can be chosen."""
    return re.findall(r'<option value="\d+"[^>]*>([^<]*)</option>', page)


async def test_it_asks_who_first_and_then_where_and_what() -> None:
    async with arriving(BOTH, permissions=str(ASKED)) as visitor:
        target = target_of(visitor)
        first = (await visitor.look()).text
        second = (await visitor.decide("continue")).text
        known = (await visitor.look()).text
        back = (await visitor.decide("switch")).text

    assert 'name="user"' in first
    assert 'name="guild"' not in first
    assert offered(second) == offered(known) == [target.name]
    assert re.findall(r'value="(\d+)" checked> ([\w ]+)<', second) == [
        (str(int(Permission.MANAGE_CHANNELS)), "Manage Channels"),
        (str(int(Permission.MANAGE_ROLES)), "Manage Roles"),
    ]
    assert 'value="continue"' in back


async def test_only_servers_that_the_person_manages_and_the_bot_is_not_in_are_offered() -> None:
    async with arriving(BOTH) as visitor:
        world, owner = visitor.place.world, visitor.place.owner.id
        managed, administered = (add_guild(world, name, owner) for name in ("Managed", "Ruled"))
        plain = add_guild(world, "Plain", owner)
        ada = keeper_of(visitor, managed)
        admin = add_role(world, administered, "Admin", Permission.ADMINISTRATOR)
        moderator = add_role(world, plain, "Mod", ~int(Permission.MANAGE_GUILD) & 0xF0)
        add_member(world, administered, ada, roles=[admin.id])
        add_member(world, plain, ada, roles=[moderator.id])
        keeper = add_role(world, visitor.place.guild, "Keeper", Permission.MANAGE_GUILD)
        add_member(world, visitor.place.guild, ada, roles=[keeper.id])

        page = (await visitor.decide("continue", "ada")).text
        refused = [
            await visitor.decide(user="ada", guild=str(guild.id))
            for guild in (plain, visitor.place.guild)
        ]
        assert visitor.place.application.id not in plain.members

    assert offered(page) == ["Managed", "Ruled"]
    assert [answer.status_code for answer in refused] == [400, 400]


async def test_who_manages_nothing_is_told_why_there_is_nothing_to_choose() -> None:
    async with arriving(BOTH) as visitor:
        add_user(visitor.place.world, "drifter", global_name="Drifter")

        page = (await visitor.decide("continue", "drifter")).text
        answer = await visitor.decide(user="drifter")

    assert "There is no server where Drifter may add Wright" in page
    assert "disabled>Authorise" in page
    assert answer.status_code == 400


async def test_the_bot_joins_with_a_managed_role_of_its_name() -> None:
    async with arriving(BOTH, permissions=str(ASKED)) as visitor:
        target = target_of(visitor)
        other = add_role(visitor.place.world, target, "Other")
        sent = told(await visitor.decide(guild=str(target.id)))

        role, bot = role_of_bot(visitor, target), visitor.place.application.id

        assert role is not None
        assert target.members[bot].roles == [role.id]
        assert (role.name, role.permissions, role.managed) == ("Wright", ASKED, True)
        assert (role.position, other.position) == (1, 2)
        assert set(sent) == {"code", "state", "guild_id", "permissions"}
        assert (sent["guild_id"], sent["permissions"]) == (str(target.id), str(ASKED))


async def test_the_code_of_an_invitation_is_good_for_tokens() -> None:
    async with arriving(f"identify {BOTH}", permissions="8") as visitor:
        code = told(await visitor.decide(guild=str(target_of(visitor).id)))["code"]
        answer = await visitor.exchange(code)

    assert answer.json()["scope"] == f"identify {BOTH}"


async def test_the_gateway_tells_the_bot_of_a_server_it_was_added_to() -> None:
    async with arriving(BOTH, permissions="8") as visitor:
        client = _connected(visitor)
        target = target_of(visitor)
        known = len(client.frames)

        await visitor.decide(guild=str(target.id))

        news = client.frames[known:]
        created: dict[str, Any] = news[0]["d"]
        assert news[0]["t"] == "GUILD_CREATE"
        assert (created["id"], created["name"]) == (str(target.id), "Target")
        assert "unavailable" not in created
        assert "Wright" in [role["name"] for role in created["roles"]]


async def test_the_audit_log_says_who_added_the_bot() -> None:
    async with arriving(BOTH, permissions="8") as visitor:
        target = target_of(visitor)
        ada = keeper_of(visitor, target)
        await visitor.decide(user="ada", guild=str(target.id))

        entries = target.audit_log

        assert [entry.action for entry in entries] == [AuditAction.BOT_ADD]
        assert (entries[0].user_id, entries[0].target_id) == (ada, visitor.place.application.id)


async def test_without_permissions_there_is_no_role() -> None:
    async with arriving(BOTH, permissions="0") as visitor:
        target = target_of(visitor)
        page = (await visitor.decide("continue")).text
        await visitor.decide(guild=str(target.id))

        assert visitor.place.application.id in target.members
        assert role_of_bot(visitor, target) is None
        assert "It asks for no permissions" in page


async def test_what_is_not_ticked_is_not_given() -> None:
    async with arriving(BOTH, permissions=str(ASKED)) as visitor:
        some, none = target_of(visitor), target_of(visitor)
        ticked = str(int(Permission.MANAGE_ROLES))
        sent = told(await visitor.decide(guild=str(some.id), boxes="1", permission=[ticked]))
        await visitor.decide(guild=str(none.id), boxes="1")

        role = role_of_bot(visitor, some)

        assert role is not None
        assert (str(role.permissions), sent["permissions"]) == (ticked, ticked)
        assert role_of_bot(visitor, none) is None


async def test_more_than_was_asked_for_is_not_given() -> None:
    async with arriving(BOTH, permissions=str(ASKED)) as visitor:
        target = target_of(visitor)
        boxes = [str(ASKED), str(int(Permission.ADMINISTRATOR))]
        await visitor.decide(guild=str(target.id), boxes="1", permission=boxes)

        role = role_of_bot(visitor, target)

        assert role is not None
        assert role.permissions == ASKED


async def test_bits_that_are_no_permission_are_left_out() -> None:
    async with arriving(BOTH, permissions=str(ASKED | 1 << 62)) as visitor:
        sent = told(await visitor.decide(guild=str(target_of(visitor).id)))

    assert sent["permissions"] == str(ASKED)


async def test_nobody_gives_the_bot_what_they_have_not() -> None:
    async with arriving(BOTH, permissions=str(ASKED)) as visitor:
        target = target_of(visitor)
        keeper_of(visitor, target, Permission.MANAGE_GUILD | Permission.MANAGE_ROLES)
        await visitor.decide(user="ada", guild=str(target.id))

        role = role_of_bot(visitor, target)

        assert role is not None
        assert role.permissions == Permission.MANAGE_ROLES


async def test_a_guild_can_be_preselected_and_changed() -> None:
    async with arriving(BOTH) as visitor:
        target, other = target_of(visitor), target_of(visitor)
        visitor.query["guild_id"] = str(target.id)
        page = (await visitor.decide("continue")).text
        by_default = told(await visitor.decide())
        chosen = told(await visitor.decide(guild=str(other.id)))

    assert f'<option value="{target.id}" selected>' in page
    assert (by_default["guild_id"], chosen["guild_id"]) == (str(target.id), str(other.id))


async def test_a_fixed_guild_keeps_all_others_out() -> None:
    async with arriving(BOTH, disable_guild_select="true") as visitor:
        target, other = target_of(visitor), target_of(visitor)
        visitor.query["guild_id"] = str(target.id)
        add_user(visitor.place.world, "drifter", global_name="Drifter")
        page = (await visitor.decide("continue")).text
        not_theirs = (await visitor.decide("continue", "drifter")).text
        refused = await visitor.decide(guild=str(other.id))
        drifter = await visitor.decide(user="drifter")
        sent = told(await visitor.decide())

        assert visitor.place.application.id not in other.members

    assert "<select" not in page
    assert "Drifter may not add a bot to the server that Wright asks for" in not_theirs
    assert (refused.status_code, drifter.status_code) == (400, 400)
    assert sent["guild_id"] == str(target.id)


@pytest.mark.parametrize("with_role", [True, False])
async def test_authorising_again_changes_what_the_bot_may_do(with_role: bool) -> None:
    async with arriving(BOTH, permissions=str(ASKED)) as visitor:
        guild, bot = visitor.place.guild, visitor.place.application.id
        visitor.query |= {"guild_id": str(guild.id), "disable_guild_select": "true"}
        if not with_role:
            del guild.roles[visitor.place.bot_role.id]
            guild.members[bot].roles = []
        client = _connected(visitor)
        page = (await visitor.decide("continue")).text
        await visitor.decide()

        role = role_of_bot(visitor, guild)

        assert "Wright is in Small Guild already" in page
        assert role is not None
        assert role.permissions == ASKED
        assert guild.members[bot].roles == [role.id]
        assert guild.audit_log == []
        assert client.names[-1] == ("GUILD_ROLE_UPDATE" if with_role else "GUILD_MEMBER_UPDATE")


async def test_without_a_redirect_uri_a_page_says_that_it_is_done() -> None:
    async with arriving(BOTH, permissions="8") as visitor:
        target = target_of(visitor)
        for key in ("redirect_uri", "response_type", "state"):
            del visitor.query[key]
        cancelled = await visitor.decide("cancel")
        absent = visitor.place.application.id not in target.members
        done = await visitor.decide(guild=str(target.id))

        assert visitor.place.application.id in target.members

    assert (cancelled.status_code, absent) == (200, True)
    assert "Wright is in Target now" in done.text


async def test_other_scopes_need_somebody_who_waits_for_the_answer() -> None:
    async with arriving(f"identify {BOTH}") as visitor:
        del visitor.query["redirect_uri"]
        answer = await visitor.look()

    assert answer.status_code == 400
    assert "Invalid OAuth2 redirect_uri" in answer.text


async def test_cancelling_leaves_the_bot_where_it_was() -> None:
    async with arriving(BOTH) as visitor:
        target = target_of(visitor)
        sent = told(await visitor.decide("cancel", guild=str(target.id)))

        assert visitor.place.application.id not in target.members

    assert sent["error"] == "access_denied"


async def test_adding_a_bot_is_asked_each_time() -> None:
    async with arriving(BOTH, prompt="none") as visitor:
        await visitor.decide(guild=str(target_of(visitor).id))
        target_of(visitor)

        answer = await visitor.look()

    assert answer.status_code == 200
    assert offered(answer.text) == ["Target"]


async def test_a_guild_that_is_full_of_roles_takes_no_bot_with_permissions() -> None:
    async with arriving(BOTH, permissions="8") as visitor:
        target = target_of(visitor)
        for number in range(MAX_ROLES - 1):
            add_role(visitor.place.world, target, f"role {number}")
        answer = await visitor.decide(guild=str(target.id))

        assert visitor.place.application.id not in target.members

    assert answer.status_code == 400
    assert "Maximum number of server roles reached" in answer.text


async def test_a_bot_that_goes_takes_its_role_along_and_can_come_again() -> None:
    async with arriving(BOTH, permissions="8") as visitor:
        target, bot = target_of(visitor), visitor.place.application.id
        await visitor.decide(guild=str(target.id))
        client = _connected(visitor)

        left = await visitor.place.bot.delete(f"/users/@me/guilds/{target.id}")

        assert left.status_code == 204
        assert bot not in target.members
        assert list(target.roles) == [target.id]
        assert client.named("GUILD_DELETE") == [{"id": str(target.id)}]
        assert told(await visitor.decide(guild=str(target.id)))["code"]
        assert role_of_bot(visitor, target) is not None


def _connected(visitor: Visitor) -> Client:
    client = Client(visitor.place.sandbox.gateway)
    client.identify(visitor.place.application.token)
    return client
