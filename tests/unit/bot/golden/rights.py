"""Messages about who may do what."""

from dataclasses import replace
from typing import Any

from app.bot.rendering.access_message import access_message, granted_message, revoked_message
from app.shared.application.access.list_access import Access, ByDefault, ShownGrant
from app.shared.domain.access.grants import Grant, SubjectKind
from app.shared.domain.access.grants import Subject as GrantSubject
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.rights import EVERYTHING, GrantId, Right, Source
from app.shared.domain.planning.changes import Risk
from tests.unit.bot.golden.given import GUILD, NOON, USER, VOICE, Named
from tests.unit.bot.golden.hard_names import EMOJI, LONGEST, MARKDOWN, RIGHT_TO_LEFT, hard


def rights() -> Named:
    managers = tuple(
        ByDefault(source=source, id=1, name=EMOJI)
        for source in (Source.OWNER, Source.ADMINISTRATOR, Source.MANAGE_SERVER)
    )
    access = Access(
        policy=Policy(guild_id=GUILD, two_person_from=Risk.HIGH),
        grants=tuple(grant_of(n) for n in range(200)),
        managers=managers,
        roles=(),
    )
    nothing = replace(access, grants=(), policy=Policy(guild_id=GUILD))
    grant = grant_of(1, rights=frozenset({Right.DESIGN})).grant
    yield "access", lambda: access_message(VOICE, GUILD, access, 0)
    yield "access_last_page", lambda: access_message(VOICE, GUILD, access, 999)
    yield "access_empty", lambda: access_message(VOICE, GUILD, nothing, 0)
    yield "access_granted", lambda: granted_message(VOICE, grant, MARKDOWN, LONGEST)
    yield "access_revoked", lambda: revoked_message(VOICE, grant, RIGHT_TO_LEFT)


def grant_of(number: int, **fields: Any) -> ShownGrant:
    kind = SubjectKind.ROLE if number % 2 else SubjectKind.USER
    return ShownGrant(
        grant=Grant(
            **{
                "id": GrantId(number),
                "guild_id": GUILD,
                "subject": GrantSubject(kind, number),
                "rights": EVERYTHING,
                "objects": frozenset(f"channel:c{n}" for n in range(number % 50)),
                "expires_at": NOON if number % 3 else None,
                "granted_by": USER if number % 5 else None,
                "granted_at": NOON,
                "note": MARKDOWN * 3,
                **fields,
            }
        ),
        subject_name=hard(number) if number % 7 else None,
        granter_name=RIGHT_TO_LEFT if number % 11 else None,
        granter_may_no_longer=bool(number % 2),
        in_force=bool(number % 4),
        object_names={f"channel:c{n}": f'the channel "{hard(n)}"' for n in range(3)},
    )
