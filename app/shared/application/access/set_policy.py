"""Set what a guild's people have agreed on about rights here."""

from dataclasses import dataclass

from app.shared.application.access.rights_of import RightsOf
from app.shared.application.access.telling import policy_facts
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.actors import actor_of
from app.shared.domain.access.granting import check_policy
from app.shared.domain.access.policy import Policy
from app.shared.domain.structure.identifiers import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPolicyCommand:
    policy: Policy
    set_by: UserId | None = None
    """None for the operator of the host."""
    origin: str = "cli"


class SetPolicy:
    def __init__(self, begin: BeginUnitOfWork, rights_of: RightsOf, clock: Clock) -> None:
        self._begin = begin
        self._rights_of = rights_of
        self._clock = clock

    async def __call__(self, command: SetPolicyCommand) -> Policy:
        """Raises PolicyRefused, GuildNotFound. Setting what holds already leaves no trace."""
        policy = command.policy
        setter = None
        if command.set_by is not None:
            setter = await self._rights_of.membership(policy.guild_id, command.set_by)
        async with self._begin() as uow:
            before = await uow.policies.of(policy.guild_id)
            if setter is not None:
                check_policy(await self._rights_of.within(uow, setter), before, policy)
            if before == policy:
                return policy
            await uow.policies.set(policy)
            await uow.trail.add(
                TrailEntry(
                    guild_id=policy.guild_id,
                    at=self._clock.now(),
                    actor=actor_of(command.set_by),
                    origin=command.origin,
                    action="access.policy_set",
                    before=policy_facts(before),
                    after=policy_facts(policy),
                )
            )
            await uow.commit()
        return policy
