"""Who sees which page."""

import json
import re

import pytest

from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.web_sessions import JoinedGuild
from app.shared.domain.access.rights import Right
from app.shared.domain.permissions.bits import MANAGE_GUILD
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.web.pages.router import ROUTES
from tests.support.builders import BOT, GUILD, OWNER
from tests.support.fakes.bot_presence import FakeBotPresence
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.guild_gateway import FakeGateway
from tests.support.fakes.memberships import FakeMemberships
from tests.support.memberships import a_membership
from tests.support.people import a_grant, to_user
from tests.support.web import Web, a_user, web_over_fakes, web_settings

OPEN = {"/", "/first-run"}
MEMBER, STRANGER = UserId(7), UserId(8)


def with_ids(path: str) -> str:
    ids = {"{guild_id}": str(GUILD), "{hash}": "9c1f02ab", "{run_id}": "0123456789abcdef"}
    for name, value in ids.items():
        path = path.replace(name, value)
    return path


PAGES = sorted(
    {
        "/servers", "/sessions", "/tokens", "/system", "/g/{guild_id}", "/g/{guild_id}/designer",
        "/g/{guild_id}/plans", "/g/{guild_id}/plans/{hash}", "/g/{guild_id}/runs",
        "/g/{guild_id}/runs/{run_id}", "/g/{guild_id}/history", "/g/{guild_id}/permissions",
        "/g/{guild_id}/access", "/g/{guild_id}/activity", "/g/{guild_id}/welcome",
        "/g/{guild_id}/drift",
    }
)  # fmt: skip
OF_GUILD = [page for page in PAGES if page.startswith("/g/") and not page.endswith("/welcome")]
JOINED = JoinedGuild(id=GUILD, name="Copper Guild", icon=None, may_manage=True)


def a_web() -> Web:
    """One guild with its owner, a manager and a member who may do nothing."""
    web = web_over_fakes(web_settings(operators="42"))
    gateway, memberships = web.container.gateway(), web.container.memberships()
    assert isinstance(gateway, FakeGateway)
    assert isinstance(memberships, FakeMemberships)
    gateway.add_guild(GUILD, OWNER, BOT)
    memberships.put(a_membership(OWNER, owner=True))
    memberships.put(a_membership(MEMBER))
    memberships.put(a_membership(UserId(9), permissions=MANAGE_GUILD))
    return web


@pytest.mark.parametrize("page", PAGES)
async def test_every_page_wants_a_signed_in_person_and_remembers_where_they_wanted_to_go(
    page: str,
) -> None:
    path = with_ids(page)

    async with a_web().client() as client:
        answer = await client.get(f"{path}?a=b&c=d")

    assert answer.status_code == 303
    assert answer.headers["location"] == (
        f"/sign-in?next={path.replace('/', '%2F')}%3Fa%3Db%26c%3Dd"
    )


@pytest.mark.parametrize("page", PAGES)
async def test_the_owner_sees_every_page(page: str) -> None:
    async with a_web().signed_in(a_user(OWNER), guilds=(JOINED,)) as client:
        answer = await client.get(with_ids(page))

    assert answer.status_code == 200, answer.text
    assert "<h1" in answer.text


@pytest.mark.parametrize("page", OF_GUILD)
@pytest.mark.parametrize("user", [STRANGER, MEMBER])
async def test_whoever_may_not_look_at_a_guild_sees_none_of_its_pages(
    page: str, user: UserId
) -> None:
    async with a_web().signed_in(a_user(user), guilds=(JOINED,)) as client:
        answer = await client.get(with_ids(page))
        of_another = await client.get(with_ids(page).replace(str(GUILD), "4711"))

    assert answer.status_code in {403, 404}
    assert of_another.status_code == 404
    assert 'id="page"' not in answer.text


async def test_to_a_stranger_a_guild_does_not_exist() -> None:
    async with a_web().signed_in(a_user(STRANGER)) as client:
        there = await client.get(f"/g/{GUILD}")
        nowhere = await client.get("/g/4711")

    assert there.status_code == nowhere.status_code == 404
    assert _without_reference(there.text) == _without_reference(nowhere.text)


@pytest.mark.parametrize("user", [STRANGER, MEMBER])
async def test_who_may_not_see_a_page_is_told_as_whom_and_signs_in_as_somebody_else(
    user: UserId,
) -> None:
    async with a_web().signed_in(a_user(user, "mara")) as client:
        there = await client.get(f"/g/{GUILD}/plans/9c1f02ab?show=all")
        other = await client.get(f"/g/{GUILD}/plans/0000aaaa?show=all")
        nowhere = await client.get("/nowhere")

    assert "You are signed in as Mara (@mara)." in there.text
    way = f"/sign-in?again=yes&amp;next=/g/{GUILD}/plans/9c1f02ab%3Fshow%3Dall"
    assert f'href="{way}"' in there.text
    assert there.status_code == other.status_code
    same = other.text.replace("0000aaaa", "9c1f02ab")
    assert _without_reference(there.text) == _without_reference(same)
    assert "Sign in as somebody else" not in nowhere.text


