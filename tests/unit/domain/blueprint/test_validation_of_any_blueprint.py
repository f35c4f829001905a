from hypothesis import HealthCheck, given

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.validation import problems_of
from tests.support.blueprints import blueprints
from tests.support.examples import examples


@examples(5, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints())
def test_blueprints_for_property_tests_are_valid(blueprint: Blueprint) -> None:
    assert problems_of(blueprint) == ()
