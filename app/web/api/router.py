"""The API, put together: one module per resource."""

from fastapi import APIRouter
from fastapi.routing import APIRoute

from app.web.api.routes import (
    access,
    decisions,
    designs,
    drift,
    editors,
    examples,
    guilds,
    history,
    live,
    me,
    permissions,
    plans,
    run_events,
    runs,
    status,
    system,
    tokens,
    versions,
)
from app.web.api.routes_of import PREFIX


def _operation_id(route: APIRoute) -> str:
    """The function's name: clients that are generated read like our own code."""
    return route.name


router = APIRouter(prefix=PREFIX, generate_unique_id_function=_operation_id)
for _resource in (
    me,
    guilds,
    live,
    designs,
    editors,
    versions,
    examples,
    drift,
    plans,
    decisions,
    runs,
    run_events,
    history,
    permissions,
    access,
    tokens,
    status,
    system,
):
    router.include_router(_resource.router)
