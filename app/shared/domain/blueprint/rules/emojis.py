"""Rules for emojis: a character, or one of the guild's own by id."""

import re
from collections.abc import Iterator

from app.shared.domain.blueprint.invisible import forbidden_characters
from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.rules.references import id_problems
from app.shared.domain.language.saying import say
from app.shared.domain.structure.channels import Emoji

EMOJI_LENGTH = 32
"""Code points; the longest emoji sequences have about fifteen."""
CUSTOM_NAME = re.compile(r"[A-Za-z0-9_]{1,32}")


def emoji_problems(emoji: Emoji, path: Path) -> Iterator[Problem]:
    if emoji.id is not None:
        yield from id_problems(str(emoji.id), path)
        if emoji.name is not None and not CUSTOM_NAME.fullmatch(emoji.name):
            yield _no_emoji(emoji.name, path)
    elif not _may_be_emoji(emoji.name or ""):
        yield _no_emoji(emoji.name or "", path)


def _may_be_emoji(text: str) -> bool:
    """Whether the text has a symbol and no words. Discord knows the full list, we need not."""
    if not 0 < len(text) <= EMOJI_LENGTH or any(forbidden_characters(text, multiline=False)):
        return False
    return not text.isascii() and not any(char.isalpha() or char.isspace() for char in text)


def _no_emoji(text: str, path: Path) -> Problem:
    return Problem(
        what=say('"{text}" is no emoji.', text=text[:40]),
        remedy=say("Write the character itself (🎉), or `<:name:id>` for one of the server's own."),
        path=path,
    )
