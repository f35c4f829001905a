"""How benchmarks answer wishes that make no sense."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest


def main_of(benchmark: str) -> Callable[[], None]:
    """As `python -m` finds it: of a folder, its `__main__`."""
    module = import_module(f"benchmarks.{benchmark}")
    if hasattr(module, "__path__"):
        module = import_module(f"benchmarks.{benchmark}.__main__")
    main: Callable[[], None] = module.main
    return main


def starts_nothing(*_: object) -> None:
    raise AssertionError("a wish that makes no sense began something")


def test_without_chromium_there_is_one_line_that_says_what_names_another(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    web = import_module("benchmarks.web.__main__")
    monkeypatch.setattr(web, "CHROMIUM", "/nowhere/chromium")
    monkeypatch.setattr(web, "_VENDOR", Path(__file__).parent)
    monkeypatch.setattr("sys.argv", ["web", "--only", "designer"])
    monkeypatch.setattr("asyncio.create_subprocess_exec", starts_nothing)

    with pytest.raises(SystemExit) as ended:
        web.main()

    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        "python -m benchmarks.web: pages are opened in Chromium: none at /nowhere/chromium; "
        "CHROMIUM names another\n"
    )


@pytest.mark.parametrize(
    ("benchmark", "words", "said"),
    [
        ("apply_calls", ["--only", "nonsense"], "nonsense"),
        ("apply_calls", ["--roles", "-1"], "between 3 and 250"),
        ("apply_calls", ["--channels", "501"], "between 2 and 500"),
        ("apply_calls", ["--channels", "many"], "many"),
        ("apply_time", ["--only", "nonsense"], "nonsense"),
        ("apply_time", ["--roles", "-1"], "between 10 and 250"),
        ("apply_time", ["--channels", "501"], "between 30 and 500"),
        ("apply_time", ["--latency", "-5"], "between 0 and 2000"),
        ("apply_time", ["--latency", "soon"], "soon"),
        ("throughput", ["--guilds", "0"], "between 1 and 5000"),
        ("throughput", ["--guilds", "-50"], "between 1 and 5000"),
        ("throughput", ["--guilds", "10,5001"], "between 1 and 5000"),
        ("throughput", ["--guilds", "many"], "many"),
        ("throughput", ["--workers", "9"], "between 1 and 8"),
        ("throughput", ["--limits", "perhaps"], "perhaps"),
        ("chaos", ["--runs", "-1"], "--runs must be between 1"),
        ("chaos", ["--runs", "0"], "--runs must be between 1"),
        ("chaos", ["--runs", "many"], "many"),
        ("chaos", ["--seed", "-3"], "--seed must not be negative"),
        ("chaos", ["--only", "0"], "--only takes the number of a run"),
        ("chaos", ["--only", "3", "--runs", "8"], "--only is one run"),
        ("chaos", ["--lanes", "0"], "--lanes must be between 1 and 64"),
        ("chaos", ["--workers", "9"], "--workers must be between 1 and 8"),
        ("chaos", ["--minutes", "-1"], "--minutes must be more than 0"),
        ("chaos", ["--minutes", "nan"], "--minutes must be more than 0"),
        ("chaos", ["--nonsense"], "--nonsense"),
        ("web", ["--seconds", "nan"], "--seconds must be a number"),
        ("web", ["--seconds", "inf"], "--seconds must be a number"),
        ("web", ["--seconds", "-1"], "--seconds must be a number"),
        ("web", ["--watchers", "0"], "--watchers must be between 1 and 5000"),
        ("web", ["--watchers", "5001"], "--watchers must be between 1 and 5000"),
        ("drift", ["--guilds", "0"], "--guilds must be between 1 and 10000"),
        ("drift", ["--guilds", "10001"], "--guilds must be between 1 and 10000"),
        ("drift", ["--guilds", "many"], "many"),
        ("drift", ["--rate", "-1"], "--rate must be between 1 and 1000"),
        ("drift", ["--rate", "1001"], "--rate must be between 1 and 1000"),
        ("web", ["--only", "nonsense"], "nonsense"),
        ("plan_scale", ["--repeat", "0"], "between 1 and 100"),
        ("plan_scale", ["--repeat", "-1"], "between 1 and 100"),
        ("plan_scale", ["--repeat", "101"], "between 1 and 100"),
        ("plan_scale", ["--repeat", "1000000000"], "between 1 and 100"),
        ("plan_scale", ["--repeat", "many"], "many"),
    ],
)
def test_wishes_that_make_no_sense_get_one_line(
    benchmark: str,
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    main = main_of(benchmark)
    monkeypatch.setattr("sys.argv", [benchmark, *words])
    monkeypatch.setattr("subprocess.Popen", starts_nothing)
    monkeypatch.setattr("asyncio.create_subprocess_exec", starts_nothing)

    with pytest.raises(SystemExit) as ended:
        main()

    captured = capsys.readouterr()
    assert ended.value.code == 2
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert said in captured.err
