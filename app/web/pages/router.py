"""Every page."""

from fastapi.routing import APIRoute

from app.web.pages import first_run, guild, landing, own, welcome

ROUTES: tuple[APIRoute, ...] = tuple(
    route
    for pages in (landing, first_run, own, welcome, guild)
    for route in pages.router.routes
    if isinstance(route, APIRoute)
)
