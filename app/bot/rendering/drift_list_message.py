"""What was changed by hand, a page at a time, with what can be done about it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Self

from app.bot.rendering import parts
from app.bot.rendering.answer import answer
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.escaping import name, plain, prose, shortened
from app.bot.rendering.message import Message, Part
from app.bot.rendering.pages import pager, within
from app.bot.rendering.parts import Accent
from app.bot.rendering.times import ago
from app.bot.rendering.voice import Voice
from app.shared.application.drift.compare_live import Drift, Drifted
from app.shared.application.rendering.drift_signs import sign_by_hand
from app.shared.domain.fingerprint import fingerprint
from app.shared.domain.structure.identifiers import GuildId

PAGE = 8
_LONGEST = 220
_LATEST = 110
_NOT_DONE_SHOWN = 3
_MARK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftPage:
    """Some of what was changed, as buttons name it: the page, which of it were chosen (bit by bit;
    none for all), and a mark of what stood there, so that nothing else is meant by it."""

    drift: Drift
    """Without what is ignored."""
    number: int
    chosen: int = 0
    ignored: int = 0
    """How much more was changed by hand and is left alone."""

    @classmethod
    def of(cls, drift: Drift, number: int, chosen: int = 0, ignored: Collection[str] = ()) -> Self:
        """`ignored` are ids of differences. A choice that this page cannot be about is none."""
        shown = tuple(one for one in drift.differences if one.id not in ignored)
        left_alone = len(drift.differences) - len(shown)
        drift = replace(drift, differences=shown)
        page = cls(
            drift=drift, number=within(number, _pages(drift)), chosen=chosen, ignored=left_alone
        )
        return page if chosen < 1 << len(page.items) else replace(page, chosen=0)

    @property
    def pages(self) -> int:
        return _pages(self.drift)

    @property
    def items(self) -> tuple[Drifted, ...]:
        return self.drift.differences[self.number * PAGE : (self.number + 1) * PAGE]

    @property
    def meant(self) -> tuple[Drifted, ...]:
        """Those that a button is about."""
        if not self.chosen:
            return self.items
        return tuple(one for bit, one in enumerate(self.items) if self.chosen & 1 << bit)

    @property
    def mark(self) -> str:
        return fingerprint([one.id for one in self.items])[:_MARK]


def _pages(drift: Drift) -> int:
    return max(1, -(-len(drift.differences) // PAGE))


def drift_list_message(
    voice: Voice,
    guild_id: GuildId,
    page: DriftPage,
    *,
    note: str = "",
    may_ignore: bool = True,
) -> Message:
    """`note` says first what has just been done."""
    words, drift = voice.words, page.drift
    if not drift.differences:
        return answer(
            words.drift_title,
            "\n".join((note, _nothing(voice, page), *_not_done(voice, drift))).strip(),
            parts.row(
                _watch_again(voice, page), parts.link(words.open_web, _address(voice, guild_id))
            ),
            accent=Accent.CREATE,
        )
    head = words.drift_count(len(drift.differences), ago(drift.run.ended_at or drift.read_at))
    no_log = "" if drift.audit_log_read else f"-# {words.drift_no_audit_log}"
    lines = [
        f"**{page.number * PAGE + place}** `{sign_by_hand(one.change)}` {_item(voice, one)}"
        for place, one in enumerate(page.items, 1)
    ]
    alone = f"-# {words.drift_ignored_count(page.ignored)}" if page.ignored else ""
    told = (note, head, *lines, alone, no_log, *_not_done(voice, drift))
    body = "\n".join(one for one in told if one)
    return answer(
        words.drift_title,
        body,
        _picker(voice, page),
        parts.row(*_deeds(voice, guild_id, page, may_ignore)),
        pager(lambda to: custom_id("drifts", to), page.number, page.pages, words),
        accent=Accent.CHANGE,
    )


def _nothing(voice: Voice, page: DriftPage) -> str:
    if not page.ignored:
        return voice.words.drift_none
    return f"{voice.words.drift_none_else} {voice.words.drift_ignored_count(page.ignored)}"


def _watch_again(voice: Voice, page: DriftPage) -> Part | None:
    if not page.ignored:
        return None
    return parts.button(voice.words.drift_watch_again, custom_id("drifts-watch"))


def _item(voice: Voice, one: Drifted) -> str:
    sentence = prose(shortened(one.sentence, _LONGEST))
    if one.latest:
        sentence += f"\n{prose(shortened(one.latest, _LATEST))}"
    if one.by is None:
        return voice.words.drift_item(sentence, voice.words.drift_nobody, "")
    who = name(one.by.user_name, 40)
    who = voice.words.drift_by_bot(who) if one.by.is_bot else who
    return voice.words.drift_item(sentence, who, ago(one.by.at))


def _not_done(voice: Voice, drift: Drift) -> Iterator[str]:
    if not drift.not_done:
        return
    yield f"**{voice.words.drift_not_done}**"
    for one in drift.not_done[:_NOT_DONE_SHOWN]:
        yield f"- {prose(shortened(one.sentence, _LONGEST))}"
    if len(drift.not_done) > _NOT_DONE_SHOWN:
        yield voice.words.and_more(len(drift.not_done) - _NOT_DONE_SHOWN)


def _picker(voice: Voice, page: DriftPage) -> Part | None:
    if len(page.items) < 2:
        return None
    options = [
        parts.option(
            voice.words.drift_option(page.number * PAGE + place),
            str(place - 1),
            plain(one.sentence) or "-",
            default=bool(page.chosen & 1 << (place - 1)),
        )
        for place, one in enumerate(page.items, 1)
    ]
    return parts.row(
        parts.select(
            custom_id("drifts-pick", page.number, page.mark),
            options,
            voice.words.drift_pick,
            least=0,
            most=len(options),
        )
    )


def _deeds(
    voice: Voice, guild_id: GuildId, page: DriftPage, may_ignore: bool
) -> Iterator[Part | None]:
    words, number = voice.words, len(page.meant)
    args = (page.number, page.chosen, page.mark)
    yield parts.button(words.drift_adopt(number), custom_id("drifts-adopt", *args))
    yield parts.button(words.drift_revert(number), custom_id("drifts-revert", *args))
    if may_ignore:
        yield parts.button(words.drift_ignore(number), custom_id("drifts-ignore", *args))
        yield _watch_again(voice, page)
    yield parts.link(words.open_web, _address(voice, guild_id))


def _address(voice: Voice, guild_id: GuildId) -> str | None:
    overview = voice.links.overview(guild_id)
    return None if overview is None else f"{overview}#drift"
