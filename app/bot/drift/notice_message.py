"""The one message about a guild's open drift, as it is at a moment of its life."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.bot.rendering import parts
from app.bot.rendering.answer import answer
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.escaping import name, prose, shortened
from app.bot.rendering.message import Message, Part
from app.bot.rendering.parts import Accent
from app.bot.rendering.times import ago
from app.bot.rendering.voice import Voice
from app.shared.application.rendering.drift_signs import sign_by_hand
from app.shared.domain.drift.following import BY_RULE
from app.shared.domain.drift.notices import Notice, NoticeState
from app.shared.domain.drift.records import DriftRecord, DriftState
from app.shared.domain.fingerprint import fingerprint
from app.shared.domain.planning.changes import ChangeKind

_LONGEST = 220
_LONGEST_TROUBLE = 400
_LONGEST_NAME = 40
_ROOM = 3200
"""Characters for all lines: what a message holds, less its title and what it says at the end."""
_MARK = 10
_ACCENTS: Mapping[ChangeKind, Accent] = {
    ChangeKind.CREATE: Accent.REMOVE,
    ChangeKind.DELETE: Accent.CREATE,
    ChangeKind.MOVE: Accent.MOVE,
    ChangeKind.ACCESS: Accent.ACCESS,
    ChangeKind.UPDATE: Accent.CHANGE,
}
"""Of what was done by hand, not of what would undo it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeToShow:
    """`names` are what people are called, by actor."""

    notice: Notice
    records: tuple[DriftRecord, ...]
    names: Mapping[str, str]

    @property
    def open(self) -> tuple[DriftRecord, ...]:
        return tuple(record for record in self.records if record.is_open)


def mark_of(records: Iterable[DriftRecord]) -> str:
    """Stands in the buttons, so that they are about nothing else than what was shown."""
    return fingerprint(sorted(record.difference for record in records))[:_MARK]


def notice_message(voice: Voice, shown: NoticeToShow) -> Message:
    words = voice.words
    if shown.notice.state is NoticeState.MOVED:
        link = parts.row(*_controls(voice, shown))
        return answer(words.notice_moved, words.notice_told_elsewhere, link, accent=Accent.NEUTRAL)
    settled = [record for record in shown.records if not record.is_open]
    lines = _fitting(
        voice,
        [
            *(_open_line(voice, record) for record in shown.open),
            *(_settled_line(voice, record, shown.names) for record in reversed(settled)),
        ],
    )
    if shown.notice.reposted:
        lines.append(f"-# {words.notice_reposted}")
    title = words.notice_title(len(shown.open)) if shown.open else words.notice_settled
    return answer(
        title, "\n".join(lines), parts.row(*_controls(voice, shown)), accent=_accent(shown)
    )


def _accent(shown: NoticeToShow) -> Accent:
    kinds = {record.change.kind for record in shown.open}
    if not kinds:
        return Accent.NEUTRAL
    return _ACCENTS[kinds.pop()] if len(kinds) == 1 else Accent.CHANGE


def _controls(voice: Voice, shown: NoticeToShow) -> Iterable[Part | None]:
    words, number = voice.words, len(shown.open)
    overview = voice.links.overview(shown.notice.guild_id)
    if shown.open:
        args = (shown.notice.id, mark_of(shown.open))
        yield parts.button(words.notice_adopt(number), custom_id("drift-adopt", *args))
        yield parts.button(words.notice_revert(number), custom_id("drift-revert", *args))
        yield parts.button(words.notice_ignore(number), custom_id("drift-ignore", *args))
    if shown.open and any(record.trouble for record in shown.open):
        again = custom_id("drift-go-on", shown.notice.id, mark_of(shown.open))
        yield parts.button(words.notice_go_on, again)
    yield parts.link(words.open_web, None if overview is None else f"{overview}#drift")


def _open_line(voice: Voice, record: DriftRecord) -> str:
    words = voice.words
    who, when = words.drift_nobody, ""
    if record.who is not None:
        who = name(record.who_name, _LONGEST_NAME) or f"<@{record.who}>"
        who = words.drift_by_bot(who) if record.by_bot else who
        when = ago(record.done_at or record.found_at)
    line = f"{_sign(record)} {words.drift_item(_sentence(record), who, when)}"
    if record.trouble:
        line += f"\n-# ⚠ {prose(shortened(record.trouble, _LONGEST_TROUBLE))}"
    return line


def _settled_line(voice: Voice, record: DriftRecord, names: Mapping[str, str]) -> str:
    words = voice.words
    by = name(names.get(record.settled_by, ""), _LONGEST_NAME)
    when = ago(record.settled_at or record.found_at)
    match record.state:
        case DriftState.ADOPTED:
            said = words.notice_adopted(by, when)
        case DriftState.REVERTED:
            said = words.notice_reverted(by, when)
        case DriftState.IGNORED if record.settled_by == BY_RULE:
            said = words.notice_ignored_by_rule
        case DriftState.IGNORED:
            said = words.notice_ignored(by, when)
        case _:
            said = words.notice_gone(when)
    return f"~~{_sentence(record)}~~\n-# ✓ {said}"


def _sign(record: DriftRecord) -> str:
    return f"`{sign_by_hand(record.change)}`"


def _sentence(record: DriftRecord) -> str:
    return prose(shortened(record.sentence, _LONGEST))


def _fitting(voice: Voice, lines: list[str]) -> list[str]:
    """As many as there is room for; the web has all of them."""
    shown: list[str] = []
    room = _ROOM
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
    if len(shown) < len(lines):
        shown.append(voice.words.and_more(len(lines) - len(shown)))
    return shown
