"""What every store of web sessions keeps to."""

from datetime import timedelta

import pytest

from app.shared.application.ports.web_sessions import (
    IDLE,
    LONGEST,
    SEEN_EVERY,
    Browser,
    JoinedGuild,
    SessionHandle,
    SessionSecret,
    SignedInUser,
    WebSessions,
)
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.fakes.clock import FakeClock

WREN = SignedInUser(id=UserId(42), name="wren", display_name="Wr\u00e9n \N{BIRD}", avatar="a1")
OTHER = SignedInUser(id=UserId(43), name="other", display_name="Other")
BROWSER = Browser(address="203.0.113.0", summary="Firefox on Linux")
GUILDS = (JoinedGuild(id=GuildId(1), name="One", icon="x", may_manage=True),)
DAY = timedelta(days=1).total_seconds()


class WebSessionsContract:
    @pytest.fixture
    def clock(self) -> FakeClock:
        return FakeClock()

    @pytest.fixture
    def sessions(self, clock: FakeClock) -> WebSessions:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_a_session_is_found_by_its_secret(self, sessions: WebSessions) -> None:
        secret, session = await sessions.begin(WREN, GUILDS, BROWSER)

        assert await sessions.find(secret) == session
        assert session.user == WREN
        assert session.browser == BROWSER

    async def test_secrets_are_long_and_never_the_same(self, sessions: WebSessions) -> None:
        begun = [await sessions.begin(WREN, (), BROWSER) for _ in range(2)]

        (one, first), (two, second) = begun
        assert len(one) == len(two) == 43
        assert len({one, two, first.csrf, second.csrf}) == 4
        assert first.handle != second.handle
        assert first.handle not in one

    async def test_nothing_else_finds_one(self, sessions: WebSessions) -> None:
        secret, session = await sessions.begin(WREN, (), BROWSER)

        for wrong in (secret[:-1], f"{secret}x", session.handle, session.csrf, "", "\u20ac"):
            assert await sessions.find(SessionSecret(wrong)) is None

    async def test_a_session_ends_a_week_after_it_was_used_last(
        self, sessions: WebSessions, clock: FakeClock
    ) -> None:
        secret, _ = await sessions.begin(WREN, (), BROWSER)
        clock.advance(IDLE.total_seconds() - 1)
        used = await sessions.find(secret)
        clock.advance(IDLE.total_seconds() - 1)
        still = await sessions.find(secret)
        clock.advance(IDLE.total_seconds())

        assert used is not None
        assert used.last_seen_at == used.created_at + IDLE - timedelta(seconds=1)
        assert still is not None
        assert await sessions.find(secret) is None

    async def test_and_a_month_after_its_beginning_however_much_it_is_used(
        self, sessions: WebSessions, clock: FakeClock
    ) -> None:
        secret, begun = await sessions.begin(WREN, (), BROWSER)
        for _ in range(29):
            clock.advance(DAY)
            assert await sessions.find(secret) is not None
        last = await sessions.find(secret)
        clock.advance(DAY)

        assert last is not None
        assert last.expires_at == begun.created_at + LONGEST
        assert await sessions.find(secret) is None
        assert await sessions.list_of(WREN.id) == ()

    async def test_not_every_use_is_written_down(
        self, sessions: WebSessions, clock: FakeClock
    ) -> None:
        secret, begun = await sessions.begin(WREN, (), BROWSER)
        clock.advance(SEEN_EVERY.total_seconds() - 1)
        soon = await sessions.find(secret)
        clock.advance(1)
        later = await sessions.find(secret)

        assert soon == begun
        assert later is not None
        assert later.last_seen_at == begun.last_seen_at + SEEN_EVERY

    async def test_somebody_sees_their_own_sessions_last_used_first(
        self, sessions: WebSessions, clock: FakeClock
    ) -> None:
        _, first = await sessions.begin(WREN, (), BROWSER)
        clock.advance(120)
        _, second = await sessions.begin(WREN, (), BROWSER)
        await sessions.begin(OTHER, (), BROWSER)

        assert await sessions.list_of(WREN.id) == (second, first)
        assert await sessions.list_of(UserId(999)) == ()

    async def test_an_ended_session_is_gone_everywhere(self, sessions: WebSessions) -> None:
        secret, session = await sessions.begin(WREN, GUILDS, BROWSER)
        kept, _ = await sessions.begin(WREN, GUILDS, BROWSER)

        assert await sessions.end(WREN.id, session.handle)
        assert not await sessions.end(WREN.id, session.handle)
        assert await sessions.find(secret) is None
        assert await sessions.guilds_of(session) is None
        assert len(await sessions.list_of(WREN.id)) == 1
        assert await sessions.find(kept) is not None

    async def test_nobody_ends_the_session_of_somebody_else(self, sessions: WebSessions) -> None:
        secret, session = await sessions.begin(WREN, (), BROWSER)

        assert not await sessions.end(OTHER.id, session.handle)
        assert not await sessions.end(WREN.id, SessionHandle("made-up"))
        assert await sessions.find(secret) is not None

    async def test_guilds_are_kept_apart_with_when_they_were_read(
        self, sessions: WebSessions, clock: FakeClock
    ) -> None:
        secret, _ = await sessions.begin(WREN, GUILDS, BROWSER)
        clock.advance(3600)
        session = await sessions.find(secret)

        assert session is not None
        joined = await sessions.guilds_of(session)
        assert joined is not None
        assert joined.guilds == GUILDS
        assert joined.read_at == session.created_at
