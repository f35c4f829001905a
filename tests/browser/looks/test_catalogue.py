"""Nothing that people can see is left out."""

from app.web.api.routes_of import PREFIX, served_routes
from tests.browser.looks.catalogue import ALL, REDIRECTS
from tests.support.web import web_over_fakes


def test_every_page_has_a_look() -> None:
    app = web_over_fakes().app
    pages = {
        route.path
        for route in served_routes(app)
        if "GET" in (route.methods or ()) and not route.path.startswith(PREFIX)
    }

    assert pages - REDIRECTS == {look.route for look in ALL}


def test_no_look_overwrites_the_picture_of_another() -> None:
    names = [look.name for look in ALL]

    assert len(set(names)) == len(names)
