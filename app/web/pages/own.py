"""The pages of whoever is signed in."""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.web.pages.rendering import render
from app.web.pages.signed_in import OperatorPageDep, PageDep
from app.web.wired_route import WiredRoute

router = APIRouter(include_in_schema=False, route_class=WiredRoute)


@router.get("/servers")
async def show_servers(request: Request, page: PageDep) -> Response:
    return render(request, "servers.html", page=replace(page, active="servers"))


@router.get("/sessions")
async def show_sessions(request: Request, page: PageDep) -> Response:
    return render(request, "sessions.html", page=replace(page, active="sessions"))


@router.get("/tokens")
async def show_tokens(request: Request, page: PageDep) -> Response:
    return render(request, "tokens.html", page=replace(page, active="tokens"))


@router.get("/system")
async def show_system(request: Request, page: OperatorPageDep) -> Response:
    return render(request, "system.html", page=replace(page, active="system"))
