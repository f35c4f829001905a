"""What is put together from parts is what the template makes of the page, whoever reads it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from jinja2 import Environment

from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.web_sessions import (
    Browser,
    SessionHandle,
    SignedInUser,
    WebSession,
)
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.web.pages.page import GuildCard, Page
from app.web.pages.pressing import Press
from app.web.pages.rendering import TEMPLATES, templates
from app.web.static_files import StaticFiles

WITH_WORDS_OF_THEIR_OWN = {"error.html", "first_run.html", "sign_in_problem.html"}
NAMES = sorted(
    name
    for path in TEMPLATES.rglob("*.html")
    if "layout" not in (name := path.relative_to(TEMPLATES).as_posix())
    and name not in WITH_WORDS_OF_THEIR_OWN | {"macros.html"}
)
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def session(number: int, name: str, avatar: str | None) -> WebSession:
    return WebSession(
        handle=SessionHandle("5f0a"),
        user=SignedInUser(id=UserId(number), name=name, display_name=name * 2, avatar=avatar),
        csrf=f"token-{number}",
        browser=Browser(address="127.0.0.0", summary="a browser"),
        created_at=NOW,
        last_seen_at=NOW,
        expires_at=NOW,
    )


NASTY = '<b> &amp; "x" \' {{ 7 * 7 }} \ue000csrf\ue001 é'
PLAIN = Page(
    active="plans",
    session=session(7, "Ada", None),
    guild=GuildCard(id=GuildId(81), name="Copper Guild", icon_url=None),
    rights=("design", "view"),
    bot=BotState(online=True, latency_ms=31),
)
READERS = [
    PLAIN,
    replace(PLAIN, session=session(8, NASTY, "abc"), bot=BotState(online=True, latency_ms=9)),
    replace(
        PLAIN, guild=GuildCard(id=GuildId(82), name=NASTY, icon_url="https://x/?a&b"), bot=None
    ),
    replace(PLAIN, active="designer", is_operator=True, bot=BotState(online=False)),
    replace(PLAIN, rights=("view",), design_objects=("channel:a'b", "role:<c>")),
    replace(PLAIN, session=session(9, "x" * 32, None)),
]


@pytest.fixture(scope="module")
def environment() -> Environment:
    return templates(StaticFiles.read())


@pytest.mark.parametrize("name", NAMES)
def test_a_pressed_page_is_what_its_template_makes(name: str, environment: Environment) -> None:
    template, press = environment.get_template(name), Press()

    for reader in READERS * 2:
        assert press.page(template, reader).decode() == template.render({"page": reader})


@pytest.mark.parametrize("name", ["landing.html", "servers.html"])
def test_a_page_outside_of_guilds_is_pressed_apart(name: str, environment: Environment) -> None:
    template, press = environment.get_template(name), Press()

    for reader in (PLAIN, replace(PLAIN, guild=None, bot=None), PLAIN):
        assert press.page(template, reader).decode() == template.render({"page": reader})


def test_a_visitor_and_somebody_signed_in_do_not_share_a_page(environment: Environment) -> None:
    template, press = environment.get_template("landing.html"), Press()
    pages = [press.page(template, page) for page in (PLAIN, Page(), PLAIN)]

    assert pages[1].decode() == template.render({"page": Page()})
    assert pages[0] == pages[2] != pages[1]


def test_a_template_that_shows_more_of_a_session_is_an_error(environment: Environment) -> None:
    curious = environment.from_string("{{ page.session.browser.summary }}")

    with pytest.raises(Exception, match="anything else of the session"):
        Press().page(curious, PLAIN)


def test_traits_without_number_do_not_fill_the_memory(environment: Environment) -> None:
    template, press = environment.get_template("servers.html"), Press()

    for number in range(600):
        press.page(template, replace(PLAIN, rights=(f"right-{number}",)))

    assert len(press) <= 256
