"""Serves static files before anybody is asked who they are."""

from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.static_files import PREFIX, StaticFiles


class ServeStatic:
    def __init__(self, app: ASGIApp, *, files: StaticFiles) -> None:
        self._app = app
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_static = scope["type"] == "http" and scope["path"].startswith(PREFIX)
        await (self._files if is_static else self._app)(scope, receive, send)
