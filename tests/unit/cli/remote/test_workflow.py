"""The workflow for GitHub says what the command understands."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.support.command_line import CommandLine

WORKFLOW = Path(__file__).parents[4] / "examples" / "github-actions" / "guildwright.yml"


def jobs() -> dict[str, Any]:
    content: dict[str, Any] = YAML(typ="safe").load(WORKFLOW)
    return dict(content["jobs"])


def commands(job: dict[str, Any]) -> list[list[str]]:
    scripts = "\n".join(step.get("run", "") for step in job["steps"])
    found = re.findall(r"^guildwright ([^>\n]*)", scripts, flags=re.MULTILINE)
    return [line.split() for line in found]


@pytest.mark.parametrize("job", ["plan", "apply"])
def test_its_commands_are_understood_as_far_as_the_server(
    guildwright: CommandLine, job: str
) -> None:
    guildwright.ok("init")
    guildwright.set(
        GUILDWRIGHT_SERVER="http://127.0.0.1:1", GUILDWRIGHT_TOKEN="gw_x", GUILDWRIGHT_GUILD="1"
    )

    for words in commands(jobs()[job]):
        ended = guildwright(*words)

        assert ended.code == (0 if words[0] == "validate" else 1)
        assert words[0] == "validate" or "Nobody answers" in ended.err


def test_pull_requests_see_no_token_that_may_apply() -> None:
    planning, applying = str(jobs()["plan"]), str(jobs()["apply"])

    assert [words[0] for words in commands(jobs()["plan"])] == ["validate", "plan"]
    assert [words[0] for words in commands(jobs()["apply"])] == ["apply"]
    assert "APPLY_TOKEN" not in planning
    assert "APPLY_TOKEN" in applying
    assert jobs()["apply"]["environment"] == "discord"
