"""Secrets that keep nobody out: placeholders, what everybody tries first, and what is too short.

docker/validate-env.sh says the same of the same values, in the same words.
"""

import itertools
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from app.shared.domain.language.saying import say

_PLACEHOLDERS = (
    *("*changeme*", "*change-me*", "*change_me*", "*placeholder*", "*replace*", "*your-*"),
    *("*your_*", "*example*", "todo*", "<*", "…*", "...*", "xxx*"),
)
_KNOWN = (
    *("password*", "passwort*", "secret", "admin*", "postgres", "redis", "guildwright"),
    *("letmein", "qwerty*", "123456*"),
)
_SHORTEST_BYTES = 16
_LEAST_RUNS = 8
_HERE = ("localhost", "127.*", "::1")


def is_placeholder(text: str) -> bool:
    """What examples hold, and what everybody knows."""
    # By bytes, as a shell in the C locale compares them.
    lower = text.lower()
    return any(fnmatchcase(lower, pattern) for pattern in (*_PLACEHOLDERS, *_KNOWN))


def weakness_of(password: str) -> str:
    """Why a password keeps nobody out; empty where nothing is known against it. Quotes nothing."""
    if is_placeholder(password):
        return say(
            "is a placeholder or known to everybody: take a random one, docker/make-secrets.sh "
            "makes some"
        )
    text = password.encode()
    if len(text) < _SHORTEST_BYTES:
        return say("is too short to keep anybody out: take 16 characters or more, at random")
    if len([*itertools.groupby(text)]) < _LEAST_RUNS:
        return say("repeats one character: take a random one")
    return ""


def refuse_weak_password(url: str) -> None:
    """Raise ValueError for a URL whose password is weak, as it is written there. On this machine's
    own addresses anything goes: whoever is here needs no password."""
    parts = urlsplit(f"any://{url.partition('://')[2]}")
    if parts.password is None or not parts.hostname or _is_here(parts.hostname):
        return
    if weakness := weakness_of(parts.password):
        raise ValueError(say("its password {weakness}", weakness=weakness))


def _is_here(host: str) -> bool:
    return any(fnmatchcase(host, pattern) for pattern in _HERE)
