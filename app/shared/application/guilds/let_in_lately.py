"""Which guilds were let in after the bot had come, and were not welcomed yet."""

from datetime import timedelta

from app.shared.application.guilds.welcome_guild import BASELINE_KEPT
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.guilds.presence import GuildPresence

_LATELY = timedelta(days=1)


class LetInLately:
    """A guild that has waited for approval was told so when the bot came, and was not read."""

    def __init__(self, begin: BeginUnitOfWork, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    async def __call__(self) -> tuple[GuildPresence, ...]:
        since = self._clock.now() - _LATELY
        async with self._begin() as uow:
            let_in = [
                one
                for one in await uow.guild_presences.all()
                if one.decision is Decision.ADMITTED
                and one.left_at is None
                and one.decided_at is not None
                and one.decided_at > since
            ]
            return tuple(
                [
                    one
                    for one in let_in
                    if not await uow.trail.known(one.guild_id, BASELINE_KEPT, [str(one.guild_id)])
                ]
            )
