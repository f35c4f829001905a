"""What befalls a container in the middle of a run, while people are at work on the web.

The embedded Discord is cut off and never killed: it has its servers in memory alone.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from load import page, runs_of, under_load
from network import cut_off
from results import Failed
from stack import Stack, run
from work import Work

AWAY_S = 12.0
WELL_WITHIN_S = 45.0
"""After the trouble: until visitors are answered again, whatever they ask."""
_IN_FRONT = {"web", "proxy"}
"""Without them nobody is answered, which visitors see as no answer or as the proxy's own."""
_FAULT = "500"

Trouble = Callable[[Stack, str], str]
"""Befalls the containers of a service; gives the words for it."""


def killed(stack: Stack, service: str) -> str:
    for container in stack.containers(service):
        run("docker", "kill", "--signal", "KILL", container)
        # Docker takes it for a wish to stop, and its restart policy leaves it alone.
        run("docker", "start", container)
    return "killed"


def restarted(stack: Stack, service: str) -> str:
    began = time.monotonic()
    for container in stack.containers(service):
        run("docker", "restart", container)
    return f"restarted within {time.monotonic() - began:.0f} s"


def cut(stack: Stack, service: str) -> str:
    with cut_off(stack, service, stack.container(service)):
        time.sleep(AWAY_S)
    return f"away for {AWAY_S:.0f} s"


def survived(stack: Stack, at: Work, service: str, trouble: Trouble, channels: int) -> str:
    names = [f"{trouble.__name__}-{service}-{number}" for number in range(channels)]
    with under_load(at.visitor, (page, 0.05), (runs_of(at.guild), 0.1)) as answers:
        run_id = at.approved(*names)
        at.under_way(run_id)
        began = datetime.now(UTC)
        what = trouble(stack, service)
        over = time.monotonic()
        shown = at.ended_well(run_id)
        took = time.monotonic() - over
        stack.wait_healthy(*at.services)
        healthy = time.monotonic() - over
        time.sleep(1)
    if datetime.fromisoformat(shown["ended_at"]) < began:
        raise Failed(f"the run had ended before {service} was {trouble.__name__}")
    at.holds_once(names)
    _answered_plainly(stack, service, answers.counted())
    well = answers.well_since(over)
    if well > WELL_WITHIN_S:
        raise Failed(f"visitors were answered well only {well:.0f} s later: {answers.counted()}")
    return (
        f"{what}, the run whole {took:.0f} s later, no twin, all healthy after {healthy:.0f} s, "
        f"visitors well {well:.0f} s later, answers {answers.counted()}, the slowest "
        f"{answers.slowest_s():.0f} s"
    )


def _answered_plainly(stack: Stack, service: str, counted: dict[str, int]) -> None:
    """While something is away: what was asked for, or that it is away. No error of ours."""
    allowed = {"200", "503"}
    if service in _IN_FRONT:
        allowed |= {word for word in counted if word != _FAULT}
    wrong = {word: count for word, count in counted.items() if word not in allowed}
    if wrong:
        raise Failed(f"answers that say nothing plain: {wrong} of {counted}; {_errors_of(stack)}")
    if "200" not in counted:
        raise Failed(f"nobody was ever answered: {counted}")


def _errors_of(stack: Stack) -> str:
    """The last that the web app said of faults of its own."""
    said = stack.compose("logs", "--no-color", "--no-log-prefix", "web").splitlines()
    return " ".join([line for line in said if '"level": "error"' in line][-2:]) or "no error logged"
