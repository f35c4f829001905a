"""What somebody probably meant."""

import difflib
from collections.abc import Iterable

from app.shared.domain.language.saying import say


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """`Did you mean "slowmode"?`, or nothing when no word is near."""
    listed = sorted(set(words))
    if len(word) > 100:
        return ""
    near = difflib.get_close_matches(word.lower(), listed, n=1, cutoff=0.6)
    return say('Did you mean "{word}"?', word=near[0]) if near else ""
