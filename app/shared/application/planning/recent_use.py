"""What recent runs have used of Discord's unwritten quotas, by our own journal."""

from datetime import datetime, timedelta

from app.shared.application.ports.unit_of_work import UnitOfWork
from app.shared.domain.planning.request import RecentUse
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.resolving import Ids, UnknownReference
from app.shared.domain.runs.run import StepRecord, StepState
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.domain.structure.limits import (
    CHANNEL_CREATIONS_WINDOW,
    RENAMES_WINDOW,
    ROLE_CREATIONS_WINDOW,
)

_RENAMED = frozenset({"name", "topic"})
_RUNS = 200
"""More runs of one guild in two days have another problem."""


async def recent_use(uow: UnitOfWork, guild_id: GuildId, now: datetime) -> RecentUse:
    """Calls that other programs made are not known to us, so this is the least that was used."""
    roles = channels = 0
    renames: dict[Key, int] = {}
    ids = Ids(guild_id, await uow.bindings.of(guild_id))
    for step, record in await _done_lately(uow, guild_id, now):
        if step.action is Action.CREATE_ROLE:
            roles += _is_within(record, now, ROLE_CREATIONS_WINDOW)
        elif step.action is Action.CREATE_CHANNEL:
            channels += _is_within(record, now, CHANNEL_CREATIONS_WINDOW)
        elif _renames(step) and _is_within(record, now, RENAMES_WINDOW):
            channel = _channel_id(step, ids)
            renames[channel] = renames.get(channel, 0) + 1
    return RecentUse(role_creations=roles, channel_creations=channels, renames=renames)


async def _done_lately(
    uow: UnitOfWork, guild_id: GuildId, now: datetime
) -> list[tuple[Step, StepRecord]]:
    window = timedelta(seconds=max(ROLE_CREATIONS_WINDOW, CHANNEL_CREATIONS_WINDOW))
    found: list[tuple[Step, StepRecord]] = []
    for run in await uow.runs.list(guild_id, limit=_RUNS):
        if run.ended_at is not None and run.ended_at < now - window:
            continue
        steps = {step.number: step for step in (await uow.runs.plan_of(run.id)).plan.steps}
        found += [
            (steps[record.number], record)
            for record in await uow.runs.steps(run.id)
            if record.state is StepState.DONE
        ]
    return found


def _is_within(record: StepRecord, now: datetime, seconds: int) -> bool:
    return record.ended_at is not None and record.ended_at > now - timedelta(seconds=seconds)


def _renames(step: Step) -> bool:
    return (
        step.action is Action.EDIT_CHANNEL
        and isinstance(step.body, dict)
        and bool(_RENAMED & step.body.keys())
    )


def _channel_id(step: Step, ids: Ids) -> Key:
    """The channel's id as text; its key where it is gone by now, which harms nobody."""
    try:
        return Key(str(ids.object_of(step)))
    except UnknownReference:
        return step.key
