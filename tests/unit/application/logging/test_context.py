"""Which piece of work a log line belongs to."""

import asyncio

import pytest

from app.shared.application.logging.context import LogContext, log_bound, log_context


def test_ids_are_bound_for_the_time_of_the_block_and_add_up() -> None:
    with log_bound(request_id="r1"):
        with log_bound(run_id="n7", guild_id="42"):
            inside = log_context().fields()
        outside = log_context().fields()

    assert inside == {"request_id": "r1", "run_id": "n7", "guild_id": "42"}
    assert outside == {"request_id": "r1"}
    assert log_context() == LogContext()


def test_an_error_leaves_nothing_bound() -> None:
    with pytest.raises(ZeroDivisionError), log_bound(run_id="n7"):
        _ = 1 / 0

    assert log_context().fields() == {}


def test_an_unknown_id_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError), log_bound(color="red"):
        pass


async def test_work_side_by_side_keeps_its_own_ids_and_inherits_the_common_ones() -> None:
    both_bound = asyncio.Barrier(2)

    async def work(run_id: str) -> object:
        with log_bound(run_id=run_id):
            await both_bound.wait()
            return log_context().fields()

    with log_bound(worker_id="w"):
        seen = await asyncio.gather(work("one"), work("two"))

    assert list(seen) == [{"run_id": "one", "worker_id": "w"}, {"run_id": "two", "worker_id": "w"}]
