"""The API, put together: one module per resource."""

from fastapi import APIRouter

from app.web.api.routes import me, status

PREFIX = "/api/v1"

router = APIRouter(prefix=PREFIX)
for _resource in (me, status):
    router.include_router(_resource.router)
