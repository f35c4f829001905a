"""Every page."""

from fastapi import APIRouter

from app.web.pages import guild, landing, own, welcome

router = APIRouter(include_in_schema=False)
for _pages in (landing, own, welcome, guild):
    router.include_router(_pages.router)
