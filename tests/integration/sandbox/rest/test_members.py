"""/guilds/{id}/members: reading, nicknames, time-outs, kicks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from app.sandbox.seed.building import add_member, add_role, add_user
from app.sandbox.world.members import Member
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import NO_INTENTS
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_access,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox

HANDS = (
    Permission.MANAGE_NICKNAMES
    | Permission.MODERATE_MEMBERS
    | Permission.KICK_MEMBERS
    | Permission.MUTE_MEMBERS
)


def join(small: SmallGuild, name: str, *roles: int) -> Member:
    return add_member(small.world, small.guild, add_user(small.world, name).id, roles=list(roles))


async def edit(small: SmallGuild, member: Member, **body: Any) -> httpx2.Response:
    return await small.bot.patch(f"/guilds/{small.guild.id}/members/{member.user_id}", body)


def after(small: SmallGuild, **delta: float) -> str:
    moment = datetime.fromtimestamp(small.clock.now(), UTC) + timedelta(**delta)
    return moment.isoformat()


async def test_a_member_is_read_with_user_roles_and_join_date() -> None:
    async with running_sandbox() as small:
        member = join(small, "ada")
        member.nick = "Smith"
        path = f"/guilds/{small.guild.id}/members"
        answer = await small.bot.get(f"{path}/{member.user_id}")
        unknown = await small.bot.get(f"{path}/1")
        by_me = await small.bot.get(f"{path}/@me")

    assert answer.json()["user"]["username"] == "ada"
    assert answer.json()["nick"] == "Smith"
    assert answer.json()["joined_at"] == "2026-09-21T14:13:20.000000+00:00"
    assert_refused(unknown, 404, 10007)
    assert_invalid(by_me, "user_id", "NUMBER_TYPE_COERCE")


async def test_members_are_listed_in_pages_by_id() -> None:
    async with running_sandbox() as small:
        ids = [small.owner.id, small.application.id]
        ids += [join(small, f"m{number}").user_id for number in range(3)]
        path = f"/guilds/{small.guild.id}/members"
        one = await small.bot.get(path)
        page = await small.bot.get(path, limit=2, after=ids[1])
        too_many = await small.bot.get(path, limit=1001)

    assert [member["user"]["id"] for member in one.json()] == [str(ids[0])]
    assert [member["user"]["id"] for member in page.json()] == [str(ids[2]), str(ids[3])]
    assert_invalid(too_many, "limit", "NUMBER_TYPE_MAX")


async def test_listing_members_needs_the_privileged_intent() -> None:
    async with running_sandbox() as small:
        small.application.intents = NO_INTENTS
        answer = await small.bot.get(f"/guilds/{small.guild.id}/members")

    assert_missing_access(answer)


async def test_a_nickname_is_given_and_taken() -> None:
    async with running_sandbox(int(HANDS)) as small:
        member = join(small, "ada")
        given = await edit(small, member, nick="Smith")
        taken = await edit(small, member, nick=None)

    assert (given.json()["nick"], taken.json()["nick"]) == ("Smith", None)


async def test_each_field_needs_its_own_permission() -> None:
    async with running_sandbox(int(Permission.KICK_MEMBERS)) as small:
        member = join(small, "ada")
        bodies: list[dict[str, Any]] = [
            {"nick": "x"},
            {"roles": []},
            {"mute": True},
            {"deaf": True},
            {"channel_id": None},
            {"communication_disabled_until": after(small, hours=1)},
        ]
        answers = [await edit(small, member, **body) for body in bodies]

    for answer in answers:
        assert_missing_permissions(answer)


async def test_who_ranks_as_high_or_higher_is_out_of_reach() -> None:
    async with running_sandbox(int(HANDS)) as small:
        above = add_role(small.world, small.guild, "Above")
        peer = join(small, "peer", small.bot_role.id)
        chief = join(small, "chief", above.id)
        owner = small.guild.members[small.owner.id]
        answers = []
        for member in (peer, chief, owner):
            answers.append(await edit(small, member, nick="x"))
            path = f"/guilds/{small.guild.id}/members/{member.user_id}"
            answers.append(await small.bot.delete(path))

    for answer in answers:
        assert_missing_permissions(answer)


async def test_a_time_out_ends_within_28_days_and_spares_administrators() -> None:
    async with running_sandbox(int(HANDS)) as small:
        admin = add_role(small.world, small.guild, "Admin", Permission.ADMINISTRATOR, position=1)
        small.bot_role.position = 2
        member, administrator = join(small, "ada"), join(small, "root", admin.id)
        until = after(small, days=27)
        timed_out = await edit(small, member, communication_disabled_until=until)
        too_long = await edit(small, member, communication_disabled_until=after(small, days=29))
        spared = await edit(small, administrator, communication_disabled_until=until)
        nonsense = await edit(small, member, communication_disabled_until="tomorrow")

    shown = timed_out.json()["communication_disabled_until"]
    assert datetime.fromisoformat(shown) == datetime.fromisoformat(until)
    assert_invalid(too_long, "communication_disabled_until", "COMMUNICATION_DISABLED_TOO_LONG")
    assert_missing_permissions(spared)
    assert_invalid(nonsense, "communication_disabled_until", "DATE_TIME_TYPE_PARSE")


async def test_a_bot_that_is_timed_out_can_do_nothing_until_it_is_over() -> None:
    async with running_sandbox(int(HANDS)) as small:
        member = join(small, "ada")
        small.guild.members[small.application.id].timed_out_until = small.clock.now() + 60
        during = await edit(small, member, nick="x")
        small.clock.advance(61)
        afterwards = await edit(small, member, nick="x")

    assert_missing_permissions(during)
    assert afterwards.status_code == 200


async def test_who_is_not_in_voice_cannot_be_muted() -> None:
    async with running_sandbox(int(HANDS)) as small:
        answer = await edit(small, join(small, "ada"), mute=True)

    assert_refused(answer, 400, 40032)


@pytest.mark.parametrize("allowed", [True, False])
async def test_a_bot_renames_itself_where_it_may(*, allowed: bool) -> None:
    async with running_sandbox(int(HANDS)) as small:
        if not allowed:
            small.guild.everyone.permissions &= ~Permission.CHANGE_NICKNAME
        path = f"/guilds/{small.guild.id}/members/@me"
        answer = await small.bot.patch(path, {"nick": "The Wright"})

    if allowed:
        assert answer.json()["nick"] == "The Wright"
    else:
        assert_missing_permissions(answer)


async def test_a_kicked_member_is_gone() -> None:
    async with running_sandbox(int(HANDS)) as small:
        member = join(small, "ada")
        path = f"/guilds/{small.guild.id}/members/{member.user_id}"
        answer = await small.bot.delete(path)
        gone = await small.bot.get(path)

    assert answer.status_code == 204
    assert_refused(gone, 404, 10007)


async def test_members_are_found_by_the_beginning_of_any_name() -> None:
    async with running_sandbox() as small:
        join(small, "Adalbert")
        join(small, "smith").nick = "ADA the smith"
        shown = join(small, "zoe")
        small.world.users[shown.user_id].global_name = "Ada Zoe"
        join(small, "canada")
        path = f"/guilds/{small.guild.id}/members/search"
        found = await small.bot.get(path, query="aDa", limit=10)
        two = await small.bot.get(path, query="ada", limit=2)
        one = await small.bot.get(path, query="ada")
        none = await small.bot.get(path, query="nobody", limit=10)

    names = [member["user"]["username"] for member in found.json()]
    assert names == ["Adalbert", "smith", "zoe"]
    assert (len(two.json()), len(one.json()), none.json()) == (2, 1, [])


async def test_a_search_needs_something_to_look_for() -> None:
    async with running_sandbox() as small:
        path = f"/guilds/{small.guild.id}/members/search"
        nothing = await small.bot.get(path)
        empty = await small.bot.get(path, query="")
        long = await small.bot.get(path, query="a" * 101)
        too_many = await small.bot.get(path, query="a", limit=1001)

    assert_invalid(nothing, "query", "BASE_TYPE_REQUIRED")
    assert_invalid(empty, "query", "BASE_TYPE_REQUIRED")
    assert_invalid(long, "query", "BASE_TYPE_BAD_LENGTH")
    assert_invalid(too_many, "limit", "NUMBER_TYPE_MAX")
