"""What differs between the live roles and the wanted ones."""

from collections.abc import Iterator, Mapping

from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import say, say_counted
from app.shared.domain.permissions.bits import DANGEROUS
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.structure.fields import ROLE_FIELDS
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import RoleFacts
from app.shared.domain.structure.structure import Structure

ROLE_ORDER = Key("roles")
_DEFAULTS = Role(key=Key(""), name="")


def role_changes(
    live: Structure, wanted: Structure, listed: frozenset[Key], facts: Mapping[Key, RoleFacts]
) -> Iterator[Change]:
    """In the order of the roles, the order itself last. `listed` are the design's keys."""
    for role in wanted.roles:
        before = live.role_by_key.get(role.key)
        if before is None:
            yield _creation(role)
        elif before != role:
            yield from _changes(before, role, archived=role.key not in listed)
    for role in live.roles:
        if role.key not in wanted.role_by_key:
            yield _deletion(role, facts.get(role.key))
    yield from _order(live, wanted)


def _creation(role: Role) -> Change:
    fields = tuple(
        FieldChange(field=field.name, before=None, after=plain(getattr(role, field.name)))
        for field in ROLE_FIELDS
        if getattr(role, field.name) != getattr(_DEFAULTS, field.name)
    )
    return Change(
        subject=Subject.ROLE,
        kind=ChangeKind.CREATE,
        key=role.key,
        name=role.name,
        fields=fields,
        risk=Risk.HIGH if role.permissions & DANGEROUS else Risk.LOW,
    )


def _changes(before: Role, after: Role, *, archived: bool) -> Iterator[Change]:
    fields = tuple(
        FieldChange(
            field=field.name,
            before=plain(getattr(before, field.name)),
            after=plain(getattr(after, field.name)),
        )
        for field in ROLE_FIELDS
        if field.name != "permissions" and getattr(before, field.name) != getattr(after, field.name)
    )
    if fields:
        yield Change(
            subject=Subject.ROLE,
            kind=ChangeKind.UPDATE,
            key=after.key,
            name=before.name,
            fields=fields,
            risk=Risk.LOW,
        )
    if before.permissions != after.permissions:
        gained = after.permissions & ~before.permissions
        yield Change(
            subject=Subject.ROLE,
            kind=ChangeKind.ACCESS,
            key=after.key,
            name=before.name,
            fields=(
                FieldChange(
                    field="permissions", before=before.permissions, after=after.permissions
                ),
            ),
            risk=Risk.HIGH if gained & DANGEROUS or after.key == EVERYONE else Risk.LOW,
            archived=archived,
        )


def _deletion(role: Role, facts: RoleFacts | None) -> Change:
    members = facts.members if facts else None
    if members is None:
        loses = say("Everybody who has it loses it; who they are is not known.")
    elif members == 0:
        loses = say("Nobody has it.")
    else:
        loses = say_counted(
            members,
            "{number} member loses it. A role made anew is given to nobody.",
            "{number:,} members lose it. A role made anew is given to nobody.",
        )
    return Change(
        subject=Subject.ROLE,
        kind=ChangeKind.DELETE,
        key=role.key,
        name=role.name,
        risk=Risk.DESTRUCTIVE,
        loses=loses,
    )


def _order(live: Structure, wanted: Structure) -> Iterator[Change]:
    before = [role.key for role in live.roles if role.key in wanted.role_by_key]
    after = [role.key for role in wanted.roles if role.key in live.role_by_key]
    if before != after:
        yield Change(
            subject=Subject.ORDER,
            kind=ChangeKind.MOVE,
            key=ROLE_ORDER,
            name=say("order of the roles"),
            fields=(FieldChange(field="order", before=plain(before), after=plain(after)),),
            risk=Risk.LOW,
        )
