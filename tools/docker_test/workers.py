"""Workers of their own beside the bot, as docs/operations.md says under Scale."""

from network import cut_off
from results import Failed
from stack import Stack
from work import Work

NUMBER = 2
AWAY_S = 12.0


def scaled(stack: Stack, at: Work) -> str:
    stack.set(COMPOSE_PROFILES="sandbox,backup,proxy,workers", BOT_RUNS_WORKER="false")
    stack.compose("up", "--detach", "--no-build", "--wait", "--scale", f"worker={NUMBER}")
    number = len(stack.containers("worker"))
    if number != NUMBER:
        raise Failed(f"{number} workers, and were to be {NUMBER}")
    shown = at.applied("made-by-a-worker")
    if "by a worker" not in shown["receipt"]:
        raise Failed(f"the bot was to leave runs to workers: {shown['receipt']}")
    return f"{number} workers. {shown['receipt']}"


def cut_off_in_a_run(stack: Stack, at: Work) -> str:
    """Whoever has the run is cut off until it has ended: only the other one can have done it."""
    names = [f"cut-worker-{number}" for number in range(30)]
    run_id = at.approved(*names)
    at.under_way(run_id)
    container = _who_has(stack, at.guild)
    with cut_off(stack, "worker", container):
        at.ended_well(run_id)
        at.holds_once(names)
    stack.wait_healthy("worker")
    at.holds_once(names)
    return "the other one went on with the run to its end, no twin"


def _who_has(stack: Stack, guild: str) -> str:
    """The worker that holds the guild's lock in the database."""
    asked = (
        "SELECT host(client_addr) FROM pg_stat_activity JOIN pg_locks USING (pid) "
        "WHERE locktype = 'advisory' AND objsubid = 1 "
        "AND (classid::bigint << 32) | objid::bigint = :guild"
    )
    # psql puts variables into what it reads, not into what --command says.
    words = ("psql", "--username=guildwright", "-At", f"--set=guild={guild}")
    address = stack.compose("exec", "-T", "postgres", *words, feed=asked.encode()).strip()
    for container in stack.containers("worker"):
        if address and address in stack.networks(container).values():
            return container
    raise Failed(f"no worker has the run: the lock is held from {address or 'nowhere'}")
