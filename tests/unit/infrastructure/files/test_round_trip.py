import json

from hypothesis import HealthCheck, given

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.files.plain_document import plain_document
from tests.support.blueprints import blueprints
from tests.support.examples import examples


@examples(40, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints())
def test_what_is_written_reads_as_the_same_blueprint(blueprint: Blueprint) -> None:
    text = write_blueprint(blueprint)

    assert read_blueprint(text) == blueprint


@examples(15, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints())
def test_json_reads_as_the_same_blueprint(blueprint: Blueprint) -> None:
    text = json.dumps(plain_document(blueprint))

    assert read_blueprint(text) == blueprint
