"""Files that people name: plans, blueprints, and what is written for them."""

import json
from pathlib import Path

import pytest

from app.cli.handlers.files import (
    FileThere,
    PlanFile,
    PlanFileUnreadable,
    is_plan_file,
    read_plan_file,
    write_plan_file,
    write_text,
)
from app.shared.domain.structure.identifiers import GuildId

PLAN = PlanFile(GuildId(1 << 62), "abc123")


def test_a_plan_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"

    write_plan_file(path, PLAN)

    assert is_plan_file(path)
    assert read_plan_file(path) == PLAN


@pytest.mark.parametrize(
    "garbage",
    [
        "{}",
        "{",
        "[]",
        '{"kind": "other", "guild_id": "1", "hash": "a"}',
        '{"kind": "guildwright-plan", "guild_id": "one", "hash": "a"}',
        '{"kind": "guildwright-plan", "guild_id": null, "hash": "a"}',
        '{"kind": "guildwright-plan"}',
        "[" * 100_000,
        "{" * 100_000,
    ],
)
def test_garbage_is_no_plan(tmp_path: Path, garbage: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(garbage)

    with pytest.raises(PlanFileUnreadable) as caught:
        read_plan_file(path)

    assert str(path) in caught.value.message
    assert "plan -o" in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "is_plan"),
    [
        ("version: 1\n", False),
        ('{"version": 1, "roles": []}', False),
        ('  {"version": 1}', False),
        ("{version: 1}", False),
        ("{}", True),
        ('{"kind": "guildwright-plan"}', True),
        ("{ nothing that ends", True),
        ("", False),
    ],
)
def test_a_blueprint_in_json_is_not_taken_for_a_plan(
    tmp_path: Path, text: str, is_plan: bool
) -> None:
    path = tmp_path / "file"
    path.write_text(text)

    assert is_plan_file(path) is is_plan


def test_a_file_that_is_there_stays_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "guildwright.yaml"
    path.write_text("mine")

    with pytest.raises(FileThere) as caught:
        write_text(path, "new", overwrite=False)
    kept = path.read_text()
    write_text(path, "new", overwrite=True)

    assert kept == "mine"
    assert "--force" in caught.value.remedy
    assert path.read_text() == "new"


@pytest.mark.parametrize("place", ["no/such/folder.yaml", "folder"])
def test_what_cannot_be_written_is_told_by_its_own_name_and_leaves_no_draft(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(OSError) as caught:  # noqa: PT011 - the number depends on the machine
        write_text(tmp_path / place, "text", overwrite=True)

    assert caught.value.filename == str(tmp_path / place)
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_the_file_of_a_plan_says_nothing_but_which_plan_is_meant(tmp_path: Path) -> None:
    write_plan_file(tmp_path / "plan.json", PLAN)

    content = json.loads((tmp_path / "plan.json").read_text())

    assert content == {"kind": "guildwright-plan", "guild_id": str(1 << 62), "hash": "abc123"}
