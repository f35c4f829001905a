"""A run and its journal as a state machine: one execution of one approved plan.

    queued ──▶ running ──▶ succeeded
      │         │ ▲   └──▶ failed        a step failed, or Discord refused everything
      │         ▼ │
      │        paused                    on request, between steps
      └────▶ cancelled ◀──── (running, paused)

A worker that goes away (SIGTERM, kill -9) leaves the run in `running`; the next one takes it up
from the journal. Steps that were `started` when it went are looked at before anything is sent.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from app.shared.domain.structure.identifiers import GuildId

RunId = NewType("RunId", str)
"""Unique in the whole world, since it stands in Discord's audit log beside other installations'."""


class RunState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        return self in {RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED}


class Wish(StrEnum):
    """What people asked of a run that is under way; looked at between steps."""

    GO_ON = "go_on"
    PAUSE = "pause"
    CANCEL = "cancel"


class StepState(StrEnum):
    WAITING = "waiting"
    STARTED = "started"
    """The call may have been sent; whether it took effect is known only from Discord."""
    DONE = "done"
    UNNECESSARY = "unnecessary"
    """The live guild was already so: no call was sent."""
    SKIPPED = "skipped"
    """Not tried: something it needs failed, or the run was cancelled."""
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        return self not in {StepState.WAITING, StepState.STARTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One step in the journal. `attempt` counts from 1 at the first start."""

    number: int
    state: StepState = StepState.WAITING
    attempt: int = 0
    repeats: int = 0
    """How often the call was sent once more within an attempt, since no answer had come."""
    created_id: int | None = None
    """The id of what it created, where it created something."""
    message: str = ""
    """Why it failed, was skipped or was unnecessary, or what it waits for, as a sentence."""
    error_code: str = ""
    not_before: datetime | None = None
    """Waits for a limit of Discord's until then."""
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a run really did, from journal and read-back. Written whatever the end was."""

    done: int
    unnecessary: int
    skipped: int
    failed: int
    writes: int
    """Calls sent that change something, repeated ones included."""
    differences: tuple[str, ...] | None
    """What the read-back found still different from the plan's goal, as sentences; None when the
    guild could not be read."""
    read_back_at: datetime | None
    end_snapshot: int | None = None
    """The id of the snapshot that was read back: how the run left the guild. None where it could
    not be read."""
    set_over: tuple[str, ...] = ()
    """What others changed while the run was under way and it then set as planned, a sentence each,
    as far as Discord's audit log tells."""

    @property
    def verified(self) -> bool:
        """The guild was read back and is as the plan wanted it."""
        return self.differences == ()


@dataclass(frozen=True, kw_only=True)
class Run:
    id: RunId
    guild_id: GuildId
    plan_hash: str
    state: RunState
    wish: Wish = Wish.GO_ON
    requested_by: str
    created_at: datetime
    started_at: datetime | None = None
    taken_by: str = ""
    """What process took it up first: `bot`, `worker`, or that of a command."""
    ended_at: datetime | None = None
    failure: str = ""
    """Why the whole run stopped, as a sentence; the steps have their own."""
    failure_code: str = ""
    report: Report | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHead:
    """Where a run stands."""

    id: RunId
    state: RunState
    ended_at: datetime | None


def reason_of(run: RunId, step: int) -> str:
    """The audit-log reason of one step: how a lost answer is found again."""
    return f"Guildwright run {run} step {step}"
