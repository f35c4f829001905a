"""The use cases, and what plans, runs and histories are told with."""

from tests.unit.languages.area import Area

AREA = Area(
    paths=("app/shared/application/",),
    unread_texts={
        "Endings": "a type that is not there yet",
        "host operator": "a fact in the trail, for programs",
        "not needed": "a fact in the trail, for programs",
    },
)
