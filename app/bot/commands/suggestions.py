"""What there is to choose from while somebody types: cheap reads, for whoever may look."""

from datetime import datetime
from typing import Any

from app.bot.commands.definitions import matching
from app.bot.interactions.used import Used
from app.bot.rendering.escaping import plain
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.planning.list_plans import ListPlans, ListPlansCommand
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.application.runs.list_runs import ListRuns, ListRunsCommand
from app.shared.domain.access.rights import Right
from app.shared.domain.language.saying import say
from app.shared.domain.permissions.bits import PERMISSIONS
from app.shared.domain.runs.wording import run_state

_LOOKED_AT = 100
"""The newest of each kind. Older ones can be typed."""

type Choices = list[dict[str, Any]]


class Suggestions:
    """Raises AccessDenied and GuildNotFound for who may not look: they get no choices."""

    def __init__(
        self,
        begin: BeginUnitOfWork,
        gate: Gate,
        list_plans: ListPlans,
        list_runs: ListRuns,
        voice: Voice,
    ) -> None:
        self._begin = begin
        self._gate = gate
        self._list_plans = list_plans
        self._list_runs = list_runs
        self._words = voice.words

    async def versions(self, used: Used, typed: str) -> Choices:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        async with self._begin() as uow:
            found = await uow.versions.list(used.guild_id, _LOOKED_AT, None)
        return matching(
            typed,
            (
                (plain(self._words.version_choice(one.number, one.message)), one.number)
                for one in found
            ),
        )

    async def plans(self, used: Used, typed: str) -> Choices:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        found = await self._list_plans(ListPlansCommand(guild_id=used.guild_id, limit=_LOOKED_AT))
        return matching(
            typed,
            (
                (
                    self._words.plan_choice(
                        one.hash[:12], sum(one.changes.values()), _moment(one.made_at)
                    ),
                    one.hash,
                )
                for one in found
            ),
        )

    async def runs(self, used: Used, typed: str) -> Choices:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        found = await self._list_runs(ListRunsCommand(guild_id=used.guild_id, limit=_LOOKED_AT))
        return matching(
            typed,
            (
                (self._words.run_choice(_moment(one.created_at), run_state(one.state)), one.id)
                for one in found
            ),
        )

    async def permissions(self, used: Used, typed: str) -> Choices:  # noqa: ARG002
        """Discord's own words, which nobody needs a right to know."""
        return matching(typed, ((one.label, one.name) for one in PERMISSIONS))


def _moment(at: datetime) -> str:
    """Choices take no timestamps of Discord's, so it is said in UTC."""
    return say("{time:%Y-%m-%d %H:%M} UTC", time=at)
