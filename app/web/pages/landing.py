"""What Guildwright is, for whoever comes by."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.web.pages.rendering import render
from app.web.wired_route import WiredRoute

router = APIRouter(include_in_schema=False, route_class=WiredRoute)


@router.get("/")
async def show_landing(request: Request) -> Response:
    return render(request, "landing.html")
