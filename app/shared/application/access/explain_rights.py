"""Why somebody may do something here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.shared.application.access.latest_structure import structure_within
from app.shared.application.access.people import members_of
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import MemberNotFound
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.granting import no_longer_may
from app.shared.domain.access.grants import Grant
from app.shared.domain.access.holding import rights_of
from app.shared.domain.access.membership import Membership
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.rights import GrantId, Reason, Rights
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.domain.structure.structure import Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainRightsCommand:
    guild_id: GuildId
    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRights:
    member: Membership
    rights: Rights
    """Its reasons say who gave each grant and when, and whether they could not give it now."""
    policy: Policy


class ExplainRights:
    def __init__(self, begin: BeginUnitOfWork, rights_of: RightsOf, clock: Clock) -> None:
        self._begin = begin
        self._rights_of = rights_of
        self._clock = clock

    async def __call__(self, command: ExplainRightsCommand) -> ExplainedRights:
        """Raises MemberNotFound, GuildNotFound."""
        member = await self._rights_of.member(command.guild_id, command.user_id)
        if member is None:
            raise MemberNotFound(
                say("That person is not a member of the server, so they may do nothing here."),
                remedy=say("Choose somebody who is."),
            )
        async with self._begin() as uow:
            ground = await uow.grants.ground(command.guild_id)
            structure = await structure_within(uow, command.guild_id)
        policy, grants = ground.policy, ground.grants
        rights = rights_of(member, grants, policy, self._clock.now())
        counting = {reason.grant_id for reason in rights.reasons}
        used = [grant for grant in grants if grant.id in counting]
        givers = await members_of(
            self._rights_of,
            command.guild_id,
            [grant.granted_by for grant in used if grant.granted_by is not None],
        )
        told = {grant.id: self._given(grant, grants, policy, givers, structure) for grant in used}
        reasons = tuple(_with_giver(reason, told) for reason in rights.reasons)
        return ExplainedRights(
            member=member, rights=replace(rights, reasons=reasons), policy=policy
        )

    def _given(
        self,
        grant: Grant,
        grants: tuple[Grant, ...],
        policy: Policy,
        givers: Mapping[UserId, Membership | None],
        structure: Structure,
    ) -> str:
        day = {"date": grant.granted_at}
        if grant.granted_by is None:
            return say("The operator of the host gave it on {date:%Y-%m-%d}.", **day)
        giver, now = givers[grant.granted_by], self._clock.now()
        who = say("Member {id}", id=grant.granted_by) if giver is None else giver.display_name
        held = rights_of(giver, grants, policy, now)
        gone = no_longer_may(giver, held, grant, structure, now)
        if gone:
            return say(
                "{who} gave it on {date:%Y-%m-%d}, and could not give it any more.", who=who, **day
            )
        return say("{who} gave it on {date:%Y-%m-%d}.", who=who, **day)


def _with_giver(reason: Reason, told: Mapping[GrantId, str]) -> Reason:
    if reason.grant_id is None:
        return reason
    return replace(reason, sentence=f"{reason.sentence} {told[reason.grant_id]}")
