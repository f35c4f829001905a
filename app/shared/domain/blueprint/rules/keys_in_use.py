"""Rules for keys: allowed characters, and one thing for each."""

from collections.abc import Iterable, Iterator

from app.shared.domain.blueprint.keys import key_problem
from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.identifiers import EVERYONE, Key

_TWICE = {
    "role": to_say('Two roles have the key "{key}".'),
    "channel": to_say('Two channels have the key "{key}".'),
    "tag": to_say('Two tags have the key "{key}".'),
    "prompt": to_say('Two prompts have the key "{key}".'),
    "option": to_say('Two options have the key "{key}".'),
    "rule": to_say('Two rules have the key "{key}".'),
}


def key_problems(keys: Iterable[tuple[Key, Path]], kind: str) -> Iterator[Problem]:
    """`kind` is the word for what the keys name: `role`, `tag`."""
    seen: set[Key] = set()
    for key, path in keys:
        if reason := key_problem(key):
            yield Problem(
                what=say('"{key}" cannot be a key: a key {reason}.', key=key[:80], reason=reason),
                remedy=say("Letters, digits, - and _ make a key: `book-club`."),
                path=(*path, "key"),
            )
        elif key == EVERYONE and kind == "role":
            yield Problem(
                what=say('The key "everyone" belongs to @everyone.'),
                remedy=say("Give this role another key."),
                path=(*path, "key"),
            )
        elif key in seen:
            yield twice(key, kind, path)
        seen.add(key)


def twice(key: Key, kind: str, path: Path) -> Problem:
    return Problem(
        what=say(_TWICE[kind], key=key),
        remedy=say("Give one of them a key of its own: `key: another-word`."),
        path=(*path, "key"),
    )
