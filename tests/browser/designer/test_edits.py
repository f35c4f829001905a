"""Whatever is done to a design, it stays one the server takes, and undo leads back exactly."""

from pathlib import Path
from typing import Any

import pytest

from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.infrastructure.files.design.reading import read_design
from app.web.designer.registry import designer_registry
from tests.browser.designer.stage import Rules

MODULES = (
    "registry", "design", "history", "differences", "patch",
    "commands/channels", "commands/placing", "commands/roles", "commands/access",
)  # fmt: skip

AT_RANDOM = (Path(__file__).parent / "at_random.js").read_text()


@pytest.mark.parametrize("seed", range(12))
def test_no_sequence_of_edits_breaks_the_design(rules: Rules, example: Any, seed: int) -> None:
    given = {"registry": designer_registry(), "design": example, "seed": seed, "steps": 40}

    design = rules.run(MODULES, AT_RANDOM + "return history.design;", given)

    problems = [] if design is None else _problems(design)
    assert [one for one in problems if not _may_happen(one)] == []


@pytest.mark.parametrize("seed", range(6))
def test_undo_leads_back_step_by_step_and_redo_forth(rules: Rules, example: Any, seed: int) -> None:
    given = {"registry": designer_registry(), "design": example, "seed": seed, "steps": 30}

    ways = rules.run(
        MODULES,
        AT_RANDOM
        + """
        const back = [], forth = [];
        for (let h = history; ; h = m.undone(h)) {
          back.unshift(h.design);
          history = h;
          if (!h.past.length) break;
        }
        for (let h = history; ; h = m.redone(h)) {
          forth.push(h.design);
          if (!h.future.length) break;
        }
        const same = (way) =>
          way.length === designs.length && way.every((one, at) => one === designs[at]);
        return { steps: designs.length, back: same(back), forth: same(forth),
          untouched: m.same(designs[0], given.before) };""",
        given | {"before": example},
    )

    assert ways["steps"] > 10
    assert ways == {"steps": ways["steps"], "back": True, "forth": True, "untouched": True}


def test_typing_is_one_step_and_leaving_the_field_ends_it(rules: Rules) -> None:
    labels = rules.run(
        ("history",),
        """
        let h = m.started({ n: 0 });
        const type = (n, tag, now) => { h = m.recorded(h, { n }, { label: tag, tag, now }); };
        type(1, "topic", 0); type(2, "topic", 200); type(3, "topic", 400);
        h = m.sealed(h);
        type(4, "topic", 500);
        type(5, "name", 600);
        type(6, "name", 9000);
        return h.past.map(({ label, design }) => [label, design.n]);""",
    )

    assert labels == [["topic", 0], ["topic", 3], ["name", 4], ["name", 5]]


def test_what_pointed_to_a_removed_channel_goes_with_it(rules: Rules, example: Any) -> None:
    design = rules.run(
        ("commands/channels",), "return m.removeChannels(given, ['rules', 'mod-log']);", example
    )

    assert design["settings"]["rules_channel"] is None
    assert "rules" not in [one["channel"] for one in design["welcome_screen"]["channels"]]
    assert "rules" not in design["onboarding"]["default_channels"]
    alerts = [one["channel"] for rule in design["automod"] for one in rule["actions"]]
    assert "mod-log" not in alerts


def test_only_what_moved_counts_as_moved(rules: Rules, example: Any) -> None:
    found = rules.run(
        ("commands/placing", "differences"),
        "return m.differences(given, m.moveChannels(given, ['roles'], 'welcome', 'rules'))"
        ".map(({ sign, key, field }) => [sign, key, field]);",
        example,
    )

    assert found == [["m", "roles", "order"]]


def _problems(design: Any) -> list[str]:
    try:
        read_design(design)
    except BlueprintRefused as refused:
        return [one.what for one in refused.problems]
    return []


def _may_happen(what: str) -> bool:
    """What a person can bring about and is told of, and what an edit must not hide."""
    told = ("An enabled onboarding needs", "@everyone may write in", "A community needs a")
    return what.startswith(told) or what in (
        "The action is not complete.", "The prompt has 0 options.",
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_of_edits_leads_to_the_same_design(
    rules: Rules, example: Any, seed: int
) -> None:
    given = {"registry": designer_registry(), "design": example, "seed": seed, "steps": 30}

    edited, again = rules.run(
        MODULES,
        AT_RANDOM
        + """
        const copy = (value) => JSON.parse(JSON.stringify(value));
        const kept = copy(m.patchOf(given.design, history.design));
        return [history.design, m.patched(copy(given.design), kept)];""",
        given,
    )

    assert again == edited != example
