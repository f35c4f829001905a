"""Rules for keys: allowed characters, and one thing for each."""

from collections.abc import Iterable, Iterator

from app.shared.domain.blueprint.keys import key_problem
from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.structure.identifiers import EVERYONE, Key


def key_problems(keys: Iterable[tuple[Key, Path]], kind: str) -> Iterator[Problem]:
    """`kind` is the word for what the keys name: `role`, `tag`."""
    seen: set[Key] = set()
    for key, path in keys:
        if reason := key_problem(key):
            yield Problem(
                what=f'"{key[:80]}" cannot be a key: a key {reason}.',
                remedy="Letters, digits, - and _ make a key: `book-club`.",
                path=(*path, "key"),
            )
        elif key == EVERYONE and kind == "role":
            yield Problem(
                what='The key "everyone" belongs to @everyone.',
                remedy="Give this role another key.",
                path=(*path, "key"),
            )
        elif key in seen:
            yield twice(key, kind, path)
        seen.add(key)


def twice(key: Key, kind: str, path: Path) -> Problem:
    return Problem(
        what=f'Two {kind}s have the key "{key}".',
        remedy="Give one of them a key of its own: `key: another-word`.",
        path=(*path, "key"),
    )
