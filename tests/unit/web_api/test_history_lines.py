"""What is answered without being held against its documentation is what is documented."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.shared.application.history.kinds import HistoryKind
from app.shared.application.history.telling import Link
from app.shared.application.history.timeline import TimelineLine
from app.shared.application.history.user_names import Who
from app.shared.application.history.views import timeline_view
from app.shared.domain.structure.identifiers import UserId
from app.web.api.schemas.history import HistoryLine
from app.web.json_answers import written

SOMEBODY = Who(actor="user:81", user_id=UserId(81), name="Ada \N{SNOWMAN}", avatar="https://x/a?b")
NOBODY = Who(actor="worker", user_id=None, name="The worker")
MOMENTS = (
    datetime(2026, 3, 1, 12, tzinfo=UTC),
    datetime(2026, 3, 1, 12, 0, 0, 1500, tzinfo=UTC),
    datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=2))),
)


@pytest.mark.parametrize("who", [SOMEBODY, NOBODY])
@pytest.mark.parametrize("link", [None, Link("run", "5d0c"), Link("design", "")])
@pytest.mark.parametrize("when", MOMENTS)
@pytest.mark.parametrize("kind", list(HistoryKind))
def test_a_line_of_history_is_as_documented(
    who: Who, link: Link | None, when: datetime, kind: HistoryKind
) -> None:
    line = TimelineLine(
        id=7, kind=kind, sign="+", sentence="Did it.", who=who, when=when, origin="web", link=link
    )

    answer = json.loads(bytes(written(timeline_view(line)).body))

    assert answer == HistoryLine.model_validate(answer).model_dump(mode="json")
