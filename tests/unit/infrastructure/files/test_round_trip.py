import json

from hypothesis import HealthCheck, given, settings

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.files.plain_document import plain_document
from tests.support.blueprints import blueprints


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints())
def test_what_is_written_reads_as_the_same_blueprint(blueprint: Blueprint) -> None:
    text = write_blueprint(blueprint)

    assert read_blueprint(text) == blueprint


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints())
def test_json_reads_as_the_same_blueprint(blueprint: Blueprint) -> None:
    text = json.dumps(plain_document(blueprint))

    assert read_blueprint(text) == blueprint
