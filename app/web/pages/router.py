"""Every page."""

from fastapi import APIRouter

from app.web.pages import landing

router = APIRouter(include_in_schema=False)
router.include_router(landing.router)
