"""What the benchmark of trouble answers to wishes that make no sense."""

from random import Random

import pytest

from benchmarks.chaos import __main__ as chaos
from benchmarks.chaos.troubles import KillMoment, Menu, trouble_for


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--runs", "-1"], "--runs must be between 1"),
        (["--runs", "0"], "--runs must be between 1"),
        (["--runs", "many"], "many"),
        (["--seed", "-3"], "--seed must not be negative"),
        (["--only", "0"], "--only takes the number of a run"),
        (["--lanes", "0"], "--lanes must be between 1 and 64"),
        (["--workers", "9"], "--workers must be between 1 and 8"),
        (["--minutes", "-1"], "--minutes must be more than 0"),
        (["--minutes", "nan"], "--minutes must be more than 0"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wishes_that_make_no_sense_get_one_line(
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.argv", ["chaos", *words])

    with pytest.raises(SystemExit) as ended:
        chaos.main()

    captured = capsys.readouterr()
    assert ended.value.code == 2
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert said in captured.err


def test_the_same_seed_brings_the_same_trouble() -> None:
    first = trouble_for(Random("3/7"), 12, Menu())
    again = trouble_for(Random("3/7"), 12, Menu())

    assert first == again


def test_every_kind_of_trouble_is_drawn_in_a_few_hundred_runs() -> None:
    drawn = [trouble_for(Random(f"1/{number}"), 12, Menu()) for number in range(300)]

    assert {kill.moment for one in drawn for kill in one.kills} == set(KillMoment)
    assert {outage.of_postgres for one in drawn for outage in one.outages} == {True, False}
    assert any(one.edits for one in drawn)
    assert any(one.terminations for one in drawn)
    assert any(one.steering for one in drawn)
    assert len({mishap.kind for one in drawn for mishap in one.mishaps}) == 6
