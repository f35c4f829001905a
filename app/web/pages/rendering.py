"""Pages from templates: HTML without inline script or style, never kept by caches."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.shared.domain.language.saying import say, say_as, say_counted
from app.shared.infrastructure.languages.speaking import spoken_language
from app.web.pages.assets import asset_words
from app.web.pages.page import Page
from app.web.pages.pressing import Press
from app.web.pages.tabs import tab_row
from app.web.static_files import StaticFiles

TEMPLATES = Path(__file__).parents[1] / "templates"


@cache
def templates(static: StaticFiles) -> Environment:
    """Every name that a template uses has to be given: a forgotten one is an error. Compiled once
    for each tree of files."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= asset_words(static)
    environment.globals |= {"say": say, "say_as": say_as, "say_counted": say_counted}
    environment.globals["language"] = lambda: spoken_language().tag
    environment.globals["tab_row"] = tab_row
    environment.globals["version"] = version("guildwright")
    environment.filters["iso"] = _iso
    return environment


def render(
    request: Request,
    template: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
    *,
    page: Page | None = None,
) -> HTMLResponse:
    """Without a page it is one for whoever asks, outside of any guild. Without a context it is made
    from what was rendered before."""
    environment: Environment = request.app.state.templates
    page = page or Page.of_visitor(request.scope)
    found = _template(environment, template)
    body: str | bytes
    if context is None:
        body = _press(environment, spoken_language().tag).page(found, page)
    else:
        body = found.render({"page": page, **context})
    return HTMLResponse(body, status, headers={"cache-control": "no-store"})


@cache
def _press(_environment: Environment, _language: str) -> Press:
    return Press()


@cache
def _template(environment: Environment, name: str) -> Template:
    """Jinja keeps what all templates share in layers, and looks through them for each page."""
    template = environment.get_template(name)
    template.globals = dict(template.globals)
    return template


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
