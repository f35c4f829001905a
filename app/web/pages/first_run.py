"""What is still missing before anybody can sign in: shown only as long as something is."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.web.dependencies import AddressDep, ReadinessDep, SettingsDep
from app.web.failures import GoTo
from app.web.pages.page import Page
from app.web.pages.rendering import render
from app.web.wired_route import WiredRoute

router = APIRouter(include_in_schema=False, route_class=WiredRoute)


@router.get("/first-run")
async def show_first_run(
    request: Request, readiness: ReadinessDep, address: AddressDep, settings: SettingsDep
) -> Response:
    hindrance = await readiness.hindrance()
    if hindrance is None:
        raise GoTo("/sign-in")
    return render(
        request,
        "first_run.html",
        {
            "hindrance": hindrance,
            "redirect_uri": address.redirect_uri,
            "public_url": address.origin,
            "reached_at": str(request.base_url).rstrip("/"),
            "client_id": settings.client_id,
            "has_secret": settings.client_secret is not None,
        },
        page=Page.of_visitor(request.scope, active="sign-in"),
    )
