"""What a log must never hold, and what stands there instead.

Three nets, since each has holes: fields with telling names, texts that look like a secret, and
the secrets of this installation, wherever they turn up.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Self
from urllib.parse import quote

HIDDEN = "***"

_TELLING_WORDS = (
    "apikey",
    "authorization",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "passphrase",
    "passwd",
    "password",
    "pwd",
    "secret",
    "secrets",
    "token",
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DEEPEST = 8
_SHORTEST_SECRET = 6

# None of these may begin with an open repetition: a long text would take quadratic time.
_NAME = (
    r"(?:token|secret|passw(?:or)?d|passphrase|pwd|authorization|cookie|api[_-]?key|credentials?)"
)
_QUOTED = r"(?P<quote>\\*[\"'])(?!\*\*\*).*?(?:(?<!\\)(?P=quote)|\Z)"
_RUN = r"[^\s\"'\\,;&)}\]]+"

_LOOKS_SECRET: tuple[tuple[re.Pattern[str], str], ...] = (
    # Authorization: Bot abc, Bearer abc, Basic abc
    (re.compile(r"(?i)\b(bot|bearer|basic)([ +]|%20)+[\w.~+/=-]{16,}"), rf"\1 {HIDDEN}"),
    # A Discord token by its shape: id . time . signature
    (re.compile(r"(?<![\w.-])[\w-]{18,}\.[\w-]{6,7}\.[\w-]{25,}"), HIDDEN),
    # An API token of ours
    (re.compile(r"\bgw_[\w-]{20,}"), HIDDEN),
    # scheme://user:password@host; the password may hold an @ or / that should have been escaped
    (re.compile(r"(://[^\s:/@\"'\\]{0,200}):[^\s\"'\\]{0,500}@"), rf"\1:{HIDDEN}@"),
    # Webhooks and interactions carry their token in the path
    (re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w-]{16,}"), rf"\1{HIDDEN}"),
    # "token": "abc", 'password': 'abc', also escaped inside another JSON text
    (
        re.compile(rf"(?is)({_NAME}\\*[\"']\s*:\s*b?){_QUOTED}"),
        rf"\1\g<quote>{HIDDEN}\g<quote>",
    ),
    # The same as an assignment, which may hold spaces
    (re.compile(rf"(?is)({_NAME}\s*=\s*b?){_QUOTED}"), rf"\1\g<quote>{HIDDEN}\g<quote>"),
    # token=abc, ?client_secret=abc
    (re.compile(rf"(?i)({_NAME}\s*=\s*){_RUN}"), rf"\1{HIDDEN}"),
    # Authorization: abc, Set-Cookie: abc
    (re.compile(r"(?i)((?:authorization|cookie)\s*:\s*)[^\s\"'\\][^\"'\\\n]*"), rf"\1{HIDDEN}"),
)


@dataclass(frozen=True, slots=True)
class Redaction:
    """Hides secrets in texts and in structured values."""

    known: tuple[str, ...] = ()
    """Secrets in every form in which they may be written; longest first."""

    @classmethod
    def of(cls, secrets: Iterable[str]) -> Self:
        """Hide these too. Those of fewer than six characters would hide half of all words."""
        forms = {
            form
            for secret in secrets
            if len(secret) >= _SHORTEST_SECRET
            for form in (
                secret,
                quote(secret, safe=""),
                json.dumps(secret)[1:-1],
                repr(secret)[1:-1],
            )
        }
        return cls(tuple(sorted(forms, key=len, reverse=True)))

    def text(self, text: str) -> str:
        for secret in self.known:
            text = text.replace(secret, HIDDEN)
        for pattern, instead in _LOOKS_SECRET:
            text = pattern.sub(instead, text)
        return text

    def value(self, value: object) -> object:
        """A copy without secrets. What is not a text, number, mapping or list becomes its repr."""
        return self._value(value, _DEEPEST)

    def field(self, name: str, value: object) -> object:
        """The value, unless the name says that it is a secret."""
        return HIDDEN if _tells_a_secret(name, value) else self.value(value)

    def _value(self, value: object, levels: int) -> object:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str):
            return self.text(value)
        if levels == 0:
            return "…"
        if isinstance(value, Mapping):
            return {
                self.text(str(name)): HIDDEN
                if _tells_a_secret(str(name), item)
                else self._value(item, levels - 1)
                for name, item in value.items()
            }
        if isinstance(value, list | tuple | set | frozenset):
            return [self._value(item, levels - 1) for item in value]
        return self.text(_shown(value))


def _tells_a_secret(name: str, value: object) -> bool:
    if value is None or isinstance(value, bool):
        return False
    words = [word.lower() for word in _WORD.findall(name)]
    pairs = [first + second for first, second in pairwise(words)]
    return any(word.endswith(_TELLING_WORDS) for word in (*words, *pairs))


def _shown(value: object) -> str:
    try:
        return repr(value)
    except Exception:  # noqa: BLE001 - a log line must not fail for a faulty repr
        return f"<{type(value).__name__}>"
