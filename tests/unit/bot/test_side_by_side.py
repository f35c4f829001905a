"""How the parts of the bot come to their end together."""

import asyncio

import pytest

from app.bot import side_by_side
from app.bot.side_by_side import until


class Notes:
    def __init__(self) -> None:
        self.said: list[str] = []

    async def work(self) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            self.said.append("work is over")

    async def ending(self, leaving: asyncio.Event) -> None:
        await leaving.wait()
        await asyncio.sleep(0)
        self.said.append("handed over")

    async def stubborn(self, leaving: asyncio.Event) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            self.said.append("cut off")


async def fails() -> None:
    raise ValueError("broken")


async def test_work_is_cut_off_and_what_ends_by_itself_comes_to_its_end() -> None:
    notes, stopping = Notes(), asyncio.Event()
    going = asyncio.create_task(until(stopping, [notes.work()], [notes.ending]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    stopping.set()

    await going

    assert notes.said == ["work is over", "handed over"]


async def test_what_fails_ends_the_rest_and_is_raised() -> None:
    notes = Notes()

    with pytest.raises(ValueError, match="broken"):
        await until(asyncio.Event(), [notes.work(), fails()], [notes.ending])

    assert "handed over" in notes.said


async def test_who_does_not_come_to_an_end_is_cut_off_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(side_by_side, "HANDED_OVER_WITHIN_S", 0.01)
    notes, stopping = Notes(), asyncio.Event()
    going = asyncio.create_task(until(stopping, [notes.work()], [notes.stubborn]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    stopping.set()

    await going

    assert notes.said == ["work is over", "cut off"]


async def test_an_end_that_fails_is_raised() -> None:
    async def breaks(leaving: asyncio.Event) -> None:
        await leaving.wait()
        raise ValueError("could not hand over")

    stopping = asyncio.Event()
    stopping.set()

    with pytest.raises(ValueError, match="could not hand over"):
        await until(stopping, [], [breaks])
