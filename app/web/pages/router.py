"""Every page."""

from fastapi import APIRouter

from app.web.pages import first_run, guild, landing, own, welcome

router = APIRouter(include_in_schema=False)
for _pages in (landing, first_run, own, welcome, guild):
    router.include_router(_pages.router)
