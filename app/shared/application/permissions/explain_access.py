"""Who may do what where, and which rule decided."""

from dataclasses import dataclass
from typing import ClassVar

from app.shared.application.permissions.naming import NameUnknown, find_channel, find_role
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, VersionNotFound
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.errors import Invalid
from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say
from app.shared.domain.permissions.bits import BY_NAME, PERMISSIONS, Permission
from app.shared.domain.permissions.effective import Person, person_of
from app.shared.domain.permissions.explanation import Explanation, explain
from app.shared.domain.planning.left_to_people import as_left
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key, UserId
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import Coverage, Standing
from app.shared.domain.structure.structure import Structure


class PermissionUnknown(Invalid):
    """Discord has no permission of that name."""

    code: ClassVar[str] = "permission_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainAccessCommand:
    guild_id: GuildId
    who: str | tuple[str, ...]
    """A role (`@helper`, key, id, mention) or a member (`<@id>`, `member:id` or an id). Several
    roles are explained as of somebody who has them together; none, as of somebody without any."""
    channel: str | None = None
    """None for what holds in the whole server."""
    permission: str | None = None
    """An API name, `SEND_MESSAGES`; None for all that matter there."""
    latest: bool = False
    """By the latest version of the design, in place of the live guild."""


@dataclass(frozen=True, kw_only=True)
class ExplainedAccess:
    who: str
    """What people call the role; a member by id."""
    is_member: bool
    channel: Channel | None
    explanations: tuple[Explanation, ...]
    coverage: Coverage


class ExplainAccess:
    """Explain permissions in the live guild, or in its design, for roles or a member."""

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway) -> None:
        self._begin = begin
        self._gateway = gateway

    async def __call__(self, command: ExplainAccessCommand) -> ExplainedAccess:
        """Raises NameUnknown, NameAmbiguous, PermissionUnknown, MemberNotFound, and for the design
        VersionNotFound."""
        permission = None if command.permission is None else permission_named(command.permission)
        async with self._begin() as uow:
            bindings = await uow.bindings.of(command.guild_id)
            latest = await uow.versions.latest(command.guild_id) if command.latest else None
        if command.latest:
            structure, coverage = await self._designed(latest, bindings)
        else:
            structure, coverage = await self._observed(command.guild_id, bindings)
        channel = None
        if command.channel is not None:
            channel = find_channel(structure, bindings, command.channel)
        person, called = await self._person(command, structure, bindings)
        asked = [permission] if permission is not None else _relevant(channel)
        return ExplainedAccess(
            who=called,
            is_member=person.user_id is not None,
            channel=channel,
            explanations=tuple(explain(structure, person, one, channel) for one in asked),
            coverage=coverage,
        )

    async def _observed(self, guild_id: GuildId, bindings: Bindings) -> tuple[Structure, Coverage]:
        live = await self._gateway.observe(guild_id, bindings.channel_ids)
        return keyed_by_bindings(live.structure, bindings), live.coverage

    async def _designed(
        self, latest: BlueprintVersion | None, bindings: Bindings
    ) -> tuple[Structure, Coverage]:
        """Reads the live guild only for a design that leaves something to people."""
        if latest is None:
            raise VersionNotFound(
                say("No design has been saved for this server yet."),
                remedy=say("Save one first, or ask about the server as it is."),
            )
        if not latest.blueprint.ignored:
            return latest.blueprint.structure, Coverage()
        live, coverage = await self._observed(latest.guild_id, bindings)
        return as_left(latest.blueprint, live), coverage

    async def _person(
        self, command: ExplainAccessCommand, structure: Structure, bindings: Bindings
    ) -> tuple[Person, str]:
        if isinstance(command.who, tuple):
            return _with_roles(command.who, structure, bindings)
        if (role := find_role(structure, bindings, command.who)) is not None:
            roles = frozenset() if role.key == EVERYONE else frozenset({role.key})
            return Person(roles=roles), role.name
        bare = command.who.removeprefix("<@").removeprefix("!").removesuffix(">")
        bare = bare.removeprefix("member:")
        if not bare.isdecimal():
            raise _no_such_role(command.who, structure)
        standing = await self._gateway.standing(command.guild_id, UserId(int(bare)))
        return person_of(_keyed(standing, bindings)), say("member {id}", id=bare)


def _with_roles(
    texts: tuple[str, ...], structure: Structure, bindings: Bindings
) -> tuple[Person, str]:
    roles: list[Role] = []
    for text in texts:
        if (role := find_role(structure, bindings, text)) is None:
            raise _no_such_role(text, structure)
        roles.append(role)
    keys = frozenset(role.key for role in roles) - {EVERYONE}
    return Person(roles=keys), in_a_row(role.name for role in roles) or "@everyone"


def _no_such_role(text: str, structure: Structure) -> NameUnknown:
    return NameUnknown(
        say('There is no role "{text}" in this server.', text=text),
        remedy=did_you_mean(text, [one.name for one in structure.roles])
        or say("For a member, give their Discord id."),
    )


def _keyed(standing: Standing, bindings: Bindings) -> Standing:
    roles = frozenset(
        bindings.key_of(Kind.ROLE, int(key)) or Key(key) if key.isdecimal() else key
        for key in standing.roles
    )
    return Standing(user_id=standing.user_id, roles=roles, owner=standing.owner)


def permission_named(name: str) -> Permission:
    """`SEND_MESSAGES`, or `send messages`. Raises PermissionUnknown."""
    if (found := BY_NAME.get(name.upper().replace(" ", "_"))) is not None:
        return found
    raise PermissionUnknown(
        say('Discord has no permission "{name}".', name=name),
        remedy=did_you_mean(name, [one.lower() for one in BY_NAME]),
    )


def _relevant(channel: Channel | None) -> list[Permission]:
    if channel is None:
        return list(PERMISSIONS)
    return [one for one in PERMISSIONS if channel.type in one.channel_types]
