"""What the benchmark of planning takes, and what it does not."""

import pytest

from benchmarks import plan_scale


@pytest.mark.parametrize("words", [["0"], ["-1"], ["101"], ["1000000000"], ["many"]])
def test_repetitions_that_make_no_sense_get_one_line(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["plan_scale", "--quick", "--repeat", *words])
    monkeypatch.setattr(plan_scale, "_SHARES", ())

    with pytest.raises(SystemExit) as ended:
        plan_scale.main()

    captured = capsys.readouterr()
    assert ended.value.code == 2
    assert captured.out == ""
    assert captured.err.count("\n") == 1
