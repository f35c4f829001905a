"""What everybody who counts requests keeps to."""

import asyncio

import pytest

from app.shared.application.ports.rate_limits import Allowance, RateLimits

THREE = Allowance("three", 3, 3600)


class RateLimitsContract:
    @pytest.fixture
    def limits(self) -> RateLimits:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_what_is_allowed_passes_and_the_next_is_told_how_long_to_wait(
        self, limits: RateLimits
    ) -> None:
        passed = [await limits.hit(THREE, "somebody") for _ in range(3)]
        wait = await limits.hit(THREE, "somebody")

        assert passed == [None, None, None]
        assert wait is not None
        assert 1 <= wait <= 3600

    async def test_of_many_at_once_no_more_pass(self, limits: RateLimits) -> None:
        waits = await asyncio.gather(*(limits.hit(THREE, "crowd") for _ in range(12)))

        assert waits.count(None) == 3

    async def test_others_and_other_allowances_are_counted_apart(self, limits: RateLimits) -> None:
        for _ in range(4):
            await limits.hit(THREE, "somebody")

        assert await limits.hit(THREE, "somebody else") is None
        assert await limits.hit(Allowance("other", 3, 3600), "somebody") is None
