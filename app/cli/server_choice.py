"""Where a command works: here, with a database, or at a server over its API."""

import os
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from app.shared.domain.errors import Invalid

REMOTE = frozenset({"plan", "apply", "runs", "show"})
_NEITHER = frozenset({"init", "validate", "sandbox", "demo"})
"""Commands for which it makes no difference."""


class ServerUnusable(Invalid):
    """What was said about the server cannot be used."""

    code: ClassVar[str] = "server_unusable"


@dataclass(frozen=True, slots=True)
class Server:
    """`url` is where its pages are, without a slash at the end."""

    url: str
    token: str = field(repr=False)


_chosen: ContextVar[Server | None] = ContextVar("server", default=None)


def chosen_server() -> Server | None:
    """None: work here."""
    return _chosen.get()


def choose(command: str, url: str | None, token: str | None, token_file: Path | None) -> None:
    """Raises ServerUnusable, also for a command that works here only."""
    _chosen.set(None)
    if url is None:
        if token is not None or token_file is not None:
            raise ServerUnusable(
                "There is a token, and no server to send it to.",
                remedy="Add --server with the address of Guildwright's web app.",
            )
        return
    if command in _NEITHER:
        return
    if command not in REMOTE:
        raise ServerUnusable(
            f"`{command}` works beside the database only, not over --server.",
            remedy="Leave out --server and unset GUILDWRIGHT_SERVER, or use the server's pages. "
            f"Over --server work: {', '.join(sorted(REMOTE))}.",
        )
    if token is not None:
        sys.stderr.write(
            "Anybody on this machine can read --token in the list of processes. "
            "GUILDWRIGHT_TOKEN or --token-file keep it to yourself.\n"
        )
    _chosen.set(Server(_address(url), _token(token, token_file, os.environ)))


def _address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise ServerUnusable(
            "The server's address is none of a web app.",
            remedy="It looks like https://guildwright.example.org",
        )
    return url.rstrip("/")


def _token(token: str | None, token_file: Path | None, environment: Mapping[str, str]) -> str:
    """What stands nearest counts: the option, the file, the environment."""
    named = token_file or environment.get("GUILDWRIGHT_TOKEN_FILE")
    if token is None and named:
        token = Path(named).read_text(encoding="utf-8", errors="replace")
    text = (token or environment.get("GUILDWRIGHT_TOKEN") or "").strip()
    if not text:
        raise ServerUnusable(
            "There is no token for the server.",
            remedy="Make one on its page “API tokens” and put it into GUILDWRIGHT_TOKEN.",
        )
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ServerUnusable(
            "The token has characters that no token has.",
            remedy="Copy it again; it begins with gw_.",
        )
    return text
