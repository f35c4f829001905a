"""Who may do what where, and why; and the whole of it as a table."""

import csv
import io
from collections.abc import Iterator

from app.bot.rendering import parts
from app.bot.rendering.answer import answer
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.escaping import name, prose, shortened
from app.bot.rendering.message import File, Message
from app.bot.rendering.pages import paged, pager, within
from app.bot.rendering.voice import Voice
from app.shared.application.permissions.explain_access import ExplainedAccess
from app.shared.application.permissions.show_matrix import Matrix
from app.shared.application.rendering.spans import safe
from app.shared.application.rendering.verdicts import because
from app.shared.domain.permissions.bits import CONNECT, SEND_MESSAGES, VIEW_CHANNEL, Permission
from app.shared.domain.permissions.explanation import Explanation
from app.shared.domain.structure.channels import VOICE_LIKE, Channel, ChannelType
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.marks import marked

_LONGEST = 300
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class Asked:
    """The question as a button can ask it again."""

    def __init__(self, who: str, channel: str, permission: str) -> None:
        self.who, self.channel, self.permission = who, channel, permission

    def at(self, page: int) -> str:
        return custom_id("why", self.who, self.channel, self.permission, page)


def why_message(
    voice: Voice,
    guild_id: GuildId,
    found: ExplainedAccess,
    who: str,
    question: Asked,
    page: int,
) -> Message:
    """`who` is how the member or role is shown: escaped, or as a mention."""
    words = voice.words
    pages = paged(_lines(voice, found))
    page = within(page, len(pages))
    where = words.whole_server if found.channel is None else _channel(found.channel)
    lines = list(pages[page])
    if not found.coverage.complete:
        lines.append(f"-# {words.why_incomplete}")
    return answer(
        words.why_title(who, where),
        "\n".join(lines),
        pager(question.at, page, len(pages), words),
        parts.row(parts.link(words.open_web, voice.links.permissions(guild_id))),
    )


def _channel(channel: Channel) -> str:
    return name(marked(channel.name, channel.type))


def _lines(voice: Voice, found: ExplainedAccess) -> Iterator[str]:
    for allowed, title in ((False, voice.words.why_denied), (True, voice.words.why_allowed)):
        told = [one for one in found.explanations if one.allowed is allowed]
        if told:
            yield f"**{title}**"
            yield from (_line(one) for one in told)


def _line(one: Explanation) -> str:
    sign = "✓" if one.allowed else "✕"
    return f"`{sign}` {one.permission.label}: {prose(shortened(because(one), _LONGEST))}"


def matrix_message(
    voice: Voice, guild_id: GuildId, matrix: Matrix, permission: Permission | None
) -> Message:
    """Without a permission: who sees a channel, and who writes or joins there."""
    words = voice.words
    lines = [words.matrix_count(len(matrix.roles), len(matrix.channels)), words.matrix_note]
    if permission is not None:
        lines.insert(0, f"**{permission.label}**")
    if not matrix.coverage.complete:
        lines.append(f"-# {words.why_incomplete}")
    file = File(name="permissions.csv", content=matrix_csv(voice, matrix, permission))
    return answer(
        words.matrix_title,
        "\n".join(lines),
        parts.row(parts.link(words.open_web, voice.links.permissions(guild_id))),
        files=(file,),
    )


def matrix_csv(voice: Voice, matrix: Matrix, permission: Permission | None) -> bytes:
    """Channels down, roles across. Begins with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["", *(_cell(f"@{role.name.removeprefix('@')}") for role in matrix.roles)])
    for channel, bits in zip(matrix.channels, matrix.permissions, strict=True):
        shown = _cell(marked(channel.name, channel.type))
        rows.writerow([shown, *(_word(voice, channel, one, permission) for one in bits)])
    return text.getvalue().encode("utf-8-sig", "replace")


def _word(voice: Voice, channel: Channel, bits: int, permission: Permission | None) -> str:
    words = voice.words
    if permission is not None:
        return words.matrix_yes if bits & permission.value else words.matrix_no
    if not bits & VIEW_CHANNEL:
        return ""
    if channel.type in VOICE_LIKE:
        return words.matrix_joins if bits & CONNECT else words.matrix_sees
    if channel.type is not ChannelType.CATEGORY and bits & SEND_MESSAGES:
        return words.matrix_writes
    return words.matrix_sees


def _cell(value: str) -> str:
    """A name that a spreadsheet would take for a formula is marked as text."""
    written = safe(value)
    return f"'{written}" if written.startswith(_FORMULAS) else written
