"""A human lets members in, gives and takes their roles, kicks them, and lets them leave."""

from app.sandbox.seed.building import add_guild, add_member, add_role, add_user
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.events import Event
from app.sandbox.world.members import Member
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.viewer.hands import Page, open_page


def ada_in(page: Page, *roles: int) -> Member:
    user = add_user(page.world, "ada", global_name="Ada")
    return add_member(page.world, page.place.guild, user.id, roles=list(roles))


def heard_by_bots(page: Page) -> list[str]:
    """Names of events, as they come."""
    heard: list[str] = []

    def note(event: Event) -> None:
        heard.append(event.name)

    page.world.subscribe(note)
    return heard


async def test_a_role_is_given_and_taken_and_bots_hear_of_it() -> None:
    async with open_page() as page:
        role = add_role(page.world, page.place.guild, "Helper")
        ada = ada_in(page)
        heard = heard_by_bots(page)
        path = f"{page.guild_path}/members/{ada.user_id}/roles/{role.id}"

        given = await page.http.put(path)
        held = list(ada.roles)
        taken = await page.http.delete(path)

        assert (given.status_code, taken.status_code) == (204, 204)
        assert (held, ada.roles) == ([role.id], [])
        assert heard == ["GUILD_MEMBER_UPDATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"] * 2
        assert page.place.guild.audit_log[-1].user_id == page.place.owner.id


async def test_the_bots_own_role_cannot_be_taken_from_it() -> None:
    async with open_page() as page:
        role = page.place.bot_role.id
        bot = page.place.application.id
        answer = await page.http.delete(f"{page.guild_path}/members/{bot}/roles/{role}")

        assert (answer.status_code, answer.json()["code"]) == (400, 50028)
        assert page.place.guild.members[bot].roles == [role]


async def test_a_member_is_kicked_and_the_log_says_so() -> None:
    async with open_page() as page:
        ada = ada_in(page)
        heard = heard_by_bots(page)
        answer = await page.http.delete(f"{page.guild_path}/members/{ada.user_id}")

        assert answer.status_code == 204
        assert ada.user_id not in page.place.guild.members
        assert page.place.guild.audit_log[-1].action is AuditAction.MEMBER_KICK
        assert heard == ["GUILD_AUDIT_LOG_ENTRY_CREATE", "GUILD_MEMBER_REMOVE"]


async def test_the_bot_is_kicked_and_its_role_goes_with_it() -> None:
    async with open_page() as page:
        bot, role = page.place.application.id, page.place.bot_role.id
        ada = ada_in(page)
        page.place.general.overwrites.clear()
        heard = heard_by_bots(page)
        answer = await page.http.delete(f"{page.guild_path}/members/{bot}")

        assert answer.status_code == 204
        assert set(page.place.guild.members) == {page.place.owner.id, ada.user_id}
        assert role not in page.place.guild.roles
        assert heard[1:] == ["GUILD_MEMBER_REMOVE", "GUILD_DELETE", "GUILD_ROLE_DELETE"]


async def test_a_member_leaves_without_a_word_in_the_log() -> None:
    async with open_page() as page:
        ada = ada_in(page)
        answer = await page.http.post(f"{page.guild_path}/members/{ada.user_id}/leave")

        assert answer.status_code == 204
        assert ada.user_id not in page.place.guild.members
        assert page.place.guild.audit_log == []


async def test_the_owner_can_neither_leave_nor_be_kicked() -> None:
    async with open_page() as page:
        path = f"{page.guild_path}/members/{page.place.owner.id}"
        left, kicked = await page.http.post(f"{path}/leave"), await page.http.delete(path)

        assert (left.status_code, left.json()["code"]) == (400, 50055)
        assert (kicked.status_code, kicked.json()["code"]) == (403, 50013)
        assert page.place.owner.id in page.place.guild.members


async def test_somebody_is_let_in_once_and_without_roles() -> None:
    async with open_page() as page:
        user = add_user(page.world, "ada")
        form = {"user_id": str(user.id)}
        came = await page.http.post(f"{page.guild_path}/members", json=form)
        again = await page.http.post(f"{page.guild_path}/members", json=form)

        assert (came.status_code, came.json()["user"]["username"]) == (201, "ada")
        assert page.place.guild.members[user.id].roles == []
        assert again.status_code == 400


async def test_bots_and_strangers_are_not_let_in_by_hand() -> None:
    async with open_page() as page:
        other = add_guild(page.world, "Other", page.place.owner.id)
        path = f"/sandbox/guilds/{other.id}/members"
        bot = await page.http.post(path, json={"user_id": str(page.place.application.id)})
        nobody = await page.http.post(path, json={})

        assert (bot.status_code, nobody.status_code) == (404, 404)
        assert set(other.members) == {page.place.owner.id}


async def test_everybody_is_listed_with_what_they_are_where() -> None:
    async with open_page() as page:
        keeper = add_role(page.world, page.place.guild, "Keeper", Permission.MANAGE_GUILD)
        ada_in(page, keeper.id)
        add_user(page.world, "drifter")

        said = (await page.http.get("/sandbox/people")).json()

    standings = {
        person["username"]: [place["standing"] for place in person["guilds"]] for person in said
    }
    assert standings == {"olive": ["owner"], "ada": ["manages the server"], "drifter": []}
    assert [person["name"] for person in said] == ["Olive", "Ada", "drifter"]
