"""What is kept about who may do what, in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.shared.application.ports.access_store import (
    Grants,
    Ground,
    Policies,
    Reviews,
    Tokens,
    Visits,
)
from app.shared.domain.access.grants import Grant
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.refusals import GrantNotFound, TokenNotFound
from app.shared.domain.access.reviews import Review
from app.shared.domain.access.rights import GrantId
from app.shared.domain.access.tokens import ApiToken, TokenId
from app.shared.domain.errors import Conflict
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.fakes.tables import Tables, Work


class InMemoryGrants(Grants):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(self, grant: Grant) -> GrantId:
        grant_id = GrantId(self._work.next_id())

        def add(tables: Tables) -> None:
            tables.grants[grant_id] = replace(grant, id=grant_id)

        await self._work.do(add)
        return grant_id

    async def get(self, guild_id: GuildId, id: GrantId) -> Grant:
        return self._grant(await self._work.read(), guild_id, id)

    async def list(self, guild_id: GuildId) -> tuple[Grant, ...]:
        grants = (await self._work.read()).grants
        return tuple(one for _, one in sorted(grants.items()) if one.guild_id == guild_id)

    async def ground(self, guild_id: GuildId) -> Ground:
        tables = await self._work.read()
        presence = tables.guild_presences.get(guild_id)
        return Ground(
            policy=tables.policies.get(guild_id, Policy(guild_id=guild_id)),
            grants=await self.list(guild_id),
            decision=None if presence is None else presence.decision,
        )

    async def remove(self, guild_id: GuildId, id: GrantId) -> None:
        def remove(tables: Tables) -> None:
            self._grant(tables, guild_id, id)
            del tables.grants[id]

        await self._work.do(remove)

    @staticmethod
    def _grant(tables: Tables, guild_id: GuildId, id: GrantId) -> Grant:
        grant = tables.grants.get(id)
        if grant is None or grant.guild_id != guild_id:
            raise GrantNotFound("There is no such grant in this guild.")
        return grant


class InMemoryPolicies(Policies):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def of(self, guild_id: GuildId) -> Policy:
        return (await self._work.read()).policies.get(guild_id, Policy(guild_id=guild_id))

    async def set(self, policy: Policy) -> None:
        def store(tables: Tables) -> None:
            tables.policies[policy.guild_id] = policy

        await self._work.do(store)


class InMemoryReviews(Reviews):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(self, review: Review) -> None:
        await self._work.do(lambda tables: tables.reviews.append(review))

    async def of(self, guild_id: GuildId, plan_hash: str) -> tuple[Review, ...]:
        return tuple(
            review
            for review in (await self._work.read()).reviews
            if (review.guild_id, review.plan_hash) == (guild_id, plan_hash)
        )

    async def hold(self, guild_id: GuildId, plan_hash: str) -> None:
        await self._work.hold(f"review {guild_id} {plan_hash}")


class InMemoryTokens(Tokens):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(self, token: ApiToken, digest: str) -> TokenId:
        token_id = TokenId(self._work.next_id())

        def add(tables: Tables) -> None:
            if any(taken == digest for _, taken in tables.tokens.values()):
                raise Conflict("There is a token with this digest.")
            tables.tokens[token_id] = (replace(token, id=token_id), digest)

        await self._work.do(add)
        return token_id

    async def get(self, id: TokenId) -> ApiToken:
        return self._row(await self._work.read(), id)[0]

    async def by_digest(self, digest: str) -> ApiToken | None:
        rows = (await self._work.read()).tokens.values()
        return next((token for token, taken in rows if taken == digest), None)

    async def list(self, owner: UserId) -> tuple[ApiToken, ...]:
        rows = (await self._work.read()).tokens
        mine = (rows[number][0] for number in sorted(rows, reverse=True))
        return tuple(token for token in mine if token.owner == owner)

    async def used(self, id: TokenId, at: datetime) -> None:
        def use(tables: Tables) -> None:
            if id in tables.tokens:
                token, digest = tables.tokens[id]
                tables.tokens[id] = (replace(token, last_used_at=at), digest)

        await self._work.do(use)

    async def revoke(self, id: TokenId, at: datetime) -> None:
        def revoke(tables: Tables) -> None:
            token, digest = self._row(tables, id)
            tables.tokens[id] = (replace(token, revoked_at=token.revoked_at or at), digest)

        await self._work.do(revoke)

    @staticmethod
    def _row(tables: Tables, id: TokenId) -> tuple[ApiToken, str]:
        if (row := tables.tokens.get(id)) is None:
            raise TokenNotFound("There is no such token.")
        return row


class InMemoryVisits(Visits):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def record(self, user_id: UserId, guild_id: GuildId, at: datetime) -> None:
        def record(tables: Tables) -> None:
            tables.visits[user_id, guild_id] = at

        await self._work.do(record)

    async def last(self, user_id: UserId) -> Mapping[GuildId, datetime]:
        visits = (await self._work.read()).visits
        return {guild: at for (user, guild), at in visits.items() if user == user_id}
