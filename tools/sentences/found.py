"""Every sentence that the code says, with the files that say it."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tools.sentences.javascript import Unreadable
from tools.sentences.javascript_calls import javascript_calls
from tools.sentences.python_calls import python_calls
from tools.sentences.sentence import SAYING, Call, Sentence, sentences_of
from tools.sentences.template_calls import template_calls

_READ_BY = {".py": python_calls, ".html": template_calls, ".js": javascript_calls}
_SAYS_SOMETHING = {".py": SAYING, ".html": "say", ".js": "/say.js"}
"""What stands in every file that does: reading all of them closely takes seconds."""
_NOT_OURS = ("app/sandbox/", "app/web/static/vendor/")
"""The embedded Discord speaks for Discord, and the vendor's files for themselves."""


def found_sentences(project: Path) -> dict[Sentence, list[str]]:
    """In order of the first file, then of the sentence, so that it changes with sentences alone.
    Raises ValueError that names each call from which none can be read."""
    places: dict[Sentence, list[str]] = defaultdict(list)
    problems: list[str] = []
    for path in sources(project):
        name = path.relative_to(project).as_posix()
        source = path.read_text(encoding="utf-8")
        if _SAYS_SOMETHING[path.suffix] not in source:
            continue
        found: set[Sentence] = set()
        try:
            for call in _READ_BY[path.suffix](source):
                found.update(_read(call, name, problems))
        except Unreadable as wrong:
            problems.append(f"{name}: {wrong}")
        for sentence in found:
            places[sentence].append(name)
    problems += _counted_twice(places)
    if problems:
        raise ValueError("\n".join(problems))
    return dict(sorted(places.items(), key=lambda item: (item[1][0], item[0])))


def sources(project: Path) -> Iterator[Path]:
    for path in sorted((project / "app").rglob("*")):
        name = path.relative_to(project).as_posix()
        if path.suffix in _READ_BY and not name.startswith(_NOT_OURS):
            yield path


def _read(call: Call, path: str, problems: list[str]) -> tuple[Sentence, ...]:
    try:
        return sentences_of(call, path)
    except ValueError as wrong:
        problems.append(str(wrong))
        return ()


def _counted_twice(places: dict[Sentence, list[str]]) -> Iterator[str]:
    """A language's file finds the sentence for many by the one for one, and holds a single one."""
    known: dict[tuple[str, str], Sentence] = {}
    for sentence in sorted(one for one in places if one.many):
        before = known.setdefault((sentence.meaning, sentence.text), sentence)
        if before.many != sentence.many:
            yield (
                f"{places[sentence][0]}: say_counted: {sentence.text!r} has another sentence for "
                f"many in {places[before][0]}"
            )
