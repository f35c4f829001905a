from hypothesis import HealthCheck, given, settings

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.validation import problems_of
from tests.support.blueprints import blueprints


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints())
def test_blueprints_for_property_tests_are_valid(blueprint: Blueprint) -> None:
    assert problems_of(blueprint) == ()
