"""Who is let through, and what the others are told."""

from dataclasses import replace

import pytest

from app.shared.application.ports.guild_gateway import DiscordUnavailable, GuildNotFound
from app.shared.domain.access.refusals import AccessDenied, ScopeMissing
from app.shared.domain.access.rights import EVERYTHING, WHOLE_GUILD, Right
from app.shared.domain.access.tokens import ApiToken, Scope
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.builders import GUILD, NOON, OWNER
from tests.support.court import Court

NOWHERE = GuildId(404)


@pytest.fixture
def court() -> Court:
    return Court()


def a_token(court: Court, *scopes: Scope, **fields: object) -> ApiToken:
    token = ApiToken(name="CI", owner=court.admin, scopes=frozenset(scopes), created_at=NOON)
    return replace(token, **fields)  # type: ignore[arg-type]


async def test_those_who_run_the_server_pass_everywhere(court: Court) -> None:
    for user in (OWNER, court.admin, court.manager):
        for right in Right:
            assert (await court.gate.require(GUILD, user, right)).held == EVERYTHING


async def test_a_member_without_the_right_is_told_who_gives_it(court: Court) -> None:
    court.to(court.ann, Right.DESIGN)

    await court.gate.require(GUILD, court.ann, Right.VIEW)
    with pytest.raises(AccessDenied) as caught:
        await court.gate.require(GUILD, court.ann, Right.APPLY)

    assert caught.value.message == "You may not apply plans in this server."
    assert "owner" in caught.value.remedy
    assert '"Apply plans"' in caught.value.remedy


async def test_who_is_not_in_a_guild_cannot_tell_it_from_one_that_is_not_there(
    court: Court,
) -> None:
    told = []
    for guild, user in ((GUILD, UserId(999)), (NOWHERE, OWNER)):
        with pytest.raises(GuildNotFound) as caught:
            await court.gate.require(guild, user, Right.VIEW)
        told.append((caught.value.message, caught.value.remedy, caught.value.code))

    assert told[0] == told[1]


async def test_trouble_with_discord_lets_nobody_through(court: Court) -> None:
    court.gateway.read_errors.append(DiscordUnavailable("No answer."))

    with pytest.raises(DiscordUnavailable):
        await court.gate.require(GUILD, OWNER, Right.VIEW)


async def test_a_lost_role_is_a_lost_right(court: Court) -> None:
    court.guild.members[court.manager] = set()

    with pytest.raises(AccessDenied):
        await court.gate.require(GUILD, court.manager, Right.VIEW)


async def test_limited_rights_reach_as_far_as_their_objects(court: Court) -> None:
    court.save_design()
    court.to(court.ann, Right.DESIGN, objects=frozenset({"channel:desk"}))

    rights = await court.gate.require(GUILD, court.ann, Right.DESIGN)
    await court.gate.require(GUILD, court.ann, Right.DESIGN, ["channel:desk", "channel:lobby"])
    with pytest.raises(AccessDenied, match='role "helper"'):
        await court.gate.require(GUILD, court.ann, Right.DESIGN, ["channel:lobby", "role:helper"])

    assert rights.objects_of(Right.DESIGN) == {"channel:desk"}
    assert await court.gate.limits(GUILD, f"user:{court.ann}", Right.DESIGN) == {"channel:desk"}


async def test_the_operator_of_the_host_is_limited_by_nothing(court: Court) -> None:
    assert await court.gate.limits(GUILD, "operator", Right.DESIGN) == WHOLE_GUILD
    assert await court.gate.limits(GUILD, f"user:{OWNER}", Right.DESIGN) == WHOLE_GUILD
    with pytest.raises(AccessDenied):
        await court.gate.limits(GUILD, f"user:{court.ann}", Right.DESIGN)


class TestTokens:
    async def test_a_token_lets_through_its_scopes(self, court: Court) -> None:
        token = a_token(court, Scope.PLAN)

        rights = await court.gate.require(GUILD, court.admin, Right.DESIGN, token=token)

        assert rights.held == {Right.VIEW, Right.DESIGN}
        with pytest.raises(ScopeMissing):
            await court.gate.require(GUILD, court.admin, Right.APPLY, token=token)

    async def test_it_never_does_more_than_its_owner_may_now(self, court: Court) -> None:
        token = a_token(court, *Scope)
        court.guild.members[court.admin] = set()

        with pytest.raises(AccessDenied):
            await court.gate.require(GUILD, court.admin, Right.APPLY, token=token)

    async def test_in_other_guilds_it_is_good_for_nothing(self, court: Court) -> None:
        mine, other = (a_token(court, *Scope, guild_id=g) for g in (GUILD, NOWHERE))

        await court.gate.require(GUILD, court.admin, Right.APPLY, token=mine)
        with pytest.raises(GuildNotFound):
            await court.gate.require(GUILD, court.admin, Right.APPLY, token=other)

    async def test_it_is_good_for_nobody_else(self, court: Court) -> None:
        with pytest.raises(GuildNotFound):
            await court.gate.require(GUILD, OWNER, Right.APPLY, token=a_token(court, *Scope))


async def test_asking_costs_one_question_to_discord(court: Court) -> None:
    reads = court.gateway.reads

    await court.gate.require(GUILD, court.admin, Right.APPLY)

    assert court.gateway.reads == reads + 1
