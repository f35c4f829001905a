"""A document that names a schema has one beside it."""

import json
from pathlib import Path

import pytest

from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.schema import schema_text
from tests.support.command_line import CommandLine, Ended

SCHEMA = "guildwright.schema.json"
HEADER = f"# yaml-language-server: $schema={SCHEMA}\n"
TEMPLATE = {
    "name": "Copper",
    "serialized_source_guild": {
        "name": "Copper",
        "roles": [{"id": 0, "name": "@everyone", "permissions": "0"}],
        "channels": [{"id": 1, "type": 0, "name": "lobby", "permission_overwrites": []}],
    },
}


def written(guildwright: CommandLine, way: str, *more: str) -> Ended:
    if way == "init":
        return guildwright.ok("init", "design.yaml", *more)
    template = guildwright.folder / "template.json"
    template.write_text(json.dumps(TEMPLATE))
    return guildwright.ok("import", "--template", str(template), "-o", "design.yaml", *more)


@pytest.mark.parametrize("way", ["init", "import"])
def test_the_schema_lies_where_the_document_says(guildwright: CommandLine, way: str) -> None:
    ended = written(guildwright, way)

    document = (guildwright.folder / "design.yaml").read_text()
    assert document.startswith(HEADER)
    assert "://" not in document
    read_blueprint(document)
    assert (guildwright.folder / SCHEMA).read_text() == schema_text()
    assert SCHEMA in ended.both


def test_it_lies_beside_the_document_and_not_where_one_stands(guildwright: CommandLine) -> None:
    (guildwright.folder / "designs").mkdir()

    guildwright.ok("init", "designs/design.yaml")

    assert (guildwright.folder / "designs" / SCHEMA).read_text() == schema_text()
    assert not (guildwright.folder / SCHEMA).exists()


@pytest.mark.parametrize("way", ["init", "import"])
def test_another_schema_is_left_as_it_is_and_it_is_said(guildwright: CommandLine, way: str) -> None:
    (guildwright.folder / SCHEMA).write_text("{}")

    ended = written(guildwright, way, "--force")

    assert (guildwright.folder / SCHEMA).read_text() == "{}"
    assert f"{SCHEMA} is not the one of this version" in ended.both


def test_of_the_same_schema_nothing_is_said(guildwright: CommandLine) -> None:
    (guildwright.folder / SCHEMA).write_text(schema_text())

    ended = written(guildwright, "init")

    assert SCHEMA not in ended.both


def test_an_import_to_the_terminal_names_no_schema(guildwright: CommandLine) -> None:
    template = guildwright.folder / "template.json"
    template.write_text(json.dumps(TEMPLATE))

    ended = guildwright.ok("import", "--template", str(template))

    read_blueprint(ended.out)
    assert "$schema" not in ended.out
    assert not (guildwright.folder / SCHEMA).exists()


def test_a_document_that_is_refused_brings_no_schema(guildwright: CommandLine) -> None:
    path: Path = guildwright.folder / "design.yaml"
    path.write_text("mine")

    ended = guildwright("init", "design.yaml")

    assert ended.code == 1
    assert not (guildwright.folder / SCHEMA).exists()
