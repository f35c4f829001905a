"""Shows and changes who may do what here."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from app.cli.handlers.connections import connected
from app.cli.handlers.guild import chosen_guild
from app.cli.handlers.people import given_user_id
from app.cli.terminal import can_ask, confirm, out, say, show_json
from app.shared.application.access.explain_rights import ExplainedRights, ExplainRightsCommand
from app.shared.application.access.grant_access import GrantAccessCommand
from app.shared.application.access.list_access import Access, ListAccessCommand, ShownGrant
from app.shared.application.access.revoke_access import RevokeAccessCommand
from app.shared.application.rendering.spans import safe
from app.shared.domain.access.grants import Grant, Subject, SubjectKind
from app.shared.domain.access.membership import Hierarchy
from app.shared.domain.access.refusals import EveryoneNotConfirmed
from app.shared.domain.access.rights import GrantId, Right
from app.shared.domain.access.wording import LABELS
from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.errors import Invalid
from app.shared.domain.fingerprint import plain


class RightUnknown(Invalid):
    code: ClassVar[str] = "right_unknown"


class SubjectUnclear(Invalid):
    code: ClassVar[str] = "subject_unclear"


def list_access(guild: str | None, *, json: bool) -> int:
    found = asyncio.run(_access(guild))
    if json:
        show_json(_as_json(found))
        return 0
    for one in found.managers:
        out.print(
            f"{one.source.value.replace('_', ' ')}  {safe(one.name or str(one.id))}  every right"
        )
    for shown in found.grants:
        out.print(_line(shown))
    if not found.grants:
        say("Nothing was granted. It begins with: guildwright access grant @role design")
    return 0


async def _access(guild: str | None) -> Access:
    async with connected("access") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        return await container.list_access()(ListAccessCommand(guild_id=guild_id))


def _as_json(found: Access) -> dict[str, object]:
    return {
        "policy": plain(found.policy) | {"guild_id": str(found.policy.guild_id)},
        "managers": [plain(one) | {"id": str(one.id)} for one in found.managers],
        "grants": [
            _grant_json(one.grant)
            | {
                "subject_name": one.subject_name,
                "granter_name": one.granter_name,
                "granter_may_no_longer": one.granter_may_no_longer,
                "in_force": one.in_force,
            }
            for one in found.grants
        ],
    }


def _grant_json(grant: Grant) -> dict[str, object]:
    """Ids of Discord's as text: they are too long for the numbers of many readers of JSON."""
    facts: dict[str, object] = plain(grant)
    giver = grant.granted_by
    return facts | {
        "guild_id": str(grant.guild_id),
        "subject": {"kind": grant.subject.kind.value, "id": str(grant.subject.id)},
        "granted_by": None if giver is None else str(giver),
    }


