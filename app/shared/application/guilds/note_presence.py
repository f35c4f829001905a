"""What the bot hears about its own place in guilds, written down when it differs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.fingerprint import plain
from app.shared.domain.guilds.presence import GuildPresence, PlaceFacts
from app.shared.domain.structure.identifiers import GuildId, UserId

type Change = Callable[[GuildPresence], GuildPresence]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildSeen:
    """A guild that the bot is in, as an event shows it."""

    guild_id: GuildId
    name: str
    owner_id: UserId | None
    place: PlaceFacts | None = None
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`is_new`: it was not known before. `was_away_since`: the bot has come back to it."""

    presence: GuildPresence
    is_new: bool = False
    was_away_since: datetime | None = None


class NotePresence:
    """Each difference gets a line of the trail, in the same transaction."""

    def __init__(self, begin: BeginUnitOfWork, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    async def seen(self, guild: GuildSeen) -> Seen:
        async with self._begin() as uow:
            before = await uow.guild_presences.of(guild.guild_id)
            after = self._as_seen(before, guild)
            if after == before:
                return Seen(presence=after)
            await uow.guild_presences.save(after)
            for action, was, now in _differences(before, after):
                await uow.trail.add(self._entry(after, action, was, now))
            await uow.commit()
        away = None if before is None else before.left_at
        return Seen(presence=after, is_new=before is None, was_away_since=away)

    async def left(self, guild_id: GuildId) -> None:
        await self._change(
            guild_id,
            "guild.left",
            lambda known: known if known.left_at else replace(known, left_at=self._clock.now()),
        )

    async def unavailable(self, guild_id: GuildId) -> None:
        """Discord has an outage of the guild; its coming back is seen."""
        await self._change(
            guild_id,
            "guild.unavailable",
            lambda known: (
                known
                if known.unavailable_since
                else replace(known, unavailable_since=self._clock.now())
            ),
        )

    async def place(self, guild_id: GuildId, place: PlaceFacts) -> None:
        await self._change(
            guild_id, "guild.bot_place_changed", lambda known: replace(known, place=place)
        )

    async def here(self) -> frozenset[GuildId]:
        """The guilds that the bot is in as far as was noted."""
        async with self._begin() as uow:
            known = await uow.guild_presences.all()
        return frozenset(one.guild_id for one in known if one.left_at is None)

    async def _change(self, guild_id: GuildId, action: str, change: Change) -> None:
        async with self._begin() as uow:
            before = await uow.guild_presences.of(guild_id)
            if before is None or (after := change(before)) == before:
                return
            await uow.guild_presences.save(after)
            await self._note(uow, action, before, after)
            await uow.commit()

    async def _note(
        self, uow: UnitOfWork, action: str, before: GuildPresence, after: GuildPresence
    ) -> None:
        facts = (before.place, after.place) if action == "guild.bot_place_changed" else (None, None)
        await uow.trail.add(self._entry(after, action, *facts))

    def _as_seen(self, before: GuildPresence | None, guild: GuildSeen) -> GuildPresence:
        joined_at = guild.joined_at or self._clock.now()
        if before is None or before.left_at is not None:
            known = before or GuildPresence(
                guild_id=guild.guild_id, name=guild.name, joined_at=joined_at
            )
            before = replace(known, joined_at=joined_at, left_at=None)
        return replace(
            before,
            name=guild.name,
            owner_id=guild.owner_id or before.owner_id,
            place=guild.place or before.place,
            unavailable_since=None,
        )

    def _entry(self, guild: GuildPresence, action: str, before: Any, after: Any) -> TrailEntry:
        return TrailEntry(
            guild_id=guild.guild_id,
            at=self._clock.now(),
            actor="somebody" if action in _BY_SOMEBODY else "bot",
            origin="discord" if action in _BY_SOMEBODY else "bot",
            action=action,
            subject=str(guild.guild_id),
            before=plain(before),
            after=plain(after),
            details={"name": guild.name},
        )


_BY_SOMEBODY = frozenset({"guild.joined", "guild.returned", "guild.left", "guild.owner_changed"})


def _differences(
    before: GuildPresence | None, after: GuildPresence
) -> tuple[tuple[str, Any, Any], ...]:
    """The action of each, with what was and what is. A new name alone is no event of ours."""
    if before is None:
        return (("guild.joined", None, after.place),)
    found: list[tuple[str, Any, Any]] = []
    if before.left_at is not None:
        found.append(("guild.returned", before.left_at, None))
    if before.unavailable_since is not None:
        found.append(("guild.available", before.unavailable_since, None))
    if before.owner_id is not None and before.owner_id != after.owner_id:
        found.append(("guild.owner_changed", str(before.owner_id), str(after.owner_id)))
    if before.place is not None and before.place != after.place:
        found.append(("guild.bot_place_changed", before.place, after.place))
    return tuple(found)
