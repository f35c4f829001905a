"""How many examples a property test takes, by the cost of one."""

from collections.abc import Collection

from hypothesis import HealthCheck, settings

_USUAL = 25


def examples(
    fixed: int, *, steps: int | None = None, suppress_health_check: Collection[HealthCheck] = ()
) -> settings:
    """`fixed` of them in `make test`; with the profile `explore` more, in the same proportion.

    `steps` is the length of a state machine's runs, three times that when exploring.
    """
    exploring = not settings().derandomize
    return settings(
        max_examples=fixed * settings().max_examples // _USUAL if exploring else fixed,
        stateful_step_count=(steps or 50) * (3 if exploring else 1),
        suppress_health_check=suppress_health_check,
    )
