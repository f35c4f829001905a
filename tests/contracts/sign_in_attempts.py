"""What every store of attempts to sign in keeps to."""

import asyncio

import pytest

from app.shared.application.ports.sign_in import Attempt, SignInAttempts

ATTEMPT = Attempt(verifier="v" * 64, next="/g/1/designer?a=\u00e9")


class SignInAttemptsContract:
    @pytest.fixture
    def attempts(self) -> SignInAttempts:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_an_attempt_is_taken_once(self, attempts: SignInAttempts) -> None:
        await attempts.keep(browser="b", state="s", attempt=ATTEMPT)

        taken = await asyncio.gather(*(attempts.take(browser="b", state="s") for _ in range(5)))

        assert sorted(map(str, taken)) == sorted(map(str, [ATTEMPT, *[None] * 4]))

    async def test_browser_and_state_must_both_be_right(self, attempts: SignInAttempts) -> None:
        await attempts.keep(browser="b", state="s", attempt=ATTEMPT)

        assert await attempts.take(browser="b", state="t") is None
        assert await attempts.take(browser="c", state="s") is None
        assert await attempts.take(browser="s", state="b") is None
        assert await attempts.take(browser="b", state="s") == ATTEMPT

    async def test_a_browser_may_have_several(self, attempts: SignInAttempts) -> None:
        other = Attempt(verifier="w" * 64, next="/servers")
        await attempts.keep(browser="b", state="s", attempt=ATTEMPT)
        await attempts.keep(browser="b", state="t", attempt=other)

        assert await attempts.take(browser="b", state="t") == other
        assert await attempts.take(browser="b", state="s") == ATTEMPT