def _line(shown: ShownGrant) -> str:
    grant = shown.grant
    who = shown.subject_name or f"{grant.subject.id} (gone)"
    mark = "@" if grant.subject.kind is SubjectKind.ROLE else ""
    parts = [f"{grant.id}", f"{mark}{safe(who.removeprefix('@'))}", ", ".join(sorted(grant.rights))]
    if grant.objects:
        parts.append(f"for {', '.join(sorted(grant.objects))}")
    if grant.expires_at is not None:
        until = grant.expires_at.astimezone().strftime("%Y-%m-%d %H:%M")
        parts.append(f"until {until}" if shown.in_force else f"ended {until}")
    if shown.granter_may_no_longer:
        name = shown.granter_name or "somebody who has left"
        parts.append(f"given by {safe(name)}, who could not give it any more")
    return "  ".join(parts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A grant as it was typed."""

    who: str
    rights: list[str]
    objects: list[str]
    days: int | None
    note: str
    confirm_everyone: bool


def grant_access(guild: str | None, wanted: Wanted, *, json: bool) -> int:
    rights = frozenset(_right(word) for word in wanted.rights)
    grant = asyncio.run(_grant(guild, wanted, rights, json=json))
    if grant is None:
        say("Nothing was granted.")
        return 1
    if json:
        show_json(_grant_json(grant))
    else:
        out.print(f"Granted, number {grant.id}. Take it back: guildwright access revoke {grant.id}")
    return 0


async def _grant(
    guild: str | None, wanted: Wanted, rights: frozenset[Right], *, json: bool
) -> Grant | None:
    """None where somebody was asked, and said no."""
    async with connected("access") as container:
        gateway = container.gateway()
        guild_id = await chosen_guild(guild, gateway)
        days = wanted.days
        command = GrantAccessCommand(
            guild_id=guild_id,
            subject=_subject(wanted.who, await gateway.hierarchy(guild_id)),
            rights=rights,
            objects=frozenset(wanted.objects),
            expires_at=None if days is None else container.clock().now() + timedelta(days=days),
            note=wanted.note,
            confirm_everyone=wanted.confirm_everyone,
        )
        grant_access = container.grant_access()
        try:
            return await grant_access(command)
        except EveryoneNotConfirmed as error:
            if not _agreed(error, json=json):
                return None
        return await grant_access(replace(command, confirm_everyone=True))


def _agreed(error: EveryoneNotConfirmed, *, json: bool) -> bool:
    if json or not can_ask():
        raise EveryoneNotConfirmed(
            error.message,
            remedy="Choose a smaller role if only some are meant. If everybody is, add: "
            "--confirm-everyone",
        )
    return confirm(f"{error.message} Give them?")


def revoke_access(guild: str | None, grant_id: int) -> int:
    asyncio.run(_revoke(guild, GrantId(grant_id)))
    out.print(f"Grant {grant_id} is revoked.")
    return 0


async def _revoke(guild: str | None, grant_id: GrantId) -> None:
    async with connected("access") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        await container.revoke_access()(RevokeAccessCommand(guild_id=guild_id, grant_id=grant_id))


def explain_rights(guild: str | None, user: str, *, json: bool) -> int:
    found = asyncio.run(_explained(guild, user))
    if json:
        show_json(plain({"held": found.rights.held, "reasons": found.rights.reasons}))
        return 0
    out.print(safe(found.member.display_name), style="heading")
    for right in Right:
        reasons = found.rights.because_of(right)
        sign = "✓" if reasons else "✕"
        out.print(
            f"{sign} {LABELS[right]}  {' '.join(safe(one.sentence) for one in reasons)}".rstrip()
        )
    return 0


async def _explained(guild: str | None, user: str) -> ExplainedRights:
    member = given_user_id(user)
    async with connected("access") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        return await container.explain_rights()(
            ExplainRightsCommand(guild_id=guild_id, user_id=member)
        )


def _right(word: str) -> Right:
    try:
        return Right(word.lower().replace("-", "_"))
    except ValueError:
        raise RightUnknown(
            f'There is no right "{word}".',
            remedy=did_you_mean(word, list(Right)) or f"Choose among {', '.join(Right)}.",
        ) from None


def _subject(text: str, hierarchy: Hierarchy) -> Subject:
    """A role by its name or mention, a member by id or mention."""
    bare = text.removeprefix("<@").removesuffix(">")
    if bare.removeprefix("!").isdecimal() and not text.startswith("@"):
        return Subject(SubjectKind.USER, int(bare.removeprefix("!")))
    name = bare.removeprefix("&").removeprefix("@").lower()
    named = [
        role
        for role in hierarchy.roles
        if name in (str(role.id), role.name.lower().removeprefix("@"))
    ]
    if len(named) == 1:
        return Subject(SubjectKind.ROLE, named[0].id)
    raise SubjectUnclear(
        f'Several roles are called "{name}".' if named else f'There is no role "{name}".',
        remedy=f"Say which by its id: {', '.join(f'@{role.id}' for role in named)}."
        if named
        else did_you_mean(name, [role.name for role in hierarchy.roles]),
    )
