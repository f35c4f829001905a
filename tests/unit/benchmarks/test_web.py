"""What the benchmark of the web app answers to wishes that make no sense."""

import pytest

from benchmarks.web import __main__ as web


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--seconds", "nan"], "--seconds must be a number"),
        (["--seconds", "inf"], "--seconds must be a number"),
        (["--seconds", "-1"], "--seconds must be a number"),
        (["--watchers", "0"], "--watchers must be at least 1"),
        (["--only", "nonsense"], "nonsense"),
    ],
)
def test_wishes_that_make_no_sense_get_one_line(
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Where nothing is refused, this ends it at once.
    monkeypatch.setattr(web, "served", None)
    monkeypatch.setattr("sys.argv", ["web", *words])

    with pytest.raises(SystemExit) as ended:
        web.main()

    captured = capsys.readouterr()
    assert ended.value.code == 2
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert said in captured.err
