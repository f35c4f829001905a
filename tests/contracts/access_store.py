"""What every store keeps to about rights, reviews and tokens."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from app.shared.application.ports.access_store import Ground
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.grants import Grant, Subject, SubjectKind
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.refusals import GrantNotFound, TokenNotFound
from app.shared.domain.access.reviews import Review, Verdict
from app.shared.domain.access.rights import GrantId, Right
from app.shared.domain.access.tokens import ApiToken, Scope, TokenId
from app.shared.domain.errors import Conflict
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.guilds.presence import GuildPresence
from app.shared.domain.planning.changes import Risk
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.contracts.kept import ELSEWHERE
from tests.support.builders import GUILD, NOON, OWNER

ANN, BEN = UserId(1 << 62), UserId(7)
HASH = "a" * 64
_LONG_ENOUGH = 30
"""Round trips in which somebody who does not wait would have got there first."""


def a_grant(guild_id: GuildId = GUILD, **fields: object) -> Grant:
    grant = Grant(
        guild_id=guild_id,
        subject=Subject(SubjectKind.ROLE, 1 << 61),
        rights=frozenset({Right.DESIGN, Right.VIEW}),
        objects=frozenset({"channel:lobby", "role:helper"}),
        expires_at=NOON + timedelta(days=1),
        granted_by=ANN,
        granted_at=NOON,
        note="For the summer",
    )
    return replace(grant, **fields)  # type: ignore[arg-type]


def a_token(name: str = "CI", **fields: object) -> ApiToken:
    token = ApiToken(
        name=name,
        owner=ANN,
        guild_id=GUILD,
        scopes=frozenset({Scope.READ, Scope.APPLY}),
        created_at=NOON,
        expires_at=NOON + timedelta(days=90),
    )
    return replace(token, **fields)  # type: ignore[arg-type]


def a_review(verdict: Verdict, reviewer: UserId = ANN, **fields: object) -> Review:
    review = Review(
        guild_id=GUILD, plan_hash=HASH, verdict=verdict, reviewer=reviewer, at=NOON, comment="Fine"
    )
    return replace(review, **fields)  # type: ignore[arg-type]


class AccessStoreContract:
    @pytest.fixture
    def begin(self) -> BeginUnitOfWork:
        raise NotImplementedError("the adapter's test class provides this")

    async def _keep(self, begin: BeginUnitOfWork, grant: Grant) -> Grant:
        async with begin() as uow:
            grant_id = await uow.grants.add(grant)
            await uow.commit()
        return replace(grant, id=grant_id)

    async def test_grants_come_back_oldest_first(self, begin: BeginUnitOfWork) -> None:
        first = await self._keep(begin, a_grant())
        second = await self._keep(
            begin,
            a_grant(
                subject=Subject(SubjectKind.USER, BEN),
                objects=frozenset(),
                expires_at=None,
                granted_by=None,
                note="",
            ),
        )
        other = await self._keep(begin, a_grant(ELSEWHERE))

        async with begin() as uow:
            assert first.id != second.id
            assert await uow.grants.list(GUILD) == (first, second)
            assert await uow.grants.get(GUILD, second.id) == second
            assert await uow.grants.list(ELSEWHERE) == (other,)

    async def test_a_grant_of_another_guild_is_not_there(self, begin: BeginUnitOfWork) -> None:
        other = await self._keep(begin, a_grant(ELSEWHERE))

        async with begin() as uow:
            for guild, grant_id in ((GUILD, other.id), (GUILD, GrantId(other.id + 1000))):
                with pytest.raises(GrantNotFound):
                    await uow.grants.get(guild, grant_id)
                with pytest.raises(GrantNotFound):
                    await uow.grants.remove(guild, grant_id)

    async def test_a_removed_grant_is_gone(self, begin: BeginUnitOfWork) -> None:
        grant = await self._keep(begin, a_grant())

        async with begin() as uow:
            await uow.grants.remove(GUILD, grant.id)
            await uow.commit()

        async with begin() as uow:
            assert await uow.grants.list(GUILD) == ()
            with pytest.raises(GrantNotFound):
                await uow.grants.get(GUILD, grant.id)

    async def test_all_that_rights_follow_from_comes_together(self, begin: BeginUnitOfWork) -> None:
        default = Policy(guild_id=GUILD)
        async with begin() as uow:
            assert await uow.grants.ground(GUILD) == Ground(default, (), None)
        first = await self._keep(begin, a_grant())
        second = await self._keep(begin, a_grant())
        await self._keep(begin, a_grant(ELSEWHERE))
        async with begin() as uow:
            assert await uow.grants.ground(GUILD) == Ground(default, (first, second), None)

        policy = Policy(guild_id=GUILD, two_person_from=Risk.HIGH, default_managers=False)
        async with begin() as uow:
            await uow.policies.set(policy)
            await uow.guild_presences.save(
                GuildPresence(
                    guild_id=GUILD, name="Copper", joined_at=NOON, decision=Decision.REFUSED
                )
            )
            await uow.commit()

        async with begin() as uow:
            ground = await uow.grants.ground(GUILD)
            assert ground == Ground(policy, (first, second), Decision.REFUSED)
            elsewhere = await uow.grants.ground(ELSEWHERE)
            assert elsewhere.policy == Policy(guild_id=ELSEWHERE)
            assert (len(elsewhere.grants), elsewhere.decision) == (1, None)

    async def test_the_last_policy_counts(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            assert await uow.policies.of(GUILD) == Policy(guild_id=GUILD)
        for risk in (Risk.DESTRUCTIVE, None, Risk.NONE):
            policy = Policy(guild_id=GUILD, two_person_from=risk, default_managers=risk is None)
            async with begin() as uow:
                await uow.policies.set(policy)
                await uow.commit()

            async with begin() as uow:
                assert await uow.policies.of(GUILD) == policy
                assert await uow.policies.of(ELSEWHERE) == Policy(guild_id=ELSEWHERE)

    async def test_reviews_of_a_plan_come_oldest_first(self, begin: BeginUnitOfWork) -> None:
        said = [
            a_review(Verdict.APPROVE),
            a_review(Verdict.REJECT, BEN, comment=""),
            a_review(Verdict.WITHDRAW),
        ]
        async with begin() as uow:
            for review in said:
                await uow.reviews.add(review)
            await uow.reviews.add(a_review(Verdict.REJECT, plan_hash="b" * 64))
            await uow.reviews.add(a_review(Verdict.REJECT, guild_id=ELSEWHERE))
            await uow.commit()

        async with begin() as uow:
            assert await uow.reviews.of(GUILD, HASH) == tuple(said)
            assert await uow.reviews.of(GUILD, HASH[:10]) == ()

    async def test_who_holds_the_reviews_of_a_plan_is_waited_for(
        self, begin: BeginUnitOfWork
    ) -> None:
        held, asking, told = asyncio.Event(), asyncio.Event(), list[str]()

        async def review() -> None:
            async with begin() as uow:
                await uow.reviews.hold(GUILD, HASH)
                held.set()
                await asking.wait()
                await uow.reviews.add(a_review(Verdict.REJECT))
                for _ in range(_LONG_ENOUGH):
                    await uow.reviews.of(GUILD, HASH)
                told.append("reviewed")
                await uow.commit()

        async def apply() -> tuple[Review, ...]:
            await held.wait()
            async with begin() as uow:
                await uow.reviews.of(GUILD, HASH)
                asking.set()
                await uow.reviews.hold(GUILD, HASH)
                told.append("applying")
                return await uow.reviews.of(GUILD, HASH)

        _, seen = await asyncio.gather(review(), apply())

        assert told == ["reviewed", "applying"]
        assert seen == (a_review(Verdict.REJECT),)

    async def test_other_plans_are_not_waited_for(self, begin: BeginUnitOfWork) -> None:
        async with begin() as one, begin() as other:
            await one.reviews.hold(GUILD, HASH)
            await one.reviews.hold(GUILD, HASH)
            async with asyncio.timeout(5):
                await other.reviews.hold(ELSEWHERE, HASH)
                await other.reviews.hold(GUILD, "b" * 64)

    async def test_tokens_are_found_by_digest_id_and_owner(self, begin: BeginUnitOfWork) -> None:
        plain = a_token("Laptop", guild_id=None, expires_at=None)
        async with begin() as uow:
            older = replace(a_token(), id=await uow.tokens.add(a_token(), "d1"))
            newer = replace(plain, id=await uow.tokens.add(plain, "d2"))
            await uow.tokens.add(a_token(owner=BEN), "d3")
            await uow.commit()

        async with begin() as uow:
            assert await uow.tokens.by_digest("d1") == older
            assert await uow.tokens.by_digest("d") is None
            assert await uow.tokens.get(newer.id) == newer
            assert await uow.tokens.list(ANN) == (newer, older)
            assert await uow.tokens.list(OWNER) == ()
            with pytest.raises(TokenNotFound):
                await uow.tokens.get(TokenId(newer.id + 1000))

    async def test_a_digest_is_taken_once(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            await uow.tokens.add(a_token(), "d1")
            await uow.commit()

        async with begin() as uow:
            with pytest.raises(Conflict):
                await uow.tokens.add(a_token("Other"), "d1")

    async def test_a_token_tells_its_use_and_its_end(self, begin: BeginUnitOfWork) -> None:
        later = NOON + timedelta(hours=1)
        async with begin() as uow:
            token_id = await uow.tokens.add(a_token(), "d1")
            await uow.tokens.used(token_id, later)
            await uow.tokens.revoke(token_id, later)
            await uow.tokens.revoke(token_id, later + timedelta(hours=1))
            await uow.commit()

        async with begin() as uow:
            expected = a_token(id=token_id, last_used_at=later, revoked_at=later)
            assert await uow.tokens.by_digest("d1") == expected
            with pytest.raises(TokenNotFound):
                await uow.tokens.revoke(TokenId(token_id + 1000), later)

    async def test_the_last_visit_of_each_guild_is_known(self, begin: BeginUnitOfWork) -> None:
        later = NOON + timedelta(hours=1)
        async with begin() as uow:
            await uow.visits.record(ANN, GUILD, NOON)
            await uow.visits.record(ANN, GUILD, later)
            await uow.visits.record(ANN, ELSEWHERE, NOON)
            await uow.visits.record(BEN, GUILD, NOON)
            await uow.commit()

        async with begin() as uow:
            assert await uow.visits.last(ANN) == {GUILD: later, ELSEWHERE: NOON}
            assert await uow.visits.last(OWNER) == {}

    async def test_nothing_of_it_is_kept_without_commit(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            await uow.grants.add(a_grant())
            await uow.policies.set(Policy(guild_id=GUILD, two_person_from=Risk.LOW))
            await uow.reviews.add(a_review(Verdict.APPROVE))
            await uow.tokens.add(a_token(), "d1")
            await uow.visits.record(ANN, GUILD, NOON)

        async with begin() as uow:
            assert await uow.grants.ground(GUILD) == Ground(Policy(guild_id=GUILD), (), None)
            assert await uow.reviews.of(GUILD, HASH) == ()
            assert await uow.tokens.list(ANN) == ()
            assert await uow.visits.last(ANN) == {}
