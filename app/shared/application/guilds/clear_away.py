"""Clears away what is kept about guilds that the bot left long ago."""

from datetime import timedelta

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.structure.identifiers import GuildId


class ClearAwayGuilds:
    """One transaction for each guild; of each the installation's trail keeps that it was so."""

    def __init__(self, begin: BeginUnitOfWork, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    async def __call__(self, kept_for: timedelta) -> tuple[GuildId, ...]:
        """Those that were cleared away now. Raises StoreUnavailable; the rest comes next time."""
        before = self._clock.now() - kept_for
        async with self._begin() as uow:
            gone = await uow.guild_presences.left_before(before)
        cleared = []
        for presence in gone:
            async with self._begin() as uow:
                # The bot may have come back meanwhile.
                known = await uow.guild_presences.of(presence.guild_id)
                if known is None or known.left_at is None or known.left_at >= before:
                    continue
                await uow.guild_presences.clear_away(presence.guild_id)
                await uow.trail.add(
                    TrailEntry(
                        guild_id=None,
                        at=self._clock.now(),
                        actor="bot",
                        origin="bot",
                        action="guild.cleared_away",
                        subject=str(presence.guild_id),
                        details={"left_at": known.left_at.isoformat()},
                    )
                )
                await uow.commit()
            cleared.append(presence.guild_id)
        return tuple(cleared)
