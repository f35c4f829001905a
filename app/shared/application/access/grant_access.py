"""Give a role or a member rights here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.shared.application.access.latest_structure import structure_within
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.access.telling import grant_facts
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway, MemberNotFound
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.actors import actor_of
from app.shared.domain.access.granting import check_everyone, check_grant
from app.shared.domain.access.grants import Grant, Subject, SubjectKind
from app.shared.domain.access.membership import Hierarchy
from app.shared.domain.access.objects import unknown_objects
from app.shared.domain.access.refusals import GrantInvalid
from app.shared.domain.access.rights import EVERYTHING, WHOLE_GUILD, Right
from app.shared.domain.access.terms import lasts_too_long, shorter_term
from app.shared.domain.access.tokens import narrowed
from app.shared.domain.access.wording import parts
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.domain.structure.structure import Structure

MOST_GRANTS = 200
"""Of one guild: they are all read whenever somebody's rights are asked for."""
LONGEST_NOTE = 200
_AT_LEAST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantAccessCommand:
    guild_id: GuildId
    subject: Subject
    rights: frozenset[Right]
    objects: frozenset[str] = WHOLE_GUILD
    expires_at: datetime | None = None
    note: str = ""
    confirm_everyone: bool = False
    """Whoever asks knows that every member would hold what nobody held by being there."""
    granted_by: UserId | None = None
    """None for the operator of the host."""
    through: frozenset[Right] = EVERYTHING
    """What is let through of the giver's rights: a token gives no more than its scopes."""
    origin: str = "cli"


class GrantAccess:
    """Who gives is held against their own rights, in the transaction that keeps the grant."""

    def __init__(
        self, begin: BeginUnitOfWork, gateway: GuildGateway, rights_of: RightsOf, clock: Clock
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._rights_of = rights_of
        self._clock = clock

    async def __call__(self, command: GrantAccessCommand) -> Grant:
        """Raises GrantInvalid, GrantRefused, EveryoneNotConfirmed, MemberNotFound for a member who
        is not there, and GuildNotFound."""
        now = self._clock.now()
        _check_form(command, now)
        giver = None
        if command.granted_by is not None:
            giver = await self._rights_of.membership(command.guild_id, command.granted_by)
        hierarchy = await self._gateway.hierarchy(command.guild_id)
        name = await self._name_of_subject(command, hierarchy)
        grant = Grant(
            guild_id=command.guild_id,
            subject=command.subject,
            rights=command.rights,
            objects=command.objects,
            expires_at=command.expires_at,
            granted_by=command.granted_by,
            granted_at=now,
            note=command.note.strip(),
        )
        async with self._begin() as uow:
            rights = narrowed(await self._rights_of.within(uow, giver), command.through)
            structure = await structure_within(uow, grant.guild_id)
            there = await uow.grants.list(grant.guild_id)
            _check_objects(grant.objects, structure)
            _check_number(there)
            if giver is not None:
                check_grant(giver, rights, grant, hierarchy, structure, now)
            check_everyone(grant, there, structure, now, confirmed=command.confirm_everyone)
            grant = replace(grant, id=await uow.grants.add(grant))
            await uow.trail.add(_entry(grant, name, command.origin))
            await uow.commit()
        return grant

    async def _name_of_subject(self, command: GrantAccessCommand, hierarchy: Hierarchy) -> str:
        subject = command.subject
        if subject.kind is SubjectKind.USER:
            member = await self._rights_of.member(command.guild_id, UserId(subject.id))
            if member is None:
                raise MemberNotFound(
                    say("That person is not a member of the server."),
                    remedy=say("Choose somebody who is, or grant it to a role."),
                )
            return member.display_name
        name = hierarchy.name_of(subject.id)
        if name is None:
            raise GrantInvalid(
                say("The server does not have that role."),
                remedy=say("Reload and choose another one."),
            )
        return name


def _check_form(command: GrantAccessCommand, now: datetime) -> None:
    if not command.rights:
        raise GrantInvalid(
            say("A grant of nothing gives nothing."), remedy=say("Choose at least one right.")
        )
    if command.expires_at is not None and command.expires_at < now + _AT_LEAST:
        raise GrantInvalid(
            say("The grant would have ended before anybody could use it."),
            remedy=say("Choose a later time, or leave it out."),
        )
    if lasts_too_long(command.expires_at, now):
        raise GrantInvalid(
            say("The end of the grant is more than ten years away."), remedy=shorter_term()
        )
    if len(command.note.strip()) > LONGEST_NOTE:
        raise GrantInvalid(
            say("The note is longer than {most} characters.", most=LONGEST_NOTE),
            remedy=say("Shorten it."),
        )
    if command.objects and command.rights == {Right.VIEW}:
        raise GrantInvalid(
            say("Looking is for the whole server: parts limit what may be changed."),
            remedy=say("Leave out the parts, or grant a right to change something."),
        )


def _check_number(there: Sequence[Grant]) -> None:
    if len(there) >= MOST_GRANTS:
        raise GrantInvalid(
            say(
                "This server has {most} grants already, which is the most there can be.",
                most=MOST_GRANTS,
            ),
            remedy=say("Revoke some that are no longer needed, or grant to a role instead."),
        )


def _check_objects(objects: frozenset[str], structure: Structure) -> None:
    unknown = unknown_objects(objects, structure)
    if unknown:
        raise GrantInvalid(
            say("The saved design has none of these: {parts}.", parts=parts(unknown)),
            remedy=say("Choose among its roles and channels, or save a design first."),
        )


def _entry(grant: Grant, name: str, origin: str) -> TrailEntry:
    return TrailEntry(
        guild_id=grant.guild_id,
        at=grant.granted_at,
        actor=actor_of(grant.granted_by),
        origin=origin,
        action="access.granted",
        subject=str(grant.id),
        after=grant_facts(grant),
        details={"subject_name": name},
    )
