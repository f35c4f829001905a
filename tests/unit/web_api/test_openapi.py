"""The API's description is whole, and is the one that is published."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.design.writing import design_of
from app.web.api.openapi import api_description, extra_schemas
from app.web.api.router import ROUTES
from tests.support.web import web_over_fakes

ROOT = Path(__file__).parents[3]
TEXT = api_description()
API: dict[str, Any] = json.loads(TEXT)
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, operations in API["paths"].items()
    for method, operation in operations.items()
}


def test_the_published_description_is_the_one_the_code_makes() -> None:
    published = (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8")

    assert published == TEXT, "run: python -m tools.write_openapi"


def test_the_app_serves_the_same_description() -> None:
    app: FastAPI = web_over_fakes().app

    assert app.openapi()["paths"] == API["paths"]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_reads_well(name: str) -> None:
    operation = OPERATIONS[name]

    assert re.fullmatch(r"[A-Z].+\.", operation["summary"]), "the summary is no sentence"
    assert len(operation["tags"]) == 1
    assert operation["tags"][0] in {tag["name"] for tag in API["tags"]}
    assert re.fullmatch(r"[a-z_]+", operation["operationId"])


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_says_how_it_fails(name: str) -> None:
    operation = OPERATIONS[name]
    failures = {
        status: response
        for status, response in operation["responses"].items()
        if int(status) >= 400
    }

    assert {"401", "429", "503"} <= set(failures)
    if "{guild_id}" in name:
        assert "404" in failures
    for response in failures.values():
        content = response["content"]["application/problem+json"]
        assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
        for code, example in content["examples"].items():
            assert f"`{code}`: " in response["description"]
            assert example["value"]["code"] == code


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_says_what_a_good_answer_is(name: str) -> None:
    good = {s: r for s, r in OPERATIONS[name]["responses"].items() if int(s) < 300}

    assert len(good) == 1
    for status, response in good.items():
        schemas = [content.get("schema", {}) for content in response.get("content", {}).values()]
        assert status == "204" or all(schema != {} for schema in schemas) or "events" in name


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for operation in OPERATIONS.values()]

    assert len(names) == len(set(names))


def test_nothing_of_the_framework_shows_through() -> None:
    assert "HTTPValidationError" not in TEXT
    assert "x-guildwright" not in TEXT
    assert "Successful Response" not in TEXT


def test_every_link_leads_to_an_operation_that_takes_what_it_gives() -> None:
    by_name = {operation["operationId"]: operation for operation in OPERATIONS.values()}
    links = [
        link
        for operation in OPERATIONS.values()
        for response in operation["responses"].values()
        for link in response.get("links", {}).values()
    ]

    assert len(links) > 20
    for link in links:
        taken = {p["name"] for p in by_name[link["operationId"]]["parameters"]}
        assert set(link["parameters"]) <= taken


def test_every_reference_leads_somewhere() -> None:
    wanted = set(re.findall(r'"#/components/schemas/([^"]+)"', TEXT))

    assert wanted <= set(API["components"]["schemas"])


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda p: p.stem)
def test_designs_are_as_their_schema_says(path: Path) -> None:
    design = design_of(read_blueprint(path.read_text(encoding="utf-8")))
    schema = {"$ref": "#/components/schemas/Design", "components": API["components"]}

    assert [
        error.message for error in jsonschema_rs.validator_for(schema).iter_errors(design)
    ] == []


def test_no_two_shapes_share_a_name() -> None:
    """What FastAPI knows of and what is added to it stand in one list of schemas."""
    of_routes = set(get_openapi(title="", version="", routes=ROUTES)["components"]["schemas"])

    assert of_routes & set(extra_schemas()) == set()
