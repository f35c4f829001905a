"""A plan that many people have said much about."""

from dataclasses import replace

import pytest

from app.bot.rendering.limits import every_part, fits
from app.bot.rendering.plan_message import PlanToShow, plan_message
from app.bot.rendering.voice import Voice
from app.shared.application.access.list_reviews import PlanReviews
from app.shared.application.access.second_person import Judged
from app.shared.domain.access.reviews import Review, Verdict
from tests.unit.bot.golden.given import GUILD, NOON, USER, VOICE
from tests.unit.bot.golden.plans import large_plan, small_plan, to_show

LARGE = large_plan()
THREE_PAGES = replace(
    LARGE, guild_name="*" * 100, changes=LARGE.changes[:20], findings=(), access=()
)


def reviewed_by(people: int, comment: str) -> PlanReviews:
    judged = tuple(
        Judged(
            review=Review(
                guild_id=GUILD,
                plan_hash="0" * 64,
                verdict=Verdict.REJECT,
                reviewer=USER,
                at=NOON,
                comment=f"{number} {comment}",
            ),
            reviewer=None,
            counts=False,
        )
        for number in range(people)
    )
    return PlanReviews(reviews=judged, two_person=True, have=0, need=1, rejected=False)


def shown(voice: Voice, found: PlanToShow) -> str:
    message = plan_message(voice, found)
    return "\n".join(part.get("content", "") for part in every_part(message.components))


@pytest.mark.parametrize("people", [5, 25])
@pytest.mark.parametrize("comment", ["x" * 200, "*" * 200])
def test_every_page_has_room_for_what_people_said(people: int, comment: str) -> None:
    found = to_show(THREE_PAGES, reviewed_by(people, comment))

    for page in range(3):
        fits(plan_message(VOICE, found, page, shown_by=USER))


def test_the_newest_reviews_are_shown_and_the_others_counted() -> None:
    text = shown(VOICE, to_show(small_plan(), reviewed_by(25, "x" * 200)))

    assert "24 xxx" in text
    assert "0 xxx" not in text
    assert VOICE.words.and_more(24) in text


def test_few_reviews_are_all_shown() -> None:
    text = shown(VOICE, to_show(small_plan(), reviewed_by(3, "No.")))

    assert [f"{number} No." in text for number in range(3)] == [True] * 3
    assert "more." not in text
