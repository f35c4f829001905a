"""What the roles and members are called that rights were granted to."""

from collections.abc import Iterable, Mapping

from app.shared.application.access.latest_structure import structure_within
from app.shared.application.history.telling import subject_of_grant
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import UnitOfWork
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import GuildId, UserId

_ROLE, _USER = "role:", "user:"


async def names_of_subjects(
    uow: UnitOfWork, guild_id: GuildId, entries: Iterable[TrailEntry]
) -> Mapping[str, str]:
    """By `role:<id>` and `user:<id>`; those that nobody knows are missing. Where an entry keeps
    the name itself, nothing is read for it."""
    wanted = {subject_of_grant(one) for one in entries if not one.details.get("subject_name")}
    roles = {one: int(one.removeprefix(_ROLE)) for one in wanted if _names_id(one, _ROLE)}
    users = {one: UserId(int(one.removeprefix(_USER))) for one in wanted if _names_id(one, _USER)}
    known = await uow.known_users.of(users.values()) if users else {}
    names = {one: known[user].display_name for one, user in users.items() if user in known}
    return names | (await _names_of_roles(uow, guild_id, roles) if roles else {})


def _names_id(subject: str, kind: str) -> bool:
    return subject.startswith(kind) and subject.removeprefix(kind).isdecimal()


async def _names_of_roles(
    uow: UnitOfWork, guild_id: GuildId, roles: Mapping[str, int]
) -> dict[str, str]:
    """By the latest design and, for what is not in it, by the guild as the last plan saw it."""
    design = await structure_within(uow, guild_id)
    bindings = await uow.bindings.of(guild_id)
    names = dict[str, str]()
    for subject, role_id in roles.items():
        key = bindings.key_of(Kind.ROLE, role_id)
        if key is not None and key in design.role_by_key:
            names[subject] = design.role_by_key[key].name
    if names.keys() == roles.keys():
        return names
    return await _seen_roles(uow, guild_id, roles) | names


async def _seen_roles(
    uow: UnitOfWork, guild_id: GuildId, roles: Mapping[str, int]
) -> dict[str, str]:
    lines = await uow.plans.list(guild_id, limit=1)
    if not lines:
        return {}
    plan = await uow.plans.get(lines[0].id)
    snapshot, _ = await uow.snapshots.get(guild_id, plan.snapshot_id)
    seen = {str(role.key): role.name for role in snapshot.structure.roles}
    return {one: seen[key] for one in roles if (key := str(roles[one])) in seen}
