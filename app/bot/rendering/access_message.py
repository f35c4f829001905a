"""Who may do what with Guildwright here."""

from collections.abc import Iterator

from app.bot.rendering import parts
from app.bot.rendering.answer import answer
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.escaping import name, prose
from app.bot.rendering.message import Message
from app.bot.rendering.pages import paged, pager, within
from app.bot.rendering.parts import Accent
from app.bot.rendering.times import ago
from app.bot.rendering.voice import Voice
from app.shared.application.access.list_access import Access, ByDefault, ShownGrant
from app.shared.domain.access.grants import Grant, SubjectKind
from app.shared.domain.access.wording import labels
from app.shared.domain.structure.identifiers import GuildId

_OBJECTS_SHOWN = 4


def access_message(voice: Voice, guild_id: GuildId, access: Access, page: int) -> Message:
    words = voice.words
    pages = paged(_lines(voice, access))
    page = within(page, len(pages))
    return answer(
        words.access_title,
        "\n".join(pages[page]),
        pager(lambda to: custom_id("access", to), page, len(pages), words),
        parts.row(parts.link(words.open_web, voice.links.access(guild_id))),
        accent=Accent.ACCESS,
    )


def granted_message(voice: Voice, grant: Grant, who: str, where: str) -> Message:
    """`who` and `where` are names, the latter empty for the whole server."""
    words = voice.words
    limited = words.access_only(name(where)) if where else ""
    ends = "" if grant.expires_at is None else words.access_until(ago(grant.expires_at))
    return answer(
        words.access_grant_title,
        words.access_granted(name(who), labels(grant.rights), limited, ends),
        parts.row(parts.link(words.open_web, voice.links.access(grant.guild_id))),
        accent=Accent.ACCESS,
    )


def revoked_message(voice: Voice, grant: Grant, who: str) -> Message:
    return answer(
        voice.words.access_revoke_title,
        voice.words.access_revoked(name(who), labels(grant.rights)),
        parts.row(parts.link(voice.words.open_web, voice.links.access(grant.guild_id))),
        accent=Accent.ACCESS,
    )


def subject_of(voice: Voice, shown: ShownGrant) -> str:
    """What the role or member is called, as it is: not escaped."""
    if shown.grant.subject.kind is SubjectKind.USER:
        return shown.subject_name or voice.words.access_gone
    if shown.subject_name is None:
        return voice.words.access_gone_role
    return f"@{shown.subject_name.removeprefix('@')}"


def _lines(voice: Voice, access: Access) -> Iterator[str]:
    words = voice.words
    yield f"**{words.access_everything}**"
    yield from (f"- {_manager(voice, one)}" for one in access.managers)
    if access.policy.two_person_from is not None:
        yield f"-# {words.access_two_person}"
    yield f"**{words.access_grants}**"
    if not access.grants:
        yield words.access_no_grants
    yield from (_grant(voice, one) for one in access.grants)


def _manager(voice: Voice, one: ByDefault) -> str:
    shown = one.name or voice.words.access_gone
    return voice.words.access_manager(name(shown), one.source.value)


def _grant(voice: Voice, shown: ShownGrant) -> str:
    words, grant = voice.words, shown.grant
    called = [shown.object_names.get(one, one) for one in sorted(grant.objects)]
    more = f" … +{len(called) - _OBJECTS_SHOWN}" if len(called) > _OBJECTS_SHOWN else ""
    where = words.access_only(prose(", ".join(called[:_OBJECTS_SHOWN])) + more) if called else ""
    ends = ""
    if grant.expires_at is not None:
        tell = words.access_until if shown.in_force else words.access_ended
        ends = tell(ago(grant.expires_at))
    by = name(shown.granter_name or _nobody(voice, grant))
    if shown.granter_may_no_longer:
        by = f"{by} ({words.access_granter_may_not})"
    note = f"\n-# {name(grant.note, 200)}" if grant.note else ""
    who = name(subject_of(voice, shown))
    return words.access_grant_line(who, labels(grant.rights), where, ends, by) + note


def _nobody(voice: Voice, grant: Grant) -> str:
    words = voice.words
    return words.access_operator if grant.granted_by is None else words.access_gone
