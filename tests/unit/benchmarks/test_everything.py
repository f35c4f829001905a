"""All benchmarks in a row: what is written down, and that nothing is passed over in silence."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import everything
from benchmarks.claims import CLAIMS


def ran(code: int, said: str) -> everything.Run:
    def run(command: Sequence[str]) -> tuple[int, str]:
        assert command[0] == sys.executable
        return code, said

    return run


def result(code: int, said: str, name: str = "plan_scale") -> dict[str, object]:
    report = everything.report_of([name], quick=True, run=ran(code, said))
    return dict(report["results"][name])


def test_the_last_line_is_what_is_kept_with_the_command_that_made_it() -> None:
    kept = result(0, 'a table\n\n{"plan_ms": 12.5}\n')

    assert kept["figures"] == {"plan_ms": 12.5}
    assert kept["command"] == "python -m benchmarks.plan_scale --quick"


@pytest.mark.parametrize(
    ("code", "said", "why"),
    [
        (1, '{"plan_ms": 1}\n', "exit code 1"),
        (0, "no figures\n", "no JSON"),
        (0, "", "no JSON"),
        (0, "12\n", "no JSON"),
    ],
)
def test_one_that_fails_has_no_figures(code: int, said: str, why: str) -> None:
    kept = result(code, said)

    assert "figures" not in kept
    assert why in str(kept["failed"])


def test_one_that_is_absent_is_told_and_not_run() -> None:
    assert "no such benchmark" in str(result(0, "{}", name="never_written")["failed"])


def run_main(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], file: Path) -> object:
    monkeypatch.setattr("sys.argv", ["everything", "--write-to", str(file)])
    monkeypatch.setattr(everything, "ORDER", names)
    monkeypatch.setattr(everything, "_shown", ran(0, '{"plan_ms": 1}'))
    with pytest.raises(SystemExit) as ended:
        everything.main()
    return ended.value.code


def test_the_results_are_written_and_a_gap_makes_the_exit_code_non_zero(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "results.json"

    assert run_main(monkeypatch, ("plan_scale",), file) == 0
    assert run_main(monkeypatch, ("plan_scale", "never_written"), file) == 1

    written = json.loads(file.read_text())
    assert written["results"]["plan_scale"]["figures"] == {"plan_ms": 1}
    assert written["versions"]["nextcord"]
    assert "never_written: there is no such benchmark" in capsys.readouterr().out


def test_a_file_that_cannot_be_written_gets_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_main(monkeypatch, ("plan_scale",), tmp_path / "nowhere" / "results.json")

    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_that_cannot_be_written_is_found_out_before_hours_of_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def run(_command: Sequence[str]) -> tuple[int, str]:
        raise AssertionError("it was run all the same")

    monkeypatch.setattr("sys.argv", ["everything", "--write-to", str(tmp_path / "no" / "file")])
    monkeypatch.setattr(everything, "_shown", run)

    with pytest.raises(SystemExit) as ended:
        everything.main()

    assert ended.value.code == 2


def test_what_was_measured_before_somebody_stopped_it_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file, runs = tmp_path / "results.json", iter(["plan_scale"])

    def run(_command: Sequence[str]) -> tuple[int, str]:
        if next(runs, None) is None:
            raise KeyboardInterrupt
        return 0, '{"plan_ms": 1}'

    monkeypatch.setattr("sys.argv", ["everything", "--write-to", str(file)])
    monkeypatch.setattr(everything, "ORDER", ("plan_scale", "chaos"))
    monkeypatch.setattr(everything, "_shown", run)

    with pytest.raises(KeyboardInterrupt):
        everything.main()

    assert json.loads(file.read_text())["results"]["plan_scale"]["figures"] == {"plan_ms": 1}


def test_all_are_run_in_the_order_that_is_written_down() -> None:
    assert everything.ORDER == (
        "apply_calls", "apply_time", "plan_scale", "chaos", "throughput", "drift", "web",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "figures", "told"),
    [
        ("apply_time", {"worst_ratio": 3.0, "refusals": 0}, ["worst_ratio is 3.0, and shall be"]),
        ("web", {"route_ratio_min": 0.69}, ["route_ratio_min is 0.69, and shall be at least 0.7"]),
        ("web", {}, ["route_ratio_min is None"]),
        ("web", {"route_ratio_min": 0.7}, []),
    ],
)
def test_a_claim_that_the_figures_do_not_bear_out_is_told(
    name: str, figures: dict[str, float], told: list[str]
) -> None:
    found = result(0, json.dumps(figures), name)["missed"]

    assert isinstance(found, list)
    assert len(found) == len(told)
    assert all(sentence in one for sentence, one in zip(told, found, strict=True))


def test_chaos_holds_only_where_every_run_converged() -> None:
    zeros = dict.fromkeys(("twins", "lost", "extra_access", "untrue_reports", "fallen"), 0)
    good = json.dumps({"runs": 9, "converged": 9, **zeros})
    bad = json.dumps({"runs": 9, "converged": 8, **zeros, "untrue_reports": 6})

    assert result(0, good, "chaos")["missed"] == []
    assert result(0, bad, "chaos")["missed"] == [
        "untrue_reports is 6, and shall be at most 0",
        "8 of 9 runs converged",
    ]


def test_every_benchmark_has_claims_and_all_are_told_in_the_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert CLAIMS.keys() == set(everything.ORDER)

    run_main(monkeypatch, ("plan_scale",), tmp_path / "results.json")

    assert "plan_scale: access_ms is None" in capsys.readouterr().out
