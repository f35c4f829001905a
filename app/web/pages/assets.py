"""What templates say to name files: the same in every answer, so that it is written once."""

from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

from app.web.pages.markup import Html
from app.web.static_files import StaticFiles


def asset_words(static: StaticFiles) -> Mapping[str, Any]:
    """`static(name)` is a file's address, `icon(name, size)` a picture of the set, and
    `preloads(*modules)` asks for all that these modules import."""
    icons = Html(escape(static.url("vendor/icons.svg")))

    @cache
    def address(name: str) -> Html:
        return Html(escape(static.url(name)))

    @cache
    def icon(name: str, size: int = 16) -> Html:
        return Html(
            f'<svg class="icon" width="{size}" height="{size}" aria-hidden="true">'
            f'<use href="{icons}#{escape(name)}"/></svg>'
        )

    @cache
    def preloads(*modules: str) -> Html:
        found = (escape(one) for one in static.modules(*modules))
        return Html("\n".join(f'<link rel="modulepreload" href="{one}">' for one in found))

    return {"static": address, "icons": icons, "icon": icon, "preloads": preloads}
