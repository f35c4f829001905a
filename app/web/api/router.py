"""The API, put together: one module per resource."""

from fastapi.routing import APIRoute

from app.web.api.routes import (
    access,
    admission,
    decisions,
    designs,
    drift,
    drift_settings,
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

ROUTES: tuple[APIRoute, ...] = tuple(
    route
    for resource in (
        me,
        guilds,
        live,
        designs,
        editors,
        versions,
        examples,
        drift,
        drift_settings,
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
        admission,
    )
    for route in resource.router.routes
    if isinstance(route, APIRoute)
)
"""Each with its whole path."""
