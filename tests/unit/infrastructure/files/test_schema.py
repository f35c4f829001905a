from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given
from ruamel.yaml import YAML

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.plain_document import plain_document
from app.shared.infrastructure.files.schema import json_schema, schema_text
from tests.support.blueprints import blueprints
from tests.support.examples import examples

ROOT = Path(__file__).parents[4]
VALIDATOR = jsonschema_rs.validator_for(json_schema())
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def data(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def test_the_published_schema_is_the_one_the_code_makes() -> None:
    published = (ROOT / "docs" / "guildwright.schema.json").read_text(encoding="utf-8")

    assert published == schema_text(), "run: python -m tools.write_schema"


def test_the_schema_is_a_valid_schema_of_its_draft() -> None:
    jsonschema_rs.meta.validate(json_schema())

    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_property_is_described() -> None:
    silent = [
        f"{place}.{name}"
        for place, properties in properties_of(json_schema())
        for name, schema in properties.items()
        if not schema.get("description")
    ]

    assert silent == []


@examples(20, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints())
def test_whatever_is_written_is_valid_for_editors_too(blueprint: Blueprint) -> None:
    plain = plain_document(blueprint)

    assert [error.message for error in VALIDATOR.iter_errors(plain)] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_read_and_valid_for_editors(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert len(read_blueprint(text, path.name).structure.channels) >= 20
    assert [error.message for error in VALIDATOR.iter_errors(data(text))] == []
    assert text.startswith("# yaml-language-server: $schema=../docs/guildwright.schema.json\n")


def test_there_are_four_examples() -> None:
    assert [path.stem for path in EXAMPLES] == [
        "gaming-community",
        "homelab",
        "open-source-project",
        "study-group",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "roles: []",
        "version: 2",
        "{version: 1, role: []}",
        "{version: 1, roles: [{nmae: a}]}",
        "{version: 1, roles: [{name: a, color: red}]}",
        "{version: 1, channels: [{voice: a, topic: b}]}",
        "{version: 1, channels: [{category: a, channels: [{category: b}]}]}",
        "{version: 1, everyone: [see_channel]}",
        "{version: 1, settings: {verification: 1}}",
        "{version: 1, automod: [{name: a, trigger: spam, actions: [blok]}]}",
    ],
)
def test_editors_mark_what_reading_would_refuse(text: str) -> None:
    assert not VALIDATOR.is_valid(data(text))


def properties_of(schema: Any, place: str = "") -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    if isinstance(schema, dict):
        if isinstance(properties := schema.get("properties"), dict):
            found.append((place, properties))
        for name, inner in schema.items():
            found += properties_of(inner, f"{place}/{name}")
    elif isinstance(schema, list):
        for number, inner in enumerate(schema):
            found += properties_of(inner, f"{place}/{number}")
    return found


def test_every_field_of_the_format_is_documented() -> None:
    words = {name for _, properties in properties_of(json_schema()) for name in properties}
    text = (ROOT / "docs" / "blueprint.md").read_text(encoding="utf-8")

    assert [word for word in sorted(words) if f"`{word}`" not in text] == []


def test_every_word_that_can_be_chosen_is_documented() -> None:
    text = (ROOT / "docs" / "blueprint.md").read_text(encoding="utf-8")

    assert [word for word in sorted(choices(json_schema())) if f"`{word}`" not in text] == []


def choices(schema: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(schema, dict):
        words = schema.get("enum", [])
        found |= {word for word in words if isinstance(word, str) and not word.isupper()}
        for inner in schema.values():
            found |= choices(inner)
    elif isinstance(schema, list):
        for inner in schema:
            found |= choices(inner)
    return found


def test_documented_blueprints_can_be_read() -> None:
    text = (ROOT / "docs" / "blueprint.md").read_text(encoding="utf-8")
    blocks = [block.partition("```")[0] for block in text.split("```yaml\n")[1:]]
    whole = [block for block in blocks if "version: 1" in block]

    assert len(whole) >= 2
    for block in whole:
        read_blueprint(block, "docs/blueprint.md")
