"""What has happened, a page at a time."""

from app.bot.rendering import parts
from app.bot.rendering.answer import answer
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.escaping import name, prose, shortened
from app.bot.rendering.message import Message
from app.bot.rendering.pages import ROOM
from app.bot.rendering.times import ago
from app.bot.rendering.voice import Voice
from app.shared.application.history.kinds import HistoryKind
from app.shared.application.history.timeline import TimelineLine, TimelinePage
from app.shared.domain.structure.identifiers import GuildId

PAGE = 10
_LONGEST = 200
ALL = "all"
"""Stands for every kind in a button."""


def history_message(
    voice: Voice,
    guild_id: GuildId,
    page: TimelinePage,
    kind: HistoryKind | None,
    *,
    newest: bool,
) -> Message:
    words = voice.words
    about = ALL if kind is None else kind.value
    body = "\n".join(_line(line) for line in page.lines) or words.history_empty
    older = None if page.next is None else custom_id("history", about, page.next)
    return answer(
        words.history_title,
        shortened(body, ROOM),
        parts.row(
            None if newest else parts.button(words.history_newest, custom_id("history", about, 0)),
            None if older is None else parts.button(words.history_older, older),
            parts.link(words.open_web, voice.links.history(guild_id)),
        ),
    )


def _line(line: TimelineLine) -> str:
    sentence = prose(shortened(line.sentence, _LONGEST))
    return f"`{line.sign}` {sentence}\n-# {name(line.who.name, 40)} {ago(line.when)}"
