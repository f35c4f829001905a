"""Sends what the API answers compressed: a large design is a megabyte, and packs to a tenth."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_API = "/api/"
_WITH_SECRETS = frozenset({"/api/v1/me", "/api/v1/tokens"})
"""Whoever can have text of theirs packed together with a secret can measure their way to it."""
_WORTH_PACKING = 1000
_LEVEL = 5
"""Beyond it, packing takes longer than it saves on the way."""
_SENT_AS_THEY_ARE = ("text/event-stream",)
"""The API answers with texts alone; a list of all that is packed already is gone through with every
answer."""


class CompressedAnswers:
    """Pages hold their session's token and are sent as they are; streams of events too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._packing = GZipMiddleware(
            app,
            minimum_size=_WORTH_PACKING,
            compresslevel=_LEVEL,
            exclude_content_types=_SENT_AS_THEY_ARE,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_packed = (
            scope["type"] == "http"
            and scope["path"].startswith(_API)
            and scope["path"] not in _WITH_SECRETS
        )
        await (self._packing if is_packed else self._app)(scope, receive, send)
