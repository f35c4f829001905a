"""The pages of one guild: each a frame that its module fills by the API."""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.web.pages.page import Page
from app.web.pages.rendering import render
from app.web.pages.signed_in import GuildPageDep
from app.web.wired_route import WiredRoute

router = APIRouter(prefix="/g/{guild_id}", include_in_schema=False, route_class=WiredRoute)


@router.get("")
async def show_overview(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "overview", "overview")


@router.get("/drift")
async def show_drift(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "drift", "overview")


@router.get("/designer")
async def show_designer(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "designer", "designer")


@router.get("/plans")
async def show_plans(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "plans", "plans")


@router.get("/plans/{hash}")
async def show_plan(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "plan", "plans")


@router.get("/runs")
async def show_runs(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "runs", "runs")


@router.get("/runs/{run_id}")
async def show_run(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "run", "runs")


@router.get("/history")
async def show_history(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "history", "history")


@router.get("/permissions")
async def show_permissions(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "permissions", "permissions")


@router.get("/access")
async def show_access(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "access", "access")


@router.get("/activity")
async def show_activity(request: Request, page: GuildPageDep) -> Response:
    return _show(request, page, "activity", "activity")


def _show(request: Request, page: Page, name: str, active: str) -> Response:
    return render(request, f"guild/{name}.html", page=replace(page, active=active))