@pytest.mark.parametrize("id", ["abc", "1e3", "-1", "9" * 30, str(1 << 63), "%D9%A1", "0x10"])
async def test_what_is_no_id_names_no_guild(id: str) -> None:
    async with a_web().signed_in(a_user(OWNER)) as client:
        answer = await client.get(f"/g/{id}")

    assert answer.status_code == 404


async def test_the_system_page_is_for_operators_and_gives_no_right_in_a_guild() -> None:
    web = a_web()

    async with web.signed_in(a_user(UserId(9))) as manager:
        hidden = await manager.get("/system")
    async with web_over_fakes(web_settings(operators="9")).signed_in(a_user(9)) as operator:
        shown = await operator.get("/system")
        elsewhere = await operator.get(f"/g/{GUILD}")

    assert hidden.status_code == 404
    assert shown.status_code == 200
    assert elsewhere.status_code == 404


async def test_the_way_from_an_invitation_is_for_who_may_manage_there() -> None:
    web = a_web()
    mere = JoinedGuild(id=GuildId(5), name="Elsewhere", icon=None, may_manage=False)
    own = JoinedGuild(id=GuildId(6), name="My own", icon="abc", may_manage=True)

    async with web.signed_in(a_user(STRANGER), guilds=(mere, own)) as client:
        statuses = [(await client.get(f"/g/{number}/welcome")).status_code for number in (5, 6, 7)]
        page = await client.get("/g/6/welcome")

    assert statuses == [404, 200, 404]
    assert "My own" in page.text
    assert 'class="tab"' not in page.text


async def test_a_page_of_a_guild_is_a_visit() -> None:
    web = a_web()

    async with web.signed_in(a_user(OWNER)) as client:
        await client.get(f"/g/{GUILD}/runs")
        await client.get("/servers")

    visits = await web.container.last_visits()(OWNER)
    assert set(visits) == {GUILD}


async def test_the_header_tells_how_the_bot_is_or_that_nobody_knows() -> None:
    web = a_web()
    presence, clock = web.container.bot_presence(), web.container.clock()
    assert isinstance(presence, FakeBotPresence)
    assert isinstance(clock, FakeClock)

    async with web.signed_in(a_user(OWNER)) as client:
        offline = await client.get("/servers")
        await presence.report(BotState(online=True, latency_ms=32))
        clock.advance(1)
        online = await client.get("/servers")
        presence.broken = True
        clock.advance(1)
        unknown = await client.get("/servers")

    assert "bot offline" in offline.text
    assert "bot 32 ms" in online.text
    assert "bot unknown" in unknown.text


async def test_names_that_people_chose_are_text_and_nothing_else() -> None:
    evil = '"><script>alert(1)</script>'
    guild = JoinedGuild(id=GUILD, name=evil, icon='x" onerror="alert(1)', may_manage=True)

    async with a_web().signed_in(a_user(1, name=evil), guilds=(guild,)) as client:
        answer = await client.get(f"/g/{GUILD}/welcome")

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert '" onerror="' not in answer.text


def test_no_page_is_forgotten_here() -> None:
    assert {route.path for route in ROUTES} == OPEN | set(PAGES)


def _without_reference(text: str) -> str:
    return re.sub(r'<code id="reference">[0-9a-f]+</code>|next=[^"]+', "", text)


@pytest.mark.parametrize(("page", "open_one"), [("runs", "Runs"), ("plans/9c1f02ab", "Plans")])
async def test_tabs_lead_into_the_pages_own_guild_and_name_the_open_one(
    page: str, open_one: str
) -> None:
    async with a_web().signed_in(a_user(OWNER)) as client:
        text = (await client.get(f"/g/{GUILD}/{page}")).text

    tabs = re.findall(r'<a class="tab" href="([^"]+)"( aria-current="page")?>([^<]+)</a>', text)
    assert len(tabs) == 8
    assert all(to == f"/g/{GUILD}" or to.startswith(f"/g/{GUILD}/") for to, _, _ in tabs)
    assert [label for _, is_open, label in tabs if is_open] == [open_one]


@pytest.mark.parametrize("objects", [frozenset[str](), frozenset({"channel:o'hall", "role:a"})])
async def test_the_designer_is_told_what_the_right_to_design_is_limited_to(
    objects: frozenset[str],
) -> None:
    web = a_web()
    async with web.container.begin()() as uow:
        await uow.grants.add(a_grant(to_user(MEMBER), Right.DESIGN, objects=objects))
        await uow.commit()

    async with web.signed_in(a_user(MEMBER)) as client:
        text = (await client.get(f"/g/{GUILD}/designer")).text

    told = re.search(r"data-objects='([^']+)'", text)
    assert (json.loads(told[1]) if told else []) == sorted(objects)
