import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.design.reading import read_design
from app.shared.infrastructure.files.design.writing import design_of
from tests.support.blueprints import blueprints
from tests.support.full_size import a_full_blueprint

EXAMPLES = sorted((Path(__file__).parents[5] / "examples").glob("*.yaml"))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints())
def test_a_design_reads_as_the_blueprint_it_was_made_of(blueprint: Blueprint) -> None:
    design = json.loads(json.dumps(design_of(blueprint)))

    assert read_design(design) == blueprint


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_survives(path: Path) -> None:
    blueprint = read_blueprint(path.read_text(encoding="utf-8"))

    design = json.loads(json.dumps(design_of(blueprint)))

    assert read_design(design) == blueprint


def test_ids_and_permissions_are_text_and_every_key_is_written() -> None:
    design = design_of(a_full_blueprint())

    crowded = next(c for c in design["channels"] if c["key"] == "channel-0")
    assert design["roles"][-1]["key"] == "everyone"
    assert design["roles"][0]["permissions"] == str(1 << 10 | 1 << 20)
    assert crowded["access"]["role:everyone"] == {"allow": "0", "deny": "1024"}
    assert len(crowded["access"]) == 100


def test_channels_have_only_the_fields_of_their_type() -> None:
    design = design_of(a_full_blueprint())

    by_type = {channel["type"]: channel for channel in design["channels"]}

    assert "bitrate" not in by_type[0]
    assert "topic" not in by_type[2]
    assert by_type[4].keys() == {"key", "type", "name", "parent", "access", "protect", "ignore"}


def test_a_design_of_full_size_is_read_in_a_moment() -> None:
    design = design_of(a_full_blueprint(overwrites=20, crowded=20))
    best = 9.0

    for _ in range(3):
        began = time.process_time()
        read_design(design)
        best = min(best, time.process_time() - began)

    assert best < 0.3
