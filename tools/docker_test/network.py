"""A container that nobody reaches and that reaches nobody for a while, as if its cable were pulled.

Unlike a process that dies, it leaves connections behind that look alive from both ends.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from load import page, runs_of, under_load
from results import Failed
from stack import Stack, run
from work import Work

AWAY_S = 12.0
WELL_WITHIN_S = 45.0
"""After the cable is back: until visitors are answered again, whatever they ask."""
_IN_FRONT = {"web", "proxy"}
"""Without them nobody is answered, which visitors see as no answer or as the proxy's own."""
_FAULT = "500"


@contextmanager
def cut_off(stack: Stack, service: str, container: str) -> Iterator[None]:
    """Back again it is called what it was called, and may have another address."""
    found = stack.networks(container)
    for network in found:
        run("docker", "network", "disconnect", network, container)
    try:
        yield
    finally:
        for network in found:
            run("docker", "network", "connect", "--alias", service, network, container)


def survives_cut(stack: Stack, at: Work, service: str) -> str:
    names = [f"cut-{service}-{number}" for number in range(30)]
    with under_load(at.visitor, (page, 0.05), (runs_of(at.guild), 0.1)) as answers:
        run_id = at.approved(*names)
        at.under_way(run_id)
        with cut_off(stack, service, stack.container(service)):
            cut_at = datetime.now(UTC)
            time.sleep(AWAY_S)
        back = time.monotonic()
        shown = at.ended_well(run_id)
        took = time.monotonic() - back
        stack.wait_healthy(*at.services)
        time.sleep(1)
    if datetime.fromisoformat(shown["ended_at"]) < cut_at:
        raise Failed("the run had ended before the cut")
    at.holds_once(names)
    _answered_plainly(service, answers.counted())
    well = answers.well_since(back)
    if well > WELL_WITHIN_S:
        raise Failed(f"visitors were answered well only {well:.0f} s later: {answers.counted()}")
    return (
        f"away for {AWAY_S:.0f} s, the run whole {took:.0f} s later, visitors well {well:.0f} s "
        f"later, answers {answers.counted()}, the slowest {answers.slowest_s():.0f} s"
    )


def _answered_plainly(service: str, counted: dict[str, int]) -> None:
    """While something is away: what was asked for, or that it is away. No error of ours."""
    allowed = {"200", "503"}
    if service in _IN_FRONT:
        allowed |= {word for word in counted if word != _FAULT}
    wrong = {word: count for word, count in counted.items() if word not in allowed}
    if wrong:
        raise Failed(f"answers that say nothing plain: {wrong} of {counted}")
    if "200" not in counted:
        raise Failed(f"nobody was ever answered: {counted}")
