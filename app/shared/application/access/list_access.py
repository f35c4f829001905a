"""Who was granted what in a guild, by whom, and who holds everything without a grant."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.shared.application.access.latest_structure import structure_within
from app.shared.application.access.people import members_of
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.granting import no_longer_may
from app.shared.domain.access.grants import Grant, SubjectKind
from app.shared.domain.access.holding import rights_of
from app.shared.domain.access.membership import Hierarchy, Membership, RankedRole
from app.shared.domain.access.objects import objects_in
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.rights import Source
from app.shared.domain.permissions.bits import ADMINISTRATOR, MANAGE_GUILD
from app.shared.domain.structure.identifiers import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAccessCommand:
    guild_id: GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGrant:
    grant: Grant
    subject_name: str | None
    """None for a role that is gone or a member who has left."""
    granter_name: str | None
    """None for the host's operator, and for who has left."""
    granter_may_no_longer: bool
    """Whoever gave it could not give it now. It holds all the same."""
    in_force: bool
    object_names: Mapping[str, str]
    """What its objects are called in the latest design; those that are gone are missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDefault:
    """Somebody who holds every right without a grant: the owner, or whoever has a role."""

    source: Source
    id: int
    """Of the owner, or of the role."""
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    policy: Policy
    grants: tuple[ShownGrant, ...]
    managers: tuple[ByDefault, ...]
    roles: tuple[RankedRole, ...]
    """All roles of the guild, from top to bottom, for choosing whom to grant something."""


class ListAccess:
    def __init__(
        self, begin: BeginUnitOfWork, gateway: GuildGateway, rights_of: RightsOf, clock: Clock
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._rights_of = rights_of
        self._clock = clock

    async def __call__(self, command: ListAccessCommand) -> Access:
        """Asks Discord for the roles, and for each person named unless remembered. Raises
        GuildNotFound."""
        async with self._begin() as uow:
            ground = await uow.grants.ground(command.guild_id)
            structure = await structure_within(uow, command.guild_id)
        policy, grants = ground.policy, ground.grants
        hierarchy = await self._gateway.hierarchy(command.guild_id)
        people = await members_of(
            self._rights_of, command.guild_id, [hierarchy.owner_id, *_named(grants)]
        )
        now, names = self._clock.now(), objects_in(structure)
        shown: list[ShownGrant] = []
        for grant in grants:
            giver = None if grant.granted_by is None else people[grant.granted_by]
            held = rights_of(giver, grants, policy, now)
            shown.append(
                ShownGrant(
                    grant=grant,
                    subject_name=_subject_name(grant, people, hierarchy),
                    granter_name=None if giver is None else giver.display_name,
                    granter_may_no_longer=no_longer_may(giver, held, grant, structure, now),
                    in_force=grant.is_in_force(now),
                    object_names={o: names[o] for o in sorted(grant.objects) if o in names},
                )
            )
        return Access(
            policy=policy,
            grants=tuple(shown),
            managers=tuple(_managers(policy, hierarchy, people[hierarchy.owner_id])),
            roles=hierarchy.roles,
        )


def _named(grants: tuple[Grant, ...]) -> list[UserId]:
    users = [UserId(g.subject.id) for g in grants if g.subject.kind is SubjectKind.USER]
    return users + [grant.granted_by for grant in grants if grant.granted_by is not None]


def _subject_name(
    grant: Grant, people: Mapping[UserId, Membership | None], hierarchy: Hierarchy
) -> str | None:
    if grant.subject.kind is SubjectKind.ROLE:
        return hierarchy.name_of(grant.subject.id)
    member = people[UserId(grant.subject.id)]
    return None if member is None else member.display_name


def _managers(policy: Policy, hierarchy: Hierarchy, owner: Membership | None) -> list[ByDefault]:
    name = None if owner is None else owner.display_name
    found = [ByDefault(source=Source.OWNER, id=hierarchy.owner_id, name=name)]
    for role in hierarchy.roles:
        if role.managed:
            # Of a bot or an integration: nobody gives it to people by hand.
            continue
        if role.permissions & ADMINISTRATOR:
            found.append(ByDefault(source=Source.ADMINISTRATOR, id=role.id, name=role.name))
        elif role.permissions & MANAGE_GUILD and policy.default_managers:
            found.append(ByDefault(source=Source.MANAGE_SERVER, id=role.id, name=role.name))
    return found
