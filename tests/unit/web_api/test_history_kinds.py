"""Whatever a line of history is about can be told over the API, and asked for."""

from typing import get_args

from app.shared.application.history.kinds import HistoryKind
from app.web.api.schemas.history import KindWord


def test_the_api_knows_every_kind() -> None:
    assert set(get_args(KindWord)) == {kind.value for kind in HistoryKind}
