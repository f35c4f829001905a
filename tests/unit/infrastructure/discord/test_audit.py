"""What is read of an entry of Discord's audit log, however little of it there is."""

from typing import Any

import pytest

from app.bot.drift.heard import Heard
from app.shared.infrastructure.discord.audit import entry_of

CHANGES = [{"key": "allow", "new_value": "1024"}, {"key": "deny", "old_value": "0"}]


def raw(type: int, **rest: Any) -> dict[str, Any]:
    return {"id": "500", "user_id": "7", "target_id": "9", "action_type": type, **rest}


@pytest.mark.parametrize(
    ("told", "changed", "overwrite_of"),
    [
        (raw(11, changes=[{"key": "topic"}]), {"topic"}, None),
        (raw(11), set(), None),
        (raw(11, changes=None, options=None), set(), None),
        (raw(14, changes=CHANGES, options={"id": "42", "type": "0"}), {"allow", "deny"}, 42),
        (raw(14, changes=CHANGES, options={}), {"allow", "deny"}, None),
        (raw(72, options={"id": "42", "count": "1"}), set(), None),
    ],
)
def test_rest_and_events_are_read_alike(
    told: dict[str, Any], changed: set[str], overwrite_of: int | None
) -> None:
    heard = Heard()

    heard.note(told)

    assert heard.entries[0] == entry_of(told)
    assert (set(heard.entries[0].changed), heard.entries[0].overwrite_of) == (changed, overwrite_of)


def test_people_are_named_where_the_same_answer_names_them() -> None:
    found = entry_of(raw(11), {"7": {"username": "owner", "bot": True}})

    assert (found.user_name, found.user_is_bot) == ("owner", True)
    assert entry_of(raw(11)).user_name == ""
