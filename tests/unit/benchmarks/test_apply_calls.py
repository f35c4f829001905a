"""What the benchmark of calls offers, and what it counts."""

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from benchmarks import apply_calls
from benchmarks.applying.least import Least
from benchmarks.applying.ours import Applied, check_least, check_rule_4
from benchmarks.applying.place import WentWrong
from benchmarks.applying.raw import Raw
from benchmarks.applying.scenarios import Scenario, scenarios


def test_there_are_more_than_thirty_scenarios_each_with_a_name_of_its_own() -> None:
    names = [one.name for one in scenarios(250, 500)]

    assert len(names) == len(set(names)) >= 30


def applied(writes: int, least: int, extra: int = 0, for_rule_4: int = 0) -> Applied:
    raw = Raw({}, [], [])
    return Applied(
        before=raw,
        wanted=raw,
        reached=raw,
        least=Least(made=least, deleted=0, edited=0, parts=0, order=0),
        writes=writes,
        extra=Counter({"why": extra}),
        for_rule_4=for_rule_4,
    )


def test_the_ratio_leaves_out_what_rule_four_asks_for_and_nothing_else() -> None:
    assert applied(writes=5, least=4).ratio == 1.25
    assert applied(writes=5, least=4, extra=1, for_rule_4=1).ratio == 1.0


def test_what_a_plan_merely_calls_so_is_no_call_for_rule_four() -> None:
    assert applied(writes=77, least=4, extra=73).ratio == 77 / 4
    assert applied(writes=7, least=4, extra=3, for_rule_4=2).ratio == 1.25
    assert applied(writes=5, least=4, extra=0, for_rule_4=2).ratio == 1.25


def test_rule_four_asks_for_three_calls_in_all() -> None:
    asked = {one.name: one.for_rule_4 for one in scenarios(250, 500) if one.for_rule_4}

    assert asked == {
        "a category that one channel leaves": 2,
        "a channel opens while everybody loses": 1,
    }


def test_a_plan_without_the_calls_that_rule_four_asks_for_is_no_result() -> None:
    (two,) = (one for one in scenarios(250, 500) if one.for_rule_4 == 2)

    check_rule_4(two, Counter({"why": 2}))
    check_rule_4(two, Counter({"why": 3}))
    with pytest.raises(WentWrong, match="1 fewer calls than rule 4 asks for"):
        check_rule_4(two, Counter({"why": 1}))


def test_less_than_the_least_is_no_result() -> None:
    check_least("one", applied(writes=4, least=4))
    check_least("one", applied(writes=0, least=0))
    with pytest.raises(WentWrong, match=r"one: 0\.500 of the least"):
        check_least("one", applied(writes=4, least=4, extra=2, for_rule_4=2))


async def test_scenarios_are_told_in_order_and_the_first_failure_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    under_way: list[str] = []
    most = 0

    async def outcome(_place: object, _client: object, scenario: Scenario) -> str:
        nonlocal most
        under_way.append(scenario.name)
        most = max(most, len(under_way))
        for _ in range(9 - int(scenario.name)):
            await asyncio.sleep(0)
        under_way.remove(scenario.name)
        if scenario.name == failing:
            raise WentWrong(f"{scenario.name} went wrong")
        return scenario.name

    monkeypatch.setattr(apply_calls, "_outcome", outcome)
    chosen = [Scenario(str(n), lambda _: None, lambda _: None) for n in range(9)]
    place: Any = None

    failing = "none"
    told: Sequence[object] = await apply_calls.outcomes(place, place, chosen)
    assert told == [one.name for one in chosen]
    assert most == 3
    failing = "4"
    with pytest.raises(WentWrong, match="4 went wrong"):
        await apply_calls.outcomes(place, place, chosen)


def test_a_write_where_nothing_was_to_be_done_is_no_ratio_of_one() -> None:
    assert applied(writes=0, least=0).ratio == 1.0
    assert applied(writes=1, least=0).ratio == 2.0


def test_what_is_left_out_of_the_ratio_is_told_to_machines_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def outcomes(_chosen: Sequence[object]) -> list[apply_calls.Outcome]:
        return [apply_calls.Outcome("one", applied(writes=7, least=4, extra=3, for_rule_4=2), 4)]

    monkeypatch.setattr("sys.argv", ["apply_calls", "--quick"])
    monkeypatch.setattr(apply_calls, "_apply_all", outcomes)

    apply_calls.main()

    lines = capsys.readouterr().out.splitlines()
    told = json.loads(lines[-1])
    assert (told["worst_ratio"], told["for_rule_4"]) == (1.25, 3)
    assert "1 of these are not for rule 4: one" in lines
