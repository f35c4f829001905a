"""Which route a path belongs to, before the handler is reached."""

import re
from collections.abc import Iterable

_PLACEHOLDER = re.compile(r"\{\w+\}")


def shape_of(template: str) -> str:
    """The template without the names of its placeholders: `/guilds/{}/roles`."""
    return _PLACEHOLDER.sub("{}", template)


class RouteTable:
    """Finds the template of a path. A fixed segment beats a placeholder: `/users/@me`."""

    def __init__(self, routes: Iterable[tuple[str, str]]) -> None:
        self._by_length: dict[tuple[str, int], list[tuple[list[str], str]]] = {}
        for method, template in routes:
            segments = template.split("/")
            self._by_length.setdefault((method, len(segments)), []).append((segments, template))
        for candidates in self._by_length.values():
            candidates.sort(key=lambda found: [part.startswith("{") for part in found[0]])

    def match(self, method: str, path: str) -> tuple[str, dict[str, str]] | None:
        """The template and what fills it. `path` is decoded and below the API's base."""
        segments = path.split("/")
        for candidate, template in self._by_length.get((method, len(segments)), ()):
            filled = _fill(candidate, segments)
            if filled is not None:
                return template, filled
        return None


def _fill(template: list[str], segments: list[str]) -> dict[str, str] | None:
    filled: dict[str, str] = {}
    for wanted, given in zip(template, segments, strict=True):
        if wanted.startswith("{") and given:
            filled[wanted.strip("{}")] = given
        elif wanted != given:
            return None
    return filled
