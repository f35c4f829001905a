"""The trail and the names of people, in memory."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.shared.application.ports.known_users import KnownUser, KnownUsers
from app.shared.application.ports.trail import Trail, TrailEntry, TrailQuery
from app.shared.domain.fingerprint import plain
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.fakes.tables import Tables, Work


class InMemoryTrail(Trail):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(self, entry: TrailEntry) -> None:
        kept = replace(entry, id=self._work.next_id())
        await self._work.do(lambda tables: tables.trail.append(kept))

    async def add_all(self, entries: Iterable[TrailEntry]) -> None:
        for entry in entries:
            await self.add(entry)

    async def list(self, guild_id: GuildId, limit: int = 100) -> tuple[TrailEntry, ...]:
        return await self.page(guild_id, TrailQuery(limit=limit))

    async def page(self, guild_id: GuildId, query: TrailQuery) -> tuple[TrailEntry, ...]:
        entries = [e for e in (await self._work.read()).trail if e.guild_id == guild_id]
        wanted = [entry for entry in reversed(entries) if _is_wanted(entry, query)]
        return tuple(wanted[: query.limit])

    async def known(
        self, guild_id: GuildId, action: str, subjects: Iterable[str]
    ) -> frozenset[str]:
        entries = (await self._work.read()).trail
        noted = {e.subject for e in entries if (e.guild_id, e.action) == (guild_id, action)}
        return frozenset(noted.intersection(subjects))

    async def known_of(
        self, action: str, subjects: Iterable[tuple[GuildId, str]]
    ) -> frozenset[tuple[GuildId, str]]:
        entries = (await self._work.read()).trail
        noted = {(e.guild_id, e.subject) for e in entries if e.action == action}
        return frozenset(one for one in subjects if one in noted)


def _is_wanted(entry: TrailEntry, query: TrailQuery) -> bool:
    values = [plain(part) for part in (entry.before, entry.after, entry.details)]
    texts = [json.dumps(value, ensure_ascii=False) for value in values if value is not None]
    return (
        (not query.actions or any(_does(entry.action, action) for action in query.actions))
        and query.actor in {"", entry.actor}
        and query.text.lower() in " ".join([entry.subject, *texts]).lower()
        and (query.before is None or entry.id < query.before)
    )


def _does(action: str, wanted: str) -> bool:
    return action.startswith(wanted) if wanted.endswith(".") else action == wanted


class InMemoryKnownUsers(KnownUsers):
    def __init__(self, work: Work) -> None:
        self._work = work

    async def remember(self, user: KnownUser) -> None:
        def remember(tables: Tables) -> None:
            before = tables.known_users.get(user.user_id)
            if before is None or before.seen_at <= user.seen_at:
                tables.known_users[user.user_id] = user

        await self._work.do(remember)

    async def of(self, users: Iterable[UserId]) -> Mapping[UserId, KnownUser]:
        known = (await self._work.read()).known_users
        return {user: known[user] for user in users if user in known}
