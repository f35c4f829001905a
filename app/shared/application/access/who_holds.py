"""Who could be asked: everybody who holds a right in a guild, as one phrase."""

from app.shared.application.access.people import members_of
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.grants import SubjectKind
from app.shared.domain.access.rights import Right
from app.shared.domain.language.listing import one_of
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId

_NAMED = 5


async def who_holds(
    begin: BeginUnitOfWork,
    gateway: GuildGateway,
    rights_of: RightsOf,
    guild_id: GuildId,
    right: Right,
) -> str:
    """Grants that have expired by now or are for parts of the guild are named too: they may do."""
    async with begin() as uow:
        ground = await uow.grants.ground(guild_id)
    giving = [grant for grant in ground.grants if right in grant.rights]
    roles = [grant.subject.id for grant in giving if grant.subject.kind is SubjectKind.ROLE]
    users = [UserId(g.subject.id) for g in giving if g.subject.kind is SubjectKind.USER]
    named = list[str]()
    if roles:
        hierarchy = await gateway.hierarchy(guild_id)
        named += [
            say('the role "{role}"', role=role.name) for role in hierarchy.roles if role.id in roles
        ]
    people = await members_of(rights_of, guild_id, users[:_NAMED])
    named += [member.display_name for member in people.values() if member is not None]
    default = [say("the owner"), say("an Administrator")]
    if ground.policy.default_managers:
        default.append(say('somebody with "Manage Server"'))
    return one_of([*default, *named[:_NAMED]])
