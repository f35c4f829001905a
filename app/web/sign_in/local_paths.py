"""Where somebody may be sent after signing in: pages of ours, and nothing else."""

import re
from urllib.parse import unquote, urlsplit

HOME = "/servers"
_LONGEST = 2000
_UNSEEN = re.compile(r"[\x00-\x20\x7f\\]")
_NO_GOAL = ("/sign-in", "/auth/", "/sign-out", "/api/", "/static/", "/csp-report")


def local_path(text: str | None) -> str:
    """The path as it was given if it is one of a page here, else HOME.

    Browsers read `//host`, `/\\host` and `/<tab>/host` as other hosts; decoded once more on the
    way, `/%5Chost` would become one of them.
    """
    if not text or len(text) > _LONGEST or not text.startswith("/") or not text.isascii():
        return HOME
    if _leads_away(text) or _leads_away(unquote(text, errors="replace")):
        return HOME
    return HOME if text.startswith(_NO_GOAL) else text


def _leads_away(text: str) -> bool:
    if text.startswith("//") or _UNSEEN.search(text.partition("?")[0]):
        return True
    try:
        parts = urlsplit(text)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)
