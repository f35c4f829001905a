"""Where runs and steps stand, in the words people read."""

from collections.abc import Mapping
from types import MappingProxyType

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.runs.run import RunState, StepState

_RUNS: Mapping[RunState, str] = MappingProxyType(
    {
        RunState.QUEUED: to_say("queued"),
        RunState.RUNNING: to_say("running"),
        RunState.PAUSED: to_say("paused"),
        RunState.SUCCEEDED: to_say("succeeded"),
        RunState.FAILED: to_say("failed"),
        RunState.CANCELLED: to_say("cancelled"),
    }
)
_STEPS: Mapping[StepState, str] = MappingProxyType(
    {
        StepState.WAITING: to_say("waiting"),
        StepState.STARTED: to_say("started"),
        StepState.DONE: to_say("done"),
        StepState.UNNECESSARY: to_say("unnecessary"),
        StepState.SKIPPED: to_say("skipped"),
        StepState.FAILED: to_say("failed"),
    }
)


def run_state(state: RunState) -> str:
    return say(_RUNS[state])


def step_state(state: StepState) -> str:
    return say(_STEPS[state])
