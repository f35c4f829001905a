"""What Guildwright is, for whoever comes by."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.web.pages.rendering import render

router = APIRouter(include_in_schema=False)


@router.get("/")
async def show_landing(request: Request) -> Response:
    return render(request, "landing.html")
