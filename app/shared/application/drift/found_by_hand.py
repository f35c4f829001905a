"""What people changed in a live guild since the runs left it."""

import asyncio
from dataclasses import dataclass

from app.shared.application.drift.last_design import LastDesign
from app.shared.application.drift.left_by_runs import LeftByRuns
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.drift.telling_apart import ByHand, TellingApart, still_differing
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.structure.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class FoundByHand:
    design: LastDesign
    """What the live guild was set against."""
    by_hand: tuple[ByHand, ...]
    not_done: tuple[Change, ...]
    taken_over: bool
    """No run was needed for the latest version: the guild was so already."""
    wanted: tuple[Change, ...]
    """What it would take to reach the latest version, where that is another than was applied."""
    in_design: frozenset[str]
    """The ids of changes that people made, and that a version says as well by now."""
    comparison: Comparison | None
    """Of the live guild with the design that was applied, where no newer one counts."""


async def found_by_hand(begin: BeginUnitOfWork, left: LeftByRuns, live: Snapshot) -> FoundByHand:
    # What people did by hand is no drift once a version says the same of the whole guild.
    still_wanted = None
    if left.newer is not None:
        still_wanted = left.newer.ours((await _compared(left.newer, live)).changes)
    taken_over = still_wanted == ()
    design = left.newer if left.newer is not None and taken_over else left.design
    comparison = None if taken_over else await _compared(design, live)
    missing = () if comparison is None else design.ours(comparison.changes)
    apart = await _told_apart(begin, left, missing, newer=taken_over)
    by_hand = every = apart.by_hand()
    if still_wanted is not None:
        # Nor is what a version says by now that nobody has applied yet.
        by_hand = still_differing(every, still_wanted)
    return FoundByHand(
        design=design,
        by_hand=by_hand,
        not_done=apart.not_done(),
        taken_over=taken_over,
        wanted=still_wanted or (),
        in_design=_ids(every) - _ids(by_hand),
        comparison=comparison if left.newer is None else None,
    )


async def _compared(design: LastDesign, live: Snapshot) -> Comparison:
    """In a thread: a large guild takes longer than others in the process may wait."""
    return await asyncio.to_thread(design.compared, live)


async def _told_apart(
    begin: BeginUnitOfWork, left: LeftByRuns, changes: tuple[Change, ...], *, newer: bool
) -> TellingApart:
    apart = TellingApart(changes)
    known = left.known_moments(newer=newer)
    for moment in known:
        if apart.is_finished():
            break
        apart.look_back(moment)
    if apart.is_finished():
        return apart
    async with begin() as uow:
        number = len(known)
        while (found := await left.moment(uow, number, newer=newer)) is not None:
            apart.look_back(found)
            if apart.is_finished():
                break
            number += 1
    return apart


def _ids(by_hand: tuple[ByHand, ...]) -> frozenset[str]:
    return frozenset(one.change.id for one in by_hand)
