"""What everybody who finds sessions and counts keeps to."""

from dataclasses import dataclass

import pytest

from app.shared.application.ports.counted_sessions import CountedSession, CountedSessions
from app.shared.application.ports.rate_limits import Allowance, RateLimits
from app.shared.application.ports.web_sessions import SEEN_EVERY, SessionSecret, WebSessions
from tests.contracts.web_sessions import BROWSER, OTHER, WREN
from tests.support.fakes.clock import FakeClock

OF_SESSION = Allowance("session", 2, 3600)
OF_ADDRESS = Allowance("address", 3, 3600)
HERE, ELSEWHERE = "203.0.113.7", "203.0.113.8"
MADE_UP = SessionSecret("made-up")


@dataclass(frozen=True, slots=True)
class Door:
    """With the stores that it stands before."""

    counted: CountedSessions
    sessions: WebSessions
    limits: RateLimits

    async def find(self, secret: SessionSecret, address: str = HERE) -> CountedSession:
        return await self.counted.find(
            secret, address, of_session=OF_SESSION, of_address=OF_ADDRESS
        )


class CountedSessionsContract:
    @pytest.fixture
    def clock(self) -> FakeClock:
        return FakeClock()

    @pytest.fixture
    def door(self, clock: FakeClock) -> Door:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_whoever_is_signed_in_is_found_and_counted_by_session(self, door: Door) -> None:
        one, first = await door.sessions.begin(WREN, (), BROWSER)
        two, second = await door.sessions.begin(OTHER, (), BROWSER)

        found = [await door.find(secret) for secret in (one, one, one, two)]

        assert [each.session for each in found] == [first, first, first, second]
        assert [each.wait is None for each in found] == [True, True, False, True]
        assert found[2].wait is not None
        assert 1 <= found[2].wait <= OF_SESSION.seconds

    async def test_made_up_secrets_are_counted_together_by_address(self, door: Door) -> None:
        found = [await door.find(SessionSecret(f"made-up-{n}")) for n in range(4)]
        elsewhere = await door.find(MADE_UP, ELSEWHERE)

        assert {each.session for each in found} == {None}
        assert [each.wait is None for each in found] == [True, True, True, False]
        assert elsewhere.wait is None

    async def test_the_count_is_the_one_that_others_ask(self, door: Door) -> None:
        secret, session = await door.sessions.begin(WREN, (), BROWSER)
        await door.limits.hit(OF_SESSION, session.handle)
        await door.find(secret)

        assert (await door.find(secret)).wait is not None
        assert await door.limits.hit(OF_SESSION, session.handle) is not None

    async def test_an_ended_session_is_nobody(self, door: Door) -> None:
        secret, session = await door.sessions.begin(WREN, (), BROWSER)
        await door.sessions.end(WREN.id, session.handle)

        assert (await door.find(secret)).session is None

    async def test_using_a_session_keeps_it_alive(self, door: Door, clock: FakeClock) -> None:
        secret, begun = await door.sessions.begin(WREN, (), BROWSER)
        clock.advance(SEEN_EVERY.total_seconds())

        used = (await door.find(secret)).session

        assert used is not None
        assert used.last_seen_at == begun.last_seen_at + SEEN_EVERY
        assert await door.sessions.list_of(WREN.id) == (used,)
