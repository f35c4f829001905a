"""What somebody probably meant."""

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """`Did you mean "slowmode"?`, or nothing when no word is near."""
    listed = sorted(set(words))
    if len(word) > 100:
        return ""
    near = difflib.get_close_matches(word.lower(), listed, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else ""


def one_of(words: Iterable[str]) -> str:
    """`a, b or c`, in the given order."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} or {listed[-1]}"
