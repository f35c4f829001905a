"""Processes that go away in the middle of a run, and those that go on where it stands."""

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.world.events import Event
from tests.support.command_line import CommandLine
from tests.support.sandbox_beside import SandboxBeside

BLUEPRINT = "guildwright.yaml"
ROOMS = tuple(f"room-{number}" for number in range(1, 7))
_WITHIN_S = 120
STOPS_WITHIN_S = 10.0
"""After which most places kill what they have asked to stop."""


@pytest.fixture
def prepared(at_copper: CommandLine) -> CommandLine:
    """A blueprint with a role more, and six channels more that only this role may see."""
    at_copper.ok("import", "-o", BLUEPRINT)
    path = at_copper.folder / BLUEPRINT
    text = path.read_text().replace("  - name: Helper\n", "  - Bard\n  - name: Helper\n", 1)
    rooms = "".join(f"      - text: {name}\n" for name in ROOMS)
    more = f"  - category: Rooms\n    access: private to bard\n    channels:\n{rooms}\n"
    assert "\nchannels:\n" in text
    path.write_text(text.replace("\nchannels:\n", f"\nchannels:\n{more}", 1))
    return at_copper


@contextmanager
def awaited(copper: SandboxBeside, name: str, number: int) -> Iterator[Callable[[], None]]:
    """Gives a function that returns when the event has happened so often since."""
    happened = threading.Event()
    seen = [0]

    def hear(event: Event) -> None:
        seen[0] += event.name == name
        if seen[0] >= number:
            happened.set()

    def wait() -> None:
        assert happened.wait(_WITHIN_S), f"{name} happened {seen[0]} times"

    copper.do(lambda: copper.seeded.world.subscribe(hear))
    yield wait


def held(copper: SandboxBeside, route: str, skip: int = 0) -> int:
    """Of one creation the answer is held back, after it has taken effect."""
    return copper.fail(
        Fault(
            FaultKind.SLOW,
            Moment.AFTER,
            method="POST",
            route=f"/guilds/{{guild_id}}/{route}",
            skip=skip,
        )
    )


def the_run(guildwright: CommandLine) -> dict[str, object]:
    (run,) = json.loads(guildwright.ok("runs", "--json").out)
    found: dict[str, object] = json.loads(guildwright.ok("show", str(run["id"]), "--json").out)
    return found


def assert_no_twin_and_no_gap(guildwright: CommandLine, copper: SandboxBeside) -> None:
    for name in ("Rooms", *ROOMS):
        assert len(copper.channels_named(name)) == 1, name
    assert copper.role_names().count("Bard") == 1
    assert guildwright("plan", "--detailed-exitcode").code == 0
    assert the_run(guildwright)["verified"] is True


def test_a_worker_is_killed_after_a_call_took_effect_and_another_finishes(
    prepared: CommandLine, copper: SandboxBeside
) -> None:
    held(copper, "channels", skip=3)
    prepared.ok("apply", "--yes", "--detach")

    with awaited(copper, "CHANNEL_CREATE", 4) as fourth, prepared.beside("worker") as worker:
        fourth()
        worker.kill()
    between = the_run(prepared)
    copper.do(copper.sandbox.faults.clear)
    finished = prepared.ok("resume", str(between["id"]))

    assert between["state"] == "running"
    assert "started" in {step["state"] for step in between["steps"]}  # type: ignore[attr-defined]
    assert "Read back: the server is as the plan wanted it." in finished.out
    assert_no_twin_and_no_gap(prepared, copper)


def test_a_worker_that_is_asked_to_stop_hands_over_between_two_steps(
    prepared: CommandLine, copper: SandboxBeside
) -> None:
    held(copper, "roles")
    prepared.ok("apply", "--yes", "--detach")

    with awaited(copper, "GUILD_ROLE_CREATE", 1) as made, prepared.beside("worker") as worker:
        made()
        worker.ask_to_stop(signal.SIGTERM)
        copper.do(copper.sandbox.faults.clear)
        ended = worker.ended()
    between = the_run(prepared)
    rooms = [name for name in ROOMS if copper.channels_named(name)]
    prepared.ok("resume", str(between["id"]))

    assert ended.code == 0
    assert "Traceback" not in ended.both
    assert between["state"] == "running"
    assert {step["state"] for step in between["steps"]} == {"done", "waiting"}  # type: ignore[attr-defined]
    assert rooms == []
    assert_no_twin_and_no_gap(prepared, copper)


def test_whoever_interrupts_apply_is_told_how_to_go_on(
    prepared: CommandLine, copper: SandboxBeside
) -> None:
    held(copper, "roles")

    with (
        awaited(copper, "GUILD_ROLE_CREATE", 1) as made,
        prepared.beside("apply", "--yes") as applying,
    ):
        made()
        applying.ask_to_stop(signal.SIGINT)
        copper.do(copper.sandbox.faults.clear)
        ended = applying.ended()
    run_id = str(the_run(prepared)["id"])
    prepared.ok("resume", run_id)

    assert ended.code == 128 + signal.SIGINT
    assert "Stopping." in ended.err
    assert f"guildwright resume {run_id}" in ended.err
    assert "✓ create role @Bard" in ended.err
    assert_no_twin_and_no_gap(prepared, copper)


def test_a_guild_is_changed_by_one_at_a_time(prepared: CommandLine, copper: SandboxBeside) -> None:
    held(copper, "roles")

    with (
        awaited(copper, "GUILD_ROLE_CREATE", 1) as made,
        prepared.beside("apply", "--yes") as applying,
    ):
        made()
        second = prepared("apply", "--yes")
        copper.do(copper.sandbox.faults.clear)
        first = applying.ended()

    assert second.code == 1
    assert "already has a run that has not ended" in second.err
    assert first.code == 0, first.both
    assert_no_twin_and_no_gap(prepared, copper)


def test_a_bot_carries_out_plans_itself_and_hands_over_when_it_is_asked_to_stop(
    prepared: CommandLine, copper: SandboxBeside
) -> None:
    held(copper, "roles")
    prepared.ok("apply", "--yes", "--detach")

    with awaited(copper, "GUILD_ROLE_CREATE", 1) as made, prepared.beside("bot") as bot:
        made()
        asked_at = time.monotonic()
        # The answer to the step that is under way is held back, so this is the longest it takes.
        bot.ask_to_stop(signal.SIGTERM)
        ended = bot.ended()
        took = time.monotonic() - asked_at
    copper.do(copper.sandbox.faults.clear)
    between = the_run(prepared)
    prepared.ok("resume", str(between["id"]))

    assert ended.code == 0
    assert "Traceback" not in ended.both
    assert took < STOPS_WITHIN_S
    assert between["state"] == "running"
    assert_no_twin_and_no_gap(prepared, copper)


def test_a_bot_leaves_plans_to_a_worker_where_it_is_told_to(
    prepared: CommandLine, copper: SandboxBeside
) -> None:
    prepared.set(BOT_RUNS_WORKER="false")
    prepared.ok("apply", "--yes", "--detach")

    with (
        awaited(copper, "GUILD_ROLE_CREATE", 1) as made,
        prepared.beside("bot"),
        prepared.beside("worker") as worker,
    ):
        made()
        worker.ask_to_stop(signal.SIGTERM)
        worker.ended()
    prepared.ok("resume", str(the_run(prepared)["id"]))

    assert_no_twin_and_no_gap(prepared, copper)
