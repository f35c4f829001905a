"""Hosts that stand in guides for the one that is meant.

docker/validate-env.sh says the same of the same hosts, in the same words.
"""

from fnmatch import fnmatchcase

_RESERVED = ("example.com", "example.net", "example.org", "example")
"""For examples alone: nobody can have them (RFC 2606)."""
_WORDS = (
    *("changeme*", "change-me*", "change_me*"),
    *("your-domain*", "your_domain*", "yourdomain*"),
)
"""At the beginning of a label. No `your-*`: names of real machines begin so."""
_ANYWHERE = ("*<*", "*>*", "*…*")


def is_placeholder_host(host: str) -> bool:
    names = (*_RESERVED, *_WORDS)
    patterns = (*_ANYWHERE, *names, *(f"*.{name}" for name in names))
    return any(fnmatchcase(host.lower(), pattern) for pattern in patterns)
