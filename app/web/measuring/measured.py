"""What is remembered of a request while it is measured.

Layers hand copies of the scope on, so what is found out further in is written into one thing that
all copies share.
"""

from dataclasses import dataclass

from starlette.types import Scope

_MEASURED = "guildwright.measured"
NO_ROUTE = "none"


@dataclass(slots=True)
class Measured:
    route: str = NO_ROUTE


def measured_in(scope: Scope) -> Measured:
    """Begins it."""
    measured = Measured()
    scope[_MEASURED] = measured
    return measured


def note_route(scope: Scope, route: str) -> None:
    """`route` is a template, never a path: those are without number."""
    measured = scope.get(_MEASURED)
    if isinstance(measured, Measured):
        measured.route = route
