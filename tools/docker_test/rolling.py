"""Web replaced behind the proxy while people are at work: nobody's request may be lost."""

import time

from load import page, planned, runs_of, under_load
from results import Failed
from stack import Stack
from work import Work

TIMES = 2


def loses_nothing(stack: Stack, at: Work) -> str:
    text = at.design("planned-meanwhile")
    asks = ((page, 0.02), (runs_of(at.guild), 0.05), (planned(at.guild, text), 0.3))
    took = []
    with under_load(at.visitor, *asks) as answers:
        for _ in range(TIMES):
            began = time.monotonic()
            stack.compose(
                *("up", "--detach", "--no-deps", "--no-build", "--force-recreate", "--wait"),
                *("--wait-timeout", "180", "web"),
            )
            took.append(time.monotonic() - began)
        time.sleep(1)
    counted = answers.counted()
    if set(counted) - {"200", "201"}:
        raise Failed(f"requests were lost: {counted}")
    times = " and ".join(f"{one:.0f} s" for one in took)
    return f"{TIMES} times, {times}: {counted}, the slowest {answers.slowest_s():.1f} s"
