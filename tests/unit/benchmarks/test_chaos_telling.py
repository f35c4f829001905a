"""The trouble that is drawn, and how those are told who fell by it or by themselves."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import ClassVar

import pytest

from app.shared.domain.runs.run import RunId
from app.shared.infrastructure.composition import Addresses
from benchmarks.chaos import __main__ as chaos
from benchmarks.chaos.campaign import Result
from benchmarks.chaos.crew import Crew
from benchmarks.chaos.troubles import Kill, KillMoment, Menu, trouble_for
from benchmarks.chaos.verdict import Verdict

_NOWHERE = Addresses(
    database_url="", redis_url="", discord_token="", discord_api_url="http://discord.test/api/v10"
)


def test_workers_that_fell_by_themselves_are_told_to_machines_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fought(_wish: object, _tell: object) -> Result:
        return Result([Verdict(1)], 0, 0, 0, 0, ["a worker ended by itself with 1"])

    monkeypatch.setattr("sys.argv", ["chaos"])
    monkeypatch.setattr(chaos, "fight", fought)

    chaos.main()

    assert json.loads(capsys.readouterr().out.splitlines()[-1])["fallen"] == 1


def test_an_edit_that_was_written_over_without_a_word_is_shown_with_all_that_befell_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = Verdict(7, converged=True, overwritten=["rules: topic"], untold=["rules: topic"])
    silent.log.append("writes a topic for #rules")

    async def fought(_wish: object, tell: Callable[[Verdict], None]) -> Result:
        tell(silent)
        return Result([silent], 0, 0, 0, 0, [])

    monkeypatch.setattr("sys.argv", ["chaos", "--seed", "3"])
    monkeypatch.setattr(chaos, "fight", fought)

    chaos.main()

    said = capsys.readouterr().out
    assert "run 7 of seed 3:\n  written over, not told: rules: topic\n    writes a topic" in said
    assert "--seed 3 --only 7\n" in said
    assert re.search(r"not told by its report +1\n", said)


class DeadAtOnce:
    exitcode = 1

    def __init__(self, **_work: object) -> None: ...

    def start(self) -> None: ...

    def join(self, _seconds: float) -> None: ...


def test_a_worker_that_dies_before_it_has_a_log_fell_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.chaos.crew._PROCESSES", SimpleNamespace(Process=DeadAtOnce))
    with Crew(tmp_path, _NOWHERE, 1) as crew:
        crew.look_after()

    (fallen,) = crew.fallen
    assert fallen.startswith("a worker ended by itself with 1")


class Living:
    asked: ClassVar[list[str]] = []
    exitcode = None

    def __init__(self, *, args: tuple[object, object, dict[str, str]], **_work: object) -> None:
        self._base = args[2]["DISCORD_API_URL"]

    def start(self) -> None: ...

    def join(self, _seconds: float) -> None: ...

    def terminate(self) -> None:
        self.asked.append(self._base)

    def kill(self) -> None: ...


def test_only_what_a_worker_says_of_this_run_and_the_database_counts_as_letting_go_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.chaos.crew._PROCESSES", SimpleNamespace(Process=Living))
    run_id, other = RunId("0123456789abcdef"), RunId("fedcba9876543210")
    (tmp_path / "worker-0.log").write_text(
        f"run {run_id} stands still: store_unavailable\n"
        f"run {run_id} stands still: internal_fault\n"
        f"run {other} stands still: store_unavailable\n"
    )
    (tmp_path / "worker-1.log").write_text(f"run {run_id} stands still: store_unavailable\n")

    with Crew(tmp_path, _NOWHERE, 3) as crew:
        assert crew.let_go_of(run_id) == 2


def test_a_call_that_comes_after_its_worker_was_replaced_is_not_the_new_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.chaos.crew._PROCESSES", SimpleNamespace(Process=Living))
    with Crew(tmp_path, _NOWHERE, 1) as crew:
        late = crew.at_work("/api/v20")
        assert late is not None
        crew.kill(late)
        crew.terminate(late)

        assert crew.at_work("/api/v20") is None
        assert crew.at_work("/api/v21") is not None
        assert crew.at_work("/api/v10") is None

    assert (crew.killed, crew.terminated, crew.gone) == (1, 0, [late])
    assert Living.asked == []


def test_the_same_seed_brings_the_same_trouble() -> None:
    first = trouble_for(Random("3/7"), 12, Menu())
    again = trouble_for(Random("3/7"), 12, Menu())

    assert first == again


def test_a_kill_at_a_creation_waits_for_one() -> None:
    (kill,) = trouble_for(
        Random("3/7"), 12, Menu(kill=0, second_kill=0, kill_at_creation=True)
    ).kills

    assert not kill.befalls(9, "PATCH")
    assert kill.befalls(10, "POST")
    assert Kill(3, KillMoment.AFTER, 0, arrives=True).befalls(3, "GET")


def test_every_kind_of_trouble_is_drawn_in_a_few_hundred_runs() -> None:
    drawn = [trouble_for(Random(f"1/{number}"), 12, Menu()) for number in range(300)]

    assert {kill.moment for one in drawn for kill in one.kills} == set(KillMoment)
    assert {outage.of_postgres for one in drawn for outage in one.outages} == {True, False}
    assert any(one.edits for one in drawn)
    assert any(one.terminations for one in drawn)
    assert any(one.steering for one in drawn)
    assert len({mishap.kind for one in drawn for mishap in one.mishaps}) == 6
