"""Whether a guild may use this installation, and the refusals of one that may not."""

from collections.abc import Sequence
from typing import ClassVar

from app.shared.application.asked_together import AskedTogether
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.errors import Forbidden
from app.shared.domain.guilds.admission import AdmissionPolicy, Decision, Standing
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId


class GuildWaits(Forbidden):
    """The server waits until whoever hosts this installation lets it in."""

    code: ClassVar[str] = "guild_waits"


class GuildRefused(Forbidden):
    """The server may not use this installation."""

    code: ClassVar[str] = "guild_refused"


class IsAdmitted:
    """Whether anything of a guild may be read or written down."""

    def __init__(self, begin: BeginUnitOfWork, policy: AdmissionPolicy) -> None:
        self._begin = begin
        self._policy = policy
        self._together = AskedTogether(self._admitted)

    async def __call__(self, guild_id: GuildId) -> bool:
        return await self._together(guild_id)

    async def _admitted(self, guild_ids: Sequence[GuildId]) -> list[bool]:
        async with self._begin() as uow:
            decisions = await uow.guild_presences.decisions_on(guild_ids)
        return [
            self._policy.standing(guild_id, decisions.get(guild_id)) is Standing.ADMITTED
            for guild_id in guild_ids
        ]


async def standing_of(uow: UnitOfWork, policy: AdmissionPolicy, guild_id: GuildId) -> Standing:
    return policy.standing(guild_id, await uow.guild_presences.decision_on(guild_id))


def require_admitted(policy: AdmissionPolicy, guild_id: GuildId, decision: Decision | None) -> None:
    """Raises GuildWaits and GuildRefused, which say whom to ask."""
    refusal = refusal_of(policy.standing(guild_id, decision), policy)
    if refusal is not None:
        raise refusal


def refusal_of(standing: Standing, policy: AdmissionPolicy) -> Forbidden | None:
    ask = policy.contact or say("whoever runs this Guildwright")
    if standing is Standing.WAITING:
        return GuildWaits(
            say("This server waits to be let in. Until then nothing is read or changed here."),
            remedy=say("Ask {whom} to let it in.", whom=ask),
        )
    if standing is Standing.REFUSED:
        return GuildRefused(
            say("This server may not use this Guildwright."),
            remedy=say("Ask {whom} why, or run one of your own.", whom=ask),
        )
    return None
