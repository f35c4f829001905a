"""Every guild the bot is or was in, and whether it may use this installation."""

from dataclasses import dataclass

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_directory import GuildDirectory
from app.shared.application.ports.guild_gateway import BotGuild
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.errors import DomainError
from app.shared.domain.guilds.admission import AdmissionPolicy, Standing
from app.shared.domain.guilds.presence import GuildPresence


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPresence:
    presence: GuildPresence
    standing: Standing


class ListPresences:
    """Those that wait come first, then by name. Guilds that Discord lists and nobody has noted yet,
    since no bot has run, are among them."""

    def __init__(
        self,
        begin: BeginUnitOfWork,
        directory: GuildDirectory,
        policy: AdmissionPolicy,
        clock: Clock,
    ) -> None:
        self._begin = begin
        self._directory = directory
        self._policy = policy
        self._clock = clock

    async def __call__(self) -> tuple[ListedPresence, ...]:
        """Where Discord cannot be asked, those that were noted are all there is."""
        async with self._begin() as uow:
            noted = {one.guild_id: one for one in await uow.guild_presences.all()}
        for guild in await self._listed_by_discord():
            noted.setdefault(guild.id, self._not_noted(guild))
        found = [self._listed(one) for one in noted.values()]
        return tuple(sorted(found, key=_waiting_first))

    async def _listed_by_discord(self) -> tuple[BotGuild, ...]:
        try:
            return tuple((await self._directory.all()).values())
        except DomainError:
            return ()

    def _not_noted(self, guild: BotGuild) -> GuildPresence:
        return GuildPresence(guild_id=guild.id, name=guild.name, joined_at=self._clock.now())

    def _listed(self, presence: GuildPresence) -> ListedPresence:
        standing = self._policy.standing(presence.guild_id, presence.decision)
        return ListedPresence(presence=presence, standing=standing)


def _waiting_first(one: ListedPresence) -> tuple[bool, bool, str, int]:
    presence = one.presence
    waits = one.standing is Standing.WAITING and presence.left_at is None
    return (not waits, presence.left_at is not None, presence.name.casefold(), presence.guild_id)
