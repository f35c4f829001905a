"""What every per-guild lock keeps to."""

import pytest

from app.shared.application.ports.guild_lock import GuildLock
from app.shared.domain.structure.identifiers import GuildId

HERE, ELSEWHERE = GuildId(1000), GuildId((1 << 63) - 1)


class GuildLockContract:
    """`lock` and `other_lock` belong to two workers."""

    @pytest.fixture
    def lock(self) -> GuildLock:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def other_lock(self) -> GuildLock:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_one_worker_holds_a_guild(self, lock: GuildLock, other_lock: GuildLock) -> None:
        async with lock.hold(HERE) as mine, other_lock.hold(HERE) as theirs:
            assert (mine, theirs) == (True, False)

    async def test_one_worker_does_not_hold_a_guild_twice(self, lock: GuildLock) -> None:
        async with lock.hold(HERE) as first, lock.hold(HERE) as second:
            assert (first, second) == (True, False)

    async def test_another_guild_is_another_lock(
        self, lock: GuildLock, other_lock: GuildLock
    ) -> None:
        async with lock.hold(HERE) as mine, other_lock.hold(ELSEWHERE) as theirs:
            assert (mine, theirs) == (True, True)

    async def test_not_getting_the_lock_does_not_let_it_go(
        self, lock: GuildLock, other_lock: GuildLock
    ) -> None:
        async with lock.hold(HERE):
            async with other_lock.hold(HERE):
                pass
            async with other_lock.hold(HERE) as theirs:
                assert not theirs

    async def test_an_error_lets_the_lock_go(self, lock: GuildLock, other_lock: GuildLock) -> None:
        with pytest.raises(RuntimeError):
            async with lock.hold(HERE):
                raise RuntimeError

        async with other_lock.hold(HERE) as theirs:
            assert theirs
