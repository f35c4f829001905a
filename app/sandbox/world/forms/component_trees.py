"""Components as a tree: walking over all of them, and giving each its number."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from app.sandbox.world.forms.reading import Wrong


def every_component(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """In the order in which they are shown; what holds others comes before them."""
    for each in components:
        yield each
        yield from every_component(each.get("components", ()))
        yield from every_component(each[key] for key in ("accessory", "component") if key in each)


def with_ids(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every component numbered; those that brought a number keep it. Both ids are unique."""
    everything = list(every_component(components))
    names = Counter(each["custom_id"] for each in everything if each.get("custom_id"))
    if any(times > 1 for times in names.values()):
        message = "Component custom id cannot be duplicated"
        raise Wrong.of("COMPONENT_CUSTOM_ID_DUPLICATED", message)
    numbers = Counter(each["id"] for each in everything if each["id"])
    if any(times > 1 for times in numbers.values()):
        raise Wrong.of("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
    following = 1
    for each in everything:
        if each["id"]:
            continue
        while following in numbers:
            following += 1
        each["id"] = following
        following += 1
    return components
