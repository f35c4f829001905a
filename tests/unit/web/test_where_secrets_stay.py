"""What lets somebody in travels in headers and cookies, and lies nowhere a script could read it."""

import pytest

from app.web.static_files import TREE
from tests.support.web import web_over_fakes

THEME = {"theme.js", "shell/theme_button.js"}


@pytest.mark.parametrize("name", ["session", "token", "access_token", "api_key", "authorization"])
async def test_no_address_lets_anybody_in(name: str) -> None:
    web = web_over_fakes()
    secret, _ = await web.sign_in()

    async with web.client() as client:
        answer = await client.get("/api/v1/me", params={name: secret})

    assert answer.status_code == 401


def test_pages_keep_nothing_but_the_theme_beyond_a_tab() -> None:
    assert own_scripts_with("localStorage") == THEME
    assert own_scripts_with("indexedDB") == set()


def test_no_script_looks_at_cookies() -> None:
    assert own_scripts_with("document.cookie", "cookieStore") == set()


def own_scripts_with(*words: str) -> set[str]:
    found = {
        str(path.relative_to(TREE)): path.read_text()
        for path in TREE.rglob("*.js")
        if "vendor" not in path.parts
    }
    return {name for name, text in found.items() if any(word in text for word in words)}
