from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, delete, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from app.shared.application.ports.access_store import Grants, Ground, Policies, Reviews, Visits
from app.shared.domain.access.grants import Grant, Subject, SubjectKind
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.refusals import GrantNotFound
from app.shared.domain.access.reviews import Review, Verdict
from app.shared.domain.access.rights import GrantId, Right
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.language.saying import say
from app.shared.domain.planning.changes import Risk
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import (
    grants,
    guild_presences,
    policies,
    reviews,
    visits,
)

_ASKED = select(bindparam("guild_id", type_=BigInteger).label("asked_id")).subquery()
_GROUND = (
    select(
        _ASKED,
        grants,
        policies.c.two_person_from,
        policies.c.default_managers,
        guild_presences.c.decision,
    )
    .select_from(
        _ASKED.outerjoin(grants, grants.c.guild_id == _ASKED.c.asked_id)
        .outerjoin(policies, policies.c.guild_id == _ASKED.c.asked_id)
        .outerjoin(guild_presences, guild_presences.c.guild_id == _ASKED.c.asked_id)
    )
    .order_by(grants.c.id)
)
"""One row without a grant, or one for each; the columns of the others are the same in all."""

_REVIEWS_OF = (
    select(reviews)
    .where(
        reviews.c.guild_id == bindparam("guild_id"), reviews.c.plan_hash == bindparam("plan_hash")
    )
    .order_by(reviews.c.id)
)


class SqlGrants(Grants):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, grant: Grant) -> GrantId:
        statement = (
            insert(grants)
            .values(
                guild_id=grant.guild_id,
                subject_kind=grant.subject.kind,
                subject_id=grant.subject.id,
                rights=sorted(grant.rights),
                objects=sorted(grant.objects),
                expires_at=grant.expires_at,
                granted_by=grant.granted_by,
                granted_at=grant.granted_at,
                note=grant.note,
            )
            .returning(grants.c.id)
        )
        return GrantId(await self._statements.scalar(statement))

    async def get(self, guild_id: GuildId, id: GrantId) -> Grant:
        query = select(grants).where(grants.c.guild_id == guild_id, grants.c.id == id)
        if (row := await self._statements.one_or_none(query)) is None:
            raise _grant_not_found()
        return _grant(row)

    async def list(self, guild_id: GuildId) -> tuple[Grant, ...]:
        query = select(grants).where(grants.c.guild_id == guild_id).order_by(grants.c.id)
        return tuple(map(_grant, await self._statements.all(query)))

    async def ground(self, guild_id: GuildId) -> Ground:
        rows = await self._statements.all(_GROUND, {"guild_id": guild_id})
        policy = _policy(guild_id, None if rows[0].default_managers is None else rows[0])
        return Ground(
            policy=policy,
            grants=tuple(_grant(row) for row in rows if row.id is not None),
            decision=None if rows[0].decision is None else Decision(rows[0].decision),
        )

    async def remove(self, guild_id: GuildId, id: GrantId) -> None:
        gone = await self._statements.execute(
            delete(grants).where(grants.c.guild_id == guild_id, grants.c.id == id)
        )
        if not gone:
            raise _grant_not_found()


class SqlPolicies(Policies):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def of(self, guild_id: GuildId) -> Policy:
        query = select(policies).where(policies.c.guild_id == guild_id)
        return _policy(guild_id, await self._statements.one_or_none(query))

    async def set(self, policy: Policy) -> None:
        columns = {
            "two_person_from": policy.two_person_from,
            "default_managers": policy.default_managers,
        }
        await self._statements.execute(
            upsert(policies)
            .values(guild_id=policy.guild_id, **columns)
            .on_conflict_do_update(index_elements=["guild_id"], set_=columns)
        )


class SqlReviews(Reviews):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, review: Review) -> None:
        await self._statements.execute(
            insert(reviews).values(
                guild_id=review.guild_id,
                plan_hash=review.plan_hash,
                verdict=review.verdict,
                reviewer=review.reviewer,
                at=review.at,
                comment=review.comment,
            )
        )

    async def of(self, guild_id: GuildId, plan_hash: str) -> tuple[Review, ...]:
        values = {"guild_id": guild_id, "plan_hash": plan_hash}
        return tuple(map(_review, await self._statements.all(_REVIEWS_OF, values)))

    async def hold(self, guild_id: GuildId, plan_hash: str) -> None:
        # Let go with the transaction. Two plans that share a number wait for each other in vain,
        # which harms nobody.
        number = func.hashtextextended(f"review {guild_id} {plan_hash}", 0)
        await self._statements.all(select(func.pg_advisory_xact_lock(number)))


class SqlVisits(Visits):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def record(self, user_id: UserId, guild_id: GuildId, at: datetime) -> None:
        await self._statements.execute(
            upsert(visits)
            .values(user_id=user_id, guild_id=guild_id, at=at)
            .on_conflict_do_update(index_elements=["user_id", "guild_id"], set_={"at": at})
        )

    async def last(self, user_id: UserId) -> Mapping[GuildId, datetime]:
        query = select(visits).where(visits.c.user_id == user_id)
        return {GuildId(row.guild_id): row.at for row in await self._statements.all(query)}


def _grant_not_found() -> GrantNotFound:
    return GrantNotFound(
        say("There is no such grant in this server."),
        remedy=say("It may have been revoked: reload."),
    )


def _grant(row: Row[Any]) -> Grant:
    return Grant(
        id=GrantId(row.id),
        guild_id=GuildId(row.guild_id),
        subject=Subject(SubjectKind(row.subject_kind), row.subject_id),
        rights=frozenset(Right(right) for right in row.rights),
        objects=frozenset(row.objects),
        expires_at=row.expires_at,
        granted_by=None if row.granted_by is None else UserId(row.granted_by),
        granted_at=row.granted_at,
        note=row.note,
    )


def _policy(guild_id: GuildId, row: Row[Any] | None) -> Policy:
    if row is None:
        return Policy(guild_id=guild_id)
    risk = row.two_person_from
    return Policy(
        guild_id=guild_id,
        two_person_from=None if risk is None else Risk(risk),
        default_managers=row.default_managers,
    )


def _review(row: Row[Any]) -> Review:
    return Review(
        guild_id=GuildId(row.guild_id),
        plan_hash=row.plan_hash,
        verdict=Verdict(row.verdict),
        reviewer=UserId(row.reviewer),
        at=row.at,
        comment=row.comment,
    )
