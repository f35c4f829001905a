"""The notice of drift, whatever there is to tell."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.bot.drift.notice_message import NoticeToShow, mark_of, notice_message
from app.bot.rendering.limits import fits, length
from app.bot.rendering.links import Links
from app.bot.rendering.message import Message
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.shared.domain.drift.notices import NoticeState
from app.shared.domain.drift.records import DriftRecord, DriftState
from app.shared.domain.structure.identifiers import Key, UserId
from tests.contracts.kept_drift import a_notice, a_record
from tests.support.builders import NOON

VOICE = Voice(Wording(), Links("https://guildwright.example"))
ANN = "user:7"


def shown(*records: DriftRecord, **fields: Any) -> Message:
    notice = a_notice(**fields)
    return fits(
        notice_message(VOICE, NoticeToShow(notice=notice, records=records, names={ANN: "Ann"}))
    )


def text_of(message: Message) -> str:
    return str(message.body())


def settled(state: DriftState, by: str = ANN) -> DriftRecord:
    return a_record(state=state, settled_at=NOON, settled_by=by, trouble="")


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (a_record(trouble=""), "ann (a bot)"),
        (a_record(trouble="", who=None, who_name=""), "who did it is not known"),
        (a_record(trouble="", who=UserId(7), who_name=""), "<@7>"),
        (a_record(trouble="Somebody else must approve it."), "Somebody else must approve it"),
        (settled(DriftState.ADOPTED), "adopted into the design by Ann"),
        (settled(DriftState.REVERTED), "reverted by a run of Ann"),
        (settled(DriftState.IGNORED), "left alone by Ann"),
        (settled(DriftState.IGNORED, "rule"), "left alone by a rule"),
        (settled(DriftState.GONE, ""), "put back by hand"),
    ],
)
def test_each_state_is_told(record: DriftRecord, said: str) -> None:
    assert said in text_of(shown(record))


def test_what_has_moved_says_so_and_has_no_buttons_any_more() -> None:
    message = text_of(shown(state=NoticeState.MOVED))

    assert "told elsewhere" in message
    assert "gw1:" not in message


def test_only_what_is_open_has_buttons() -> None:
    open_one, done = shown(a_record(trouble="")), shown(settled(DriftState.GONE))

    assert "gw1:drift-adopt:" in text_of(open_one)
    assert "gw1:drift-go-on:" not in text_of(open_one)
    assert "gw1:drift-" not in text_of(done)
    assert "gw1:drift-go-on:" in text_of(shown(a_record(trouble="It was fought over.")))


@pytest.mark.parametrize("name", ["**x**" * 60, "\u202eabc\u05d0" * 50, "\N{PILE OF POO}" * 250])
def test_any_number_of_any_names_fits(name: str) -> None:
    records = [
        a_record(
            Key(f"key-{number}"),
            sentence=f"#{name} is not as planned: topic is {name}.",
            who_name=name,
            trouble=name * 3,
            state=DriftState.OPEN if number % 3 else DriftState.REVERTED,
            settled_at=NOON + timedelta(seconds=number),
            settled_by=ANN,
        )
        for number in range(300)
    ]

    message = shown(*records, reposted=True)

    assert 500 < length(message) <= 4000
    assert "more" in text_of(message)


def test_the_mark_changes_with_what_is_open() -> None:
    first, second = a_record(), a_record(Key("rules"), difference="channel:rules:update:1")

    assert mark_of([first, second]) == mark_of([second, first]) != mark_of([first])
    assert mark_of([replace(first, difference="x")]) != mark_of([first])
