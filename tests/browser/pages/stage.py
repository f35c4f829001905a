"""The pages by themselves: real templates and modules in Chromium, an API that answers by a scene.

Every request of the browser is answered here; nothing listens on a port. What leaves the pages is
kept, so that a test can ask what was sent.
"""

import json
import mimetypes
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Route
from playwright.sync_api import Page as BrowserPage

from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.web_sessions import (
    Browser,
    SessionHandle,
    SignedInUser,
    WebSession,
)
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.web.pages.page import GuildCard, Page
from app.web.pages.rendering import templates
from app.web.static_files import TREE, StaticFiles

ORIGIN = "https://guildwright.test"
GUILD = "810000000000000001"
USER = "820000000000000001"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' https://cdn.discordapp.com data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALL_RIGHTS = ("view", "design", "approve", "apply", "rollback", "manage_access")


@dataclass(frozen=True)
class Asked:
    """One request to the API, as a scene sees it."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    body: Any
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What the API answers. `events` makes it a stream that ends after them."""

    body: Any = None
    status: int = 200
    events: str | None = None


def problem(status: int, code: str, detail: str, remedy: str, reference: str = "") -> Reply:
    body = {
        "type": "about:blank", "title": detail, "status": status, "detail": detail, "code": code,
        "remedy": remedy, "reference": reference,
    }  # fmt: skip
    return Reply(body, status)


type Answer = Any | Reply | Callable[[Asked], Any]


SHELL: dict[str, Answer] = {
    "GET /status": {
        "bot": {"online": True, "latency_ms": 32, "seen_at": "2026-11-28T06:00:00Z"},
        "carries_out": True,
        "version": "0.1.0",
    },
    "GET /guilds": {"manage": [], "invite": [], "session_guilds_read_at": None},
}
"""What the frame around every page asks for."""


@dataclass
class Scene:
    """What the API answers, by `METHOD path-pattern`; the last rule that fits wins."""

    rules: dict[str, Answer] = field(default_factory=dict)

    def on(self, rule: str, answer: Answer) -> "Scene":
        return Scene({**self.rules, rule: answer})

    def answer(self, asked: Asked) -> Reply:
        for rule, answer in reversed((SHELL | self.rules).items()):
            method, _, pattern = rule.partition(" ")
            if method == asked.method and re.fullmatch(pattern, asked.path):
                found = answer(asked) if callable(answer) else answer
                return found if isinstance(found, Reply) else Reply(found)
        return problem(404, "not_found", "This is not here.", "Check the link.")


class _Tree(StaticFiles):
    """Names files without having read them: each is read when it is asked for."""

    def url(self, name: str) -> str:
        return f"/static/test/{name}"


class Stage:
    """A browser context whose whole world is one scene."""

    def __init__(
        self,
        context: BrowserContext,
        scene: Scene,
        rights: tuple[str, ...] = ALL_RIGHTS,
        operator: bool = True,
    ) -> None:
        self.scene = scene
        self.asked: list[Asked] = []
        self.complaints: list[str] = []
        self.rights = rights
        self.design_objects: tuple[str, ...] = ()
        self.operator = operator
        self.told: list[str] = []
        """What the API has answered."""
        self.modules: dict[str, str] = {}
        """Those that stand in for the tree's own, by name."""
        self._templates = templates(_Tree({}, "test"))
        self._context = context
        self._pages: dict[str, str] = {}
        context.route(re.compile(".*"), self._serve)

    def serve(self, path: str, template: str) -> None:
        """Have a page at `path`; elsewhere stands a page that only names its address."""
        self._pages[path] = template

    def open(self, path: str, template: str) -> BrowserPage:
        """Show the page at `path`, made from `template`."""
        self.serve(path, template)
        page = self._context.new_page()
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(ORIGIN + path)
        return page

    def ready(self, path: str, template: str) -> BrowserPage:
        """The page with everything it loads at first."""
        page = self.open(path, template)
        page.wait_for_selector("#page:not([aria-busy])")
        return page

    def sent(self, rule: str) -> list[Asked]:
        method, _, pattern = rule.partition(" ")
        return [
            one for one in self.asked if one.method == method and re.fullmatch(pattern, one.path)
        ]

    def _listen(self, message: ConsoleMessage) -> None:
        # A refused answer is part of some scenes; Chromium reports it without being asked.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _serve(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/api/v1/"):
            self._serve_api(route)
        elif path.startswith("/static/"):
            self._serve_file(route, path.split("/", 3)[3])
        elif path in self._pages:
            self._serve_page(route, self._pages[path])
        elif route.request.resource_type == "document":
            route.fulfill(status=200, content_type="text/html", body=f"<title>{path}</title>{path}")
        else:
            route.fulfill(status=204)

    def _serve_page(self, route: Route, template: str) -> None:
        html = self._templates.get_template(template).render(page=page_of(self, template))
        headers = {"Content-Security-Policy": CSP}
        route.fulfill(
            status=200, content_type="text/html; charset=utf-8", headers=headers, body=html
        )

    def _serve_file(self, route: Route, name: str) -> None:
        found = TREE / name
        if name in self.modules:
            route.fulfill(status=200, content_type="text/javascript", body=self.modules[name])
            return
        if not found.is_file():
            self.complaints.append(f"no such file: {name}")
            route.fulfill(status=404)
            return
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        route.fulfill(status=200, content_type=kind, body=found.read_bytes())

    def _serve_api(self, route: Route) -> None:
        asked = _asked(route.request)
        self.asked.append(asked)
        reply = self.scene.answer(asked)
        if reply.events is not None:
            route.fulfill(status=200, content_type="text/event-stream", body=reply.events)
        elif reply.status == 204:
            route.fulfill(status=204)
        else:
            kind = "application/json" if reply.status < 400 else "application/problem+json"
            body = json.dumps(reply.body, ensure_ascii=False)
            self.told.append(body)
            route.fulfill(status=reply.status, content_type=kind, body=body)


def _asked(request: Request) -> Asked:
    parts = urlsplit(request.url)
    return Asked(
        method=request.method,
        path=parts.path.removeprefix("/api/v1"),
        query=parse_qs(parts.query),
        body=json.loads(request.post_data) if request.post_data else None,
        headers=request.headers,
    )


def page_of(stage: Stage, template: str) -> Page:
    """What the server would say of whoever looks at the page."""
    now = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)
    session = WebSession(
        handle=SessionHandle("0123456789"),
        user=SignedInUser(id=UserId(int(USER)), name="mara", display_name="Mara"),
        csrf="a-token",
        browser=Browser(address="127.0.0.0", summary="Chromium on Linux"),
        created_at=now,
        last_seen_at=now,
        expires_at=now,
    )
    in_guild = template.startswith("guild/")
    return Page(
        active=Path(template).stem,
        session=session,
        guild=GuildCard(id=GuildId(int(GUILD)), name="Copper Guild") if in_guild else None,
        rights=stage.rights,
        design_objects=stage.design_objects,
        bot=BotState(online=True, latency_ms=32),
        is_operator=stage.operator,
    )
