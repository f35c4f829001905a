"""What a plan is held to, and plans that were kept before it was fingerprinted in columns."""

from dataclasses import replace

import pytest

from app.shared.domain.fingerprint import fingerprint
from app.shared.domain.planning.plan import Basis, Plan, basis_of
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import Coverage, Snapshot, Standing
from tests.support.builders import BOT, a_channel, a_role
from tests.unit.domain.planning.cases import LiveGuild, a_design, the_plan

DESIGN = a_design(a_role("helper"), a_channel("lobby", topic="Hello"))
KEPT = Basis(blueprint="0" * 64, snapshot="0" * 64, bindings="0" * 64, rights="0" * 64)
"""Of before: without a mark."""


@pytest.fixture
def guild() -> LiveGuild:
    return LiveGuild(a_role("helper"), a_channel("lobby"))


def held(guild: LiveGuild, snapshot: Snapshot | None = None, like: Basis | None = None) -> Basis:
    return basis_of(DESIGN, snapshot or guild.snapshot, guild.bindings, None, like)


def kept_before(guild: LiveGuild) -> Plan:
    return replace(the_plan(guild, DESIGN), basis=held(guild, like=KEPT))


@pytest.mark.parametrize("like", [None, KEPT], ids=["now", "before"])
@pytest.mark.parametrize(
    "fields",
    [
        {"role_facts": {}},
        {"channel_facts": {}},
        {"features": frozenset({"COMMUNITY"})},
        {"premium_tier": 2},
        {"coverage": Coverage(sees_all_channels=False)},
    ],
    ids="".join,
)
def test_what_the_guild_is_counts(
    guild: LiveGuild, fields: dict[str, object], like: Basis | None
) -> None:
    other = replace(guild.snapshot, **fields)  # type: ignore[arg-type]

    assert held(guild, other, like).snapshot != held(guild, like=like).snapshot


@pytest.mark.parametrize("like", [None, KEPT], ids=["now", "before"])
def test_how_many_members_there_are_does_not_count(guild: LiveGuild, like: Basis | None) -> None:
    other = replace(guild.snapshot, member_count=9)

    assert held(guild, other, like) == held(guild, like=like)


@pytest.mark.parametrize("like", [None, KEPT], ids=["now", "before"])
def test_what_the_bot_may_do_counts(guild: LiveGuild, like: Basis | None) -> None:
    other = replace(guild.snapshot, bot=Standing(user_id=BOT))

    assert held(guild, other, like).rights != held(guild, like=like).rights


def test_a_plan_that_was_kept_before_keeps_its_hash(guild: LiveGuild) -> None:
    plan = kept_before(guild)

    parts = (plan.guild_id, plan.basis, plan.changes, plan.steps, plan.findings)
    assert plan.hash == fingerprint(*parts)


@pytest.mark.parametrize("before", [False, True], ids=["now", "before"])
def test_a_plan_holds_for_just_the_bindings_it_was_made_with(
    guild: LiveGuild, *, before: bool
) -> None:
    plan = kept_before(guild) if before else the_plan(guild, DESIGN)

    assert plan.basis.holds_for(Bindings(guild.bindings.entries))
    assert not plan.basis.holds_for(guild.bindings.bind(Kind.ROLE, Key("other"), 7))


def test_the_hash_of_a_plan_is_hexadecimal_whatever_its_basis_is_marked_with(
    guild: LiveGuild,
) -> None:
    hashes = {the_plan(guild, DESIGN).hash, kept_before(guild).hash}

    assert len(hashes) == 2
    assert all(len(one) == 64 and int(one, 16) for one in hashes)
