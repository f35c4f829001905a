"""At a terminal somebody is asked before every member holds more."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest

from app.cli.handlers import access
from app.shared.application.access.grant_access import GrantAccess
from tests.support.builders import GUILD
from tests.support.court import Court

WANTED = access.Wanted("@everyone", ["design"], [], None, "", confirm_everyone=False)


@pytest.fixture
def court(monkeypatch: pytest.MonkeyPatch) -> Court:
    court = Court()
    give = GrantAccess(court.store, court.gateway, court.rights_of, court.clock)
    container = SimpleNamespace(
        gateway=lambda: court.gateway, clock=lambda: court.clock, grant_access=lambda: give
    )

    @asynccontextmanager
    async def connected(_: str) -> AsyncIterator[SimpleNamespace]:
        yield container

    monkeypatch.setattr(access, "connected", connected)
    monkeypatch.setattr(access, "can_ask", lambda: True)
    return court


@pytest.mark.parametrize(("typed", "code", "given"), [("y\n", 0, 1), ("n\n", 1, 0), ("", 1, 0)])
def test_only_a_yes_gives_it(
    court: Court,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    code: int,
    given: int,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    assert access.grant_access(str(GUILD), WANTED, json=False) == code

    assert len(court.store.tables.grants) == given
    shown = " ".join(capsys.readouterr().err.split())
    assert "Every member would hold these rights here: Design." in shown
    assert ("Nothing was granted." in shown) is (given == 0)
